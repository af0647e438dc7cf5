import { unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import {
  expectError,
  expectInvalidToken,
  expectStatus,
  stringAt,
  expectDone,
  expectField,
  expectAt,
  expectThat
} from "../expect.ts"
import {
  expectLease,
  isGone,
  mountIssuer,
  leasesBelow,
  listLeases,
  lookupLease,
  eventually
} from "../fixtures/lease.ts"
import { createHolder } from "../fixtures/policy.ts"
import { createRequest, expectDead, expectSeconds, lookupSelf, byAccessor, byToken } from "../fixtures/token.ts"
import { Failure } from "../verdict.ts"
import { expectWrapped, wrapInfoOf } from "../wrap-info.ts"

export const certificateLeases: Family = {
  name: "CL",
  title: "Certificate leases",
  cases: [
    {
      id: "RWC-CL-01",
      title: "looks up a certificate's lease, refuses to renew it, and revokes the certificate with it",
      requirements: ["RW-LE-1", "RW-LE-3", "RW-LE-5"],
      profile: "leases",
      level: "must",
      why: "A stolen key must be worthless.",
      async run(context) {
        const issuer = await mountIssuer(context)
        const { lease, serial } = await issuer.issue()
        const looked = await context.sendPrivileged(lookupLease(lease))
        expectStatus(looked, 200)
        expectLease(looked, lease, issuer.path)
        expectField(looked, "data.renewable", false)
        expectSeconds(looked, "data.ttl", 3600, 3500)
        const request = (operation: string) =>
          context.sendPrivileged({ method: "PUT", path: `sys/leases/${operation}`, body: { lease_id: lease } })
        expectError(await request("renew"), 400)
        await expectNotRevoked(issuer.isRevoked(serial))
        expectDone(await request("revoke"))
        expectError(await context.sendPrivileged(lookupLease(lease)), 400)
        await eventually(context, "the certificate was not revoked", () => issuer.isRevoked(serial))
        expectDone(await request("revoke"))
      }
    },
    {
      id: "RWC-CL-02",
      title: "revokes the certificates that were issued to a revoked token, and no others",
      requirements: ["RW-LE-11", "RW-TK-2"],
      profile: "leases",
      level: "must",
      why: "A caller who loses access must lose the certificates that were issued to it.",
      async run(context) {
        const issuer = await mountIssuer(context)
        const holder = await createHolder(context, allowIssue(issuer.path))
        const mine = await issuer.issue(holder.token)
        const other = await issuer.issue()
        await leasesBelow(context, issuer.path, 2)
        expectDone(await context.sendPrivileged(byToken("revoke", holder.token)))
        await eventually(context, "the certificate was not revoked", () => issuer.isRevoked(mine.serial))
        await eventually(context, "the lease was not removed", () => isGone(context, mine.lease))
        await expectNotRevoked(issuer.isRevoked(other.serial))
        expectStatus(await context.sendPrivileged(lookupLease(other.lease)), 200)
      }
    },
    {
      id: "RWC-CL-03",
      title: "revokes the certificates that were issued to a wrapped token when it is revoked by accessor",
      requirements: ["RW-LE-11", "RW-AC-7", "RW-TK-2"],
      profile: "leases",
      level: "must",
      why: "The sender can revoke everything that the token created, without ever having seen it.",
      async run(context) {
        const issuer = await mountIssuer(context)
        const { policy } = await createHolder(context, allowIssue(issuer.path))
        const made = await context.send({ ...createRequest({ policies: [policy] }), ttl: 120 })
        const info = wrapInfoOf(made)
        const accessor = stringAt(made, "wrap_info.wrapped_accessor")
        const token = stringAt(await context.send(unwrapByHeader(info.token)), "auth.client_token")
        const { lease, serial } = await issuer.issue(token)
        expectDone(await context.sendPrivileged(byAccessor("revoke", accessor)))
        expectDead(await context.send(lookupSelf(token)))
        await eventually(context, "the certificate was not revoked", () => issuer.isRevoked(serial))
        await eventually(context, "the lease was not removed", () => isGone(context, lease))
      }
    },
    {
      id: "RWC-CL-04",
      title: "immediately revokes a certificate that is issued on the last use of a token",
      requirements: ["RW-LE-12"],
      profile: "leases",
      level: "must",
      why: "Its lease would belong to no token.",
      async run(context) {
        const issuer = await mountIssuer(context)
        const { token } = await createHolder(context, allowIssue(issuer.path), { num_uses: 1, no_default_policy: true })
        const body = { common_name: "service.example", ttl: "1h" }
        const refused = await context.send({ method: "POST", path: issuer.path, token, body })
        expectError(refused, 400)
        await eventually(context, "the lease was not removed", async () => {
          const listed = await context.sendPrivileged(listLeases(issuer.path))
          return listed.status === 404
        })
      }
    },
    {
      id: "RWC-CL-05",
      title: "revokes the leases and wrapping tokens of an engine that is disabled",
      requirements: ["RW-SYS-10", "RW-LE-1"],
      profile: "leases",
      level: "must",
      why: "Nothing from the engine must remain to be opened.",
      async run(context) {
        const issuer = await mountIssuer(context)
        const { lease } = await issuer.issue()
        const body = { common_name: "service.example", ttl: "1h" }
        const { token } = wrapInfoOf(await context.send({ method: "POST", path: issuer.path, ttl: 120, body }))
        expectDone(await context.sendPrivileged({ method: "DELETE", path: `sys/mounts/${issuer.mount}` }))
        await eventually(context, "the lease was not removed", () => isGone(context, lease))
        expectInvalidToken(await context.send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-CL-06",
      title: "returns the lease of a wrapped certificate only on unwrap, and revokes the certificate with it",
      requirements: ["RW-LE-1", "RW-LE-5", "RW-CP-3", "RW-PKI-12"],
      profile: "leases",
      level: "must",
      why: "A relay must not see the lease, and the receiver must be able to give the secret back.",
      async run(context) {
        const issuer = await mountIssuer(context)
        const body = { common_name: "service.example", ttl: "1h" }
        const relayed = expectWrapped(await context.send({ method: "POST", path: issuer.path, ttl: 120, body }))
        const opened = await context.send(unwrapByHeader(relayed.token))
        expectStatus(opened, 200)
        const lease = stringAt(opened, "lease_id")
        expectThat(!relayed.response.text.includes(lease), "the wrapped response contains the lease", relayed.response)
        expectSeconds(opened, "lease_duration", 3600, 3500)
        expectAt(opened, "renewable", false)
        const looked = await context.sendPrivileged(lookupLease(lease))
        expectStatus(looked, 200)
        expectLease(looked, lease, issuer.path)
        expectDone(
          await context.sendPrivileged({ method: "PUT", path: "sys/leases/revoke", body: { lease_id: lease } })
        )
        const serial = stringAt(opened, "data.serial_number")
        await eventually(context, "the certificate was not revoked", () => issuer.isRevoked(serial))
      }
    }
  ]
}

const allowIssue = (path: string): string => `path "${path}" { capabilities = ["create", "update"] }`

async function expectNotRevoked(revoked: Promise<boolean>): Promise<void> {
  if (await revoked) throw new Failure("a certificate is revoked without a request to revoke it")
}
