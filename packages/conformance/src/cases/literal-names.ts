import type { ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { at, expectError, expectStatus, expectThat, stringAt, expectDone } from "../expect.ts"
import { leasesBelow } from "../fixtures/lease.ts"
import { writePolicy } from "../fixtures/policy.ts"
import { writeRole } from "../fixtures/token-role.ts"
import { createRequest, expectAlive, expectDead, lookupSelf } from "../fixtures/token.ts"

/** Separators with which a careless server might join names to a key. */
const SEPARATORS: ReadonlyArray<string> = [
  "\u0000",
  "\u0001",
  "\u001e",
  "\u001f",
  "\n",
  "\t",
  "|",
  ":",
  ";",
  "/",
  '","',
  "\\u0000"
]

export const literalNames: Family = {
  name: "NA",
  title: "Names are taken literally",
  cases: [
    {
      id: "RWC-NA-01",
      title: "treats a policy name that is composed of other names as a separate policy",
      requirements: ["RW-PB-40"],
      profile: "policy",
      level: "must",
      long: true,
      why: "A caller who may assign an unusual name must not obtain the operator's policies through it.",
      async run(context) {
        if (!context.operator.root) context.skip("needs a token that may assign any policy")
        const reader = await writePolicy(context, 'path "sys/mounts" { capabilities = ["read"] }')
        const other = await writePolicy(context, 'path "cubbyhole/a" { capabilities = ["list"] }')
        const third = await writePolicy(context, 'path "cubbyhole/b" { capabilities = ["list"] }')
        // The joined name is tried before the real ones are in use, and afterwards.
        for (const real of [
          [reader, other],
          [reader, third]
        ]) {
          if (real[1] === other) await expectReads(context, real, true)
          for (const joint of SEPARATORS)
            for (const joined of [real.join(joint), [...real].reverse().join(joint), `${reader}${joint}x`])
              await expectReads(context, [joined], false)
          await expectReads(context, real, true)
        }
        await expectReads(context, [third], false)
      }
    },
    {
      id: "RWC-NA-02",
      title: "revokes nothing for a lease id with a token's suffix below another path",
      requirements: ["RW-LE-32"],
      profile: "leases",
      level: "must",
      long: true,
      why: "A caller who may revoke the leases of one engine must not revoke the tokens of another.",
      async run(context) {
        const role = await writeRole(context, { allowed_policies: ["default"] })
        const created = await context.sendPrivileged(createRequest({ policies: ["default"] }, `/${role}`))
        expectStatus(created, 200)
        const token = stringAt(created, "auth.client_token")
        const path = `auth/token/create/${role}`
        const [lease = ""] = await leasesBelow(context, path, 1)
        const own = lease.slice(path.length + 1)
        for (const other of [
          "pki/",
          "secret/",
          "auth/token/create/",
          "auth/userpass/login/ann/",
          `${path}/x/`,
          "/",
          ""
        ])
          for (const [method, below, body] of [
            ["PUT", "revoke", { lease_id: `${other}${own}` }],
            ["POST", "revoke", { lease_id: `${other}${own}` }],
            ["PUT", `revoke/${other}${own}`, {}]
          ] as const) {
            await context.sendPrivileged({ method, path: `sys/leases/${below}`, body })
            expectAlive(await context.send(lookupSelf(token)))
          }
        expectDone(
          await context.sendPrivileged({ method: "PUT", path: "sys/leases/revoke", body: { lease_id: lease } })
        )
        expectDead(await context.send(lookupSelf(token)))
      }
    }
  ]
}

/** Expects that a token with these policies is allowed, or not allowed, to read what one of them permits. */
async function expectReads(context: Context, policies: ReadonlyArray<string>, may: boolean): Promise<void> {
  const created = await context.send(createRequest({ policies, no_default_policy: true }))
  if (!may && created.status === 400) return expectError(created, 400)
  expectStatus(created, 200)
  const request: ApiRequest = { method: "GET", path: "sys/mounts", token: stringAt(created, "auth.client_token") }
  const read = await context.send(request)
  const shown = JSON.stringify(at(created, "auth.policies"))
  expectThat(
    read.status === (may ? 200 : 403),
    `a token with the policies ${shown} received status ${read.status}`,
    read
  )
}
