import { unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import {
  at,
  expectAt,
  expectError,
  expectInvalidToken,
  expectPayload,
  expectStatus,
  expectThat,
  stringAt,
  expectDone,
  expectField
} from "../expect.ts"
import { expectLease, isGone, leasesBelow, listLeases, lookupLease, eventually } from "../fixtures/lease.ts"
import { mountAnyLogin, mountUserpass } from "../fixtures/login.ts"
import { inTime } from "../fixtures/ttl-timer.ts"
import { createHolder, writePolicy } from "../fixtures/policy.ts"
import { writeRole } from "../fixtures/token-role.ts"
import {
  createRequest,
  expectAlive,
  expectDead,
  expectSeconds,
  lookupSelf,
  byAccessor,
  byToken
} from "../fixtures/token.ts"
import { wrapInfoOf } from "../wrap-info.ts"

export const leases: Family = {
  name: "LE",
  title: "Leases",
  cases: [
    {
      id: "RWC-LE-01",
      title: "lists the lease of a login below its path, and looks it up by id",
      requirements: ["RW-LE-1", "RW-LE-2"],
      profile: "leases",
      level: "must",
      why: "A lease must be found before it can be revoked.",
      async run(context) {
        const logins = await mountAnyLogin(context)
        await logins.login()
        const path = logins.path
        const [lease] = await leasesBelow(context, path, 1)
        const below = await context.sendPrivileged({ method: "LIST", path: `sys/leases/lookup/auth/${logins.mount}` })
        expectAt(below, "data.keys", ["login/"])
        for (const method of ["PUT", "POST"]) {
          const response = await context.sendPrivileged({ ...lookupLease(lease), method })
          expectStatus(response, 200)
          expectLease(response, lease, path)
          expectField(response, "data.renewable", true)
          expectSeconds(response, "data.ttl", 600)
          stringAt(response, "data.issue_time")
          stringAt(response, "data.expire_time")
        }
      }
    },
    {
      id: "RWC-LE-02",
      title: "rejects lookup and renewal of an unknown lease, and accepts its revocation",
      requirements: ["RW-LE-1", "RW-LE-3", "RW-LE-5"],
      profile: "leases",
      level: "must",
      why: "A clean-up job that runs twice must not fail.",
      async run({ sendPrivileged, unique }) {
        const lease = `${unique("no-such-mount")}/a/b`
        const request = (operation: string, body: object) =>
          sendPrivileged({ method: "PUT", path: `sys/leases/${operation}`, body })
        expectError(await request("lookup", { lease_id: lease }), 400)
        expectError(await request("renew", { lease_id: lease }), 400)
        expectDone(await request("revoke", { lease_id: lease }))
        for (const operation of ["lookup", "renew", "revoke"]) expectError(await request(operation, {}), 400)
        expectError(await sendPrivileged(listLeases(lease)), 404)
      }
    },
    {
      id: "RWC-LE-03",
      title: "rejects renewal of a token's lease through sys/leases/renew",
      requirements: ["RW-LE-4"],
      profile: "leases",
      level: "must",
      why: "It would bypass the token's maximum TTL.",
      async run(context) {
        const logins = await mountAnyLogin(context)
        const token = stringAt(await logins.login(), "auth.client_token")
        const [lease] = await leasesBelow(context, logins.path, 1)
        const renew = { method: "PUT", path: "sys/leases/renew", body: { lease_id: lease, increment: 1200 } }
        expectError(await context.sendPrivileged(renew), 400)
        const looked = await context.send(lookupSelf(token))
        expectAlive(looked)
        expectSeconds(looked, "data.ttl", 600)
      }
    },
    {
      id: "RWC-LE-04",
      title: "revokes a token when its lease is revoked",
      requirements: ["RW-LE-6", "RW-LE-1"],
      profile: "leases",
      level: "must",
      why: "Operators see a login as a lease.",
      async run(context) {
        const logins = await mountAnyLogin(context)
        const token = stringAt(await logins.login(), "auth.client_token")
        const path = logins.path
        const [lease] = await leasesBelow(context, path, 1)
        const revoke = { method: "PUT", path: "sys/leases/revoke", body: { lease_id: lease } }
        expectDone(await context.sendPrivileged(revoke))
        expectDead(await context.send(lookupSelf(token)))
        expectError(await context.sendPrivileged(lookupLease(lease)), 400)
        expectError(await context.sendPrivileged(listLeases(path)), 404)
        expectDone(await context.sendPrivileged(revoke))
      }
    },
    {
      id: "RWC-LE-05",
      title: "removes the lease of a revoked token, and no other lease",
      requirements: ["RW-LE-11", "RW-LE-1"],
      profile: "leases",
      level: "must",
      why: "The list must show only what is still valid.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann", "bob"])
        const token = stringAt(await logins.login("ann"), "auth.client_token")
        await logins.login("bob")
        const [ended] = await leasesBelow(context, logins.loginPath("ann"), 1)
        const [other] = await leasesBelow(context, logins.loginPath("bob"), 1)
        for (const lease of [ended, other]) expectStatus(await context.sendPrivileged(lookupLease(lease)), 200)
        expectDone(await context.sendPrivileged(byToken("revoke", token)))
        await eventually(context, "the lease was not removed", () => isGone(context, ended))
        expectStatus(await context.sendPrivileged(lookupLease(other)), 200)
      }
    },
    {
      id: "RWC-LE-06",
      title: "revokes tokens below a prefix, but not at paths that merely begin with the same characters",
      requirements: ["RW-LE-7"],
      profile: "leases",
      level: "must",
      long: true,
      why: "This is the emergency stop after a theft.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann", "annie"])
        const ended = [await logins.login("ann"), await logins.login("ann")]
        const other = stringAt(await logins.login("annie"), "auth.client_token")
        const path = `sys/leases/revoke-prefix/${logins.loginPath("ann")}`
        expectDone(await context.sendPrivileged({ method: "PUT", path, body: {} }))
        for (const response of ended)
          expectDead(await context.send(lookupSelf(stringAt(response, "auth.client_token"))))
        expectError(await context.sendPrivileged(listLeases(logins.loginPath("ann"))), 404)
        expectAlive(await context.send(lookupSelf(other)))
        const all = `sys/leases/revoke-prefix/auth/${logins.mount}`
        expectDone(await context.sendPrivileged({ method: "POST", path: all, body: { sync: true } }))
        expectDead(await context.send(lookupSelf(other)))
        expectDone(await context.sendPrivileged({ method: "PUT", path, body: {} }))
      }
    },
    {
      id: "RWC-LE-07",
      title: "revokes wrapping tokens below a prefix, and no others",
      requirements: ["RW-LE-7", "RW-SU-12"],
      profile: "leases",
      level: "must",
      why: "It must not be possible to open a secret that was compromised.",
      async run(context) {
        const path = `${await context.kvMount(1)}/${context.unique("secret")}`
        const secret = context.payload()
        for (const name of [path, `${path}-too`]) {
          context.defer({ method: "DELETE", path: name })
          expectDone(await context.sendPrivileged({ method: "POST", path: name, body: secret }))
        }
        const ended = wrapInfoOf(await context.send({ method: "GET", path, ttl: 300 }))
        const other = wrapInfoOf(await context.send({ method: "GET", path: `${path}-too`, ttl: 300 }))
        const revoke = { method: "PUT", path: `sys/leases/revoke-prefix/${path}`, body: {} }
        expectDone(await context.sendPrivileged(revoke))
        expectInvalidToken(await context.send(unwrapByHeader(ended.token)))
        expectPayload(await context.send(unwrapByHeader(other.token)), secret)
      }
    },
    {
      id: "RWC-LE-08",
      title: "revokes tokens below a prefix with revoke-force",
      requirements: ["RW-LE-7"],
      profile: "leases",
      level: "must",
      long: true,
      why: "It is the last resort when an engine no longer responds.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann", "bob"])
        const ended = stringAt(await logins.login("ann"), "auth.client_token")
        const other = stringAt(await logins.login("bob"), "auth.client_token")
        const path = `sys/leases/revoke-force/${logins.loginPath("ann")}`
        expectDone(await context.sendPrivileged({ method: "PUT", path, body: {} }))
        expectDead(await context.send(lookupSelf(ended)))
        expectError(await context.sendPrivileged(listLeases(logins.loginPath("ann"))), 404)
        expectAlive(await context.send(lookupSelf(other)))
      }
    },
    {
      id: "RWC-LE-09",
      title: "requires sudo to list leases or to revoke them by prefix",
      requirements: ["RW-LE-7", "RW-SYS-13", "RW-ER-4"],
      profile: "leases",
      level: "must",
      why: "One request can revoke everything.",
      async run(context) {
        const capabilities = '"create", "read", "update", "delete", "list"'
        const plain = await createHolder(context, `path "sys/*" { capabilities = [${capabilities}] }`)
        const sudo = await createHolder(context, `path "sys/*" { capabilities = [${capabilities}, "sudo"] }`)
        const anyone = await context.createToken()
        const logins = await mountAnyLogin(context)
        await logins.login()
        const path = logins.path
        const [lease] = await leasesBelow(context, path, 1)
        const revoke = (by: string) => ({ method: "PUT", path: `sys/leases/${by}/${path}`, body: {} })
        for (const { token } of [plain, anyone])
          for (const request of [listLeases(path), revoke("revoke-prefix"), revoke("revoke-force")])
            expectError(await context.send({ ...request, token }), 403)
        expectStatus(await context.send({ ...lookupLease(lease), token: anyone.token }), 200)
        const end = { method: "PUT", path: "sys/leases/revoke", body: { lease_id: lease } }
        expectError(await context.send({ ...end, token: anyone.token }), 403)
        expectStatus(await context.send({ ...listLeases(path), token: sudo.token }), 200)
        expectDone(await context.send({ ...revoke("revoke-prefix"), token: sudo.token }))
        expectError(await context.send({ ...listLeases(path), token: sudo.token }), 404)
      }
    },
    {
      id: "RWC-LE-10",
      title: "counts and lists irrevocable leases",
      requirements: ["RW-LE-9"],
      profile: "leases",
      level: "must",
      why: "Someone has to revoke them by hand.",
      async run({ sendPrivileged }) {
        for (const path of ["sys/leases/count", "sys/leases"]) {
          const response = await sendPrivileged({ method: "GET", path: `${path}?type=irrevocable` })
          expectStatus(response, 200)
          expectThat(at(response, "data.lease_count") !== undefined, "there is no lease_count", response)
          for (const other of [path, `${path}?type=odd`])
            expectError(await sendPrivileged({ method: "GET", path: other }), 404)
        }
      }
    },
    {
      id: "RWC-LE-11",
      title: "starts tidying leases in the background, and keeps live ones",
      requirements: ["RW-LE-10"],
      profile: "leases",
      level: "must",
      exclusive: true,
      why: "Tidying may take long, and nobody should have to wait for it.",
      async run(context) {
        const logins = await mountAnyLogin(context)
        const token = stringAt(await logins.login(), "auth.client_token")
        const started = await context.sendPrivileged({ method: "POST", path: "sys/leases/tidy", body: {} })
        expectStatus(started, 202)
        expectAlive(await context.send(lookupSelf(token)))
        await leasesBelow(context, logins.path, 1)
      }
    },
    {
      id: "RWC-LE-12",
      title: "revokes a wrapped login, its child tokens and their leases by accessor, unwrapped or not",
      requirements: ["RW-LE-11", "RW-AC-7", "RW-AC-6", "RW-TK-2"],
      profile: "leases",
      level: "must",
      why: "Someone who logs in on behalf of a service can revoke everything, without ever having seen the token.",
      async run(context) {
        const policy = await writePolicy(context, 'path "auth/token/create" { capabilities = ["create", "update"] }')
        const logins = await mountAnyLogin(context, { token_policies: [policy] })
        const path = logins.path
        const [opened, unopened] = [
          wrapInfoOf(await logins.login({ ttl: 120 })),
          wrapInfoOf(await logins.login({ ttl: 120 }))
        ]
        expectStatus(await context.sendPrivileged(listLeases(path)), 200)
        const inside = stringAt(await context.send(unwrapByHeader(opened.token)), "auth.client_token")
        const child = stringAt(await context.send({ ...createRequest({}), token: inside }), "auth.client_token")
        for (const token of [inside, child]) expectAlive(await context.send(lookupSelf(token)))
        for (const { wrappedAccessor, response } of [opened, unopened]) {
          expectThat(wrappedAccessor !== undefined, "the wrapped login has no wrapped_accessor", response)
          expectDone(await context.sendPrivileged(byAccessor("revoke", wrappedAccessor)))
        }
        for (const token of [inside, child]) expectDead(await context.send(lookupSelf(token)))
        const late = stringAt(await context.send(unwrapByHeader(unopened.token)), "auth.client_token")
        expectDead(await context.send(lookupSelf(late)))
        await eventually(context, "the leases were not removed", () => isEmpty(context, path))
      }
    },
    {
      id: "RWC-LE-13",
      title: "revokes the tokens and leases of a login method that is disabled",
      requirements: ["RW-SYS-10"],
      profile: "leases",
      level: "must",
      why: "Disabling a login method must also end the access of those who used it.",
      async run(context) {
        const logins = await mountAnyLogin(context)
        const token = stringAt(await logins.login(), "auth.client_token")
        const [lease] = await leasesBelow(context, logins.path, 1)
        expectDone(await context.sendPrivileged({ method: "DELETE", path: `sys/auth/${logins.mount}` }))
        expectDead(await context.send(lookupSelf(token)))
        await eventually(context, "the lease was not removed", () => isGone(context, lease))
      }
    },
    {
      id: "RWC-LE-14",
      title: "removes a lease once its TTL elapses",
      requirements: ["RW-LE-11", "RW-LE-1"],
      profile: "leases",
      level: "must",
      waits: 4_200,
      why: "Nobody should have to revoke it.",
      async run(context) {
        const logins = await mountAnyLogin(context, { token_ttl: "3s" })
        await inTime(context, async (timer) => {
          const token = stringAt(await timer.start(() => logins.login()), "auth.client_token")
          const lease = await timer.within(2_000, async () => {
            const [found] = await leasesBelow(context, logins.path, 1)
            expectStatus(await context.sendPrivileged(lookupLease(found)), 200)
            return found
          })
          await timer.waitPast(4_200)
          expectDead(await context.send(lookupSelf(token)))
          await eventually(context, "the lease was not removed", () => isGone(context, lease))
          await eventually(context, "the lease was not removed from the list", () => isEmpty(context, logins.path))
        })
      }
    },
    {
      id: "RWC-LE-15",
      title: "has one lease for a login and for a token creation whose response is wrapped",
      requirements: ["RW-LE-2", "RW-WE-12"],
      profile: "leases",
      level: "must",
      why: "A second token would be valid, and nobody would know it.",
      async run(context) {
        const { login, path } = await mountAnyLogin(context)
        const role = await writeRole(context, { allowed_policies: ["default"] })
        const create = createRequest({ policies: ["default"] }, `/${role}`)
        for (const response of [await login({ ttl: 60 }), await context.sendPrivileged({ ...create, ttl: 60 })])
          expectStatus(await context.send(unwrapByHeader(wrapInfoOf(response).token)), 200)
        // The lease of the wrapping token, which is below the same path, may be removed shortly after the unwrap.
        for (const below of [path, create.path])
          await eventually(context, `there is not exactly one lease below ${below}`, async () => {
            const keys = at(await context.sendPrivileged(listLeases(below)), "data.keys")
            return Array.isArray(keys) && keys.length === 1
          })
      }
    }
  ]
}

async function isEmpty(context: Context, path: string): Promise<boolean> {
  return (await context.sendPrivileged(listLeases(path))).status === 404
}
