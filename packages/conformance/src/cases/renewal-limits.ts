import type { ApiResponse } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { expectStatus, stringAt, expectDone } from "../expect.ts"
import { mountUserpass, mountAppRole } from "../fixtures/login.ts"
import { ROLES, createRoleUser } from "../fixtures/token-role.ts"
import { expectSeconds, lookupSelf, byAccessor, byToken } from "../fixtures/token.ts"

/** Renews a token in every way, with a large increment, and returns the lookup of the token afterwards. */
async function renewInEveryWay(context: Context, created: ApiResponse): Promise<ApiResponse> {
  expectStatus(created, 200)
  const [token, accessor] = [stringAt(created, "auth.client_token"), stringAt(created, "auth.accessor")]
  const increment = "20h"
  await context.send({ method: "POST", path: "auth/token/renew-self", token, body: { increment } })
  await context.sendPrivileged({ ...byToken("renew", token), body: { token, increment } })
  await context.sendPrivileged(byAccessor("renew", accessor, { increment }))
  return context.send(lookupSelf(token))
}

/** With the default policy, a token may renew and look up itself. */
const WITH_DEFAULT = { no_default_policy: false }

export const renewalLimits: Family = {
  name: "RB",
  title: "Renewal limits",
  cases: [
    {
      id: "RWC-RB-01",
      title: "limits a renewal to the current explicit maximum of the role",
      requirements: ["RW-TK-56", "RW-TK-6"],
      profile: "tokens",
      level: "must",
      why: "A new limit on a role must also apply to existing tokens.",
      async run(context) {
        const { createByRole, role } = await createRoleUser(context, { token_explicit_max_ttl: "10h" }, WITH_DEFAULT)
        const created = await createByRole({})
        await change(context, `${ROLES}/${role}`, { token_explicit_max_ttl: "15m" })
        expectSeconds(await renewInEveryWay(context, created), "data.ttl", 900, 1)
      }
    },
    {
      id: "RWC-RB-02",
      title: "renews a token for the current period of its role",
      requirements: ["RW-TK-56", "RW-TK-8"],
      profile: "tokens",
      level: "must",
      why: "A shorter period must also apply to tokens that never expire.",
      async run(context) {
        const { createByRole, role } = await createRoleUser(context, { token_period: "20m" }, WITH_DEFAULT)
        const created = await createByRole({})
        await change(context, `${ROLES}/${role}`, { token_period: "5m" })
        expectSeconds(await renewInEveryWay(context, created), "data.ttl", 300)
      }
    },
    {
      id: "RWC-RB-03",
      title: "does not renew a token whose role was deleted",
      requirements: ["RW-TK-35"],
      profile: "tokens",
      level: "must",
      why: "Nothing defines the limits of the token any more.",
      async run(context) {
        for (const fields of [{}, { token_period: "10m" }]) {
          const { createByRole, role } = await createRoleUser(context, fields, WITH_DEFAULT)
          const created = await createByRole({ ttl: "10m" })
          expectDone(await context.sendPrivileged({ method: "DELETE", path: `${ROLES}/${role}` }))
          expectSeconds(await renewInEveryWay(context, created), "data.ttl", 600, 1)
        }
      }
    },
    {
      id: "RWC-RB-04",
      title: "limits a renewal to the current maximum TTL of the user",
      requirements: ["RW-UP-31"],
      profile: "userpass",
      level: "must",
      why: "A new limit on a user must also apply to existing tokens.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"], { token_max_ttl: "10h" })
        const created = await logins.login("ann")
        await change(context, `auth/${logins.mount}/users/ann`, { token_max_ttl: "15m" })
        expectSeconds(await renewInEveryWay(context, created), "data.ttl", 900, 1)
      }
    },
    {
      id: "RWC-RB-05",
      title: "limits a renewal to the current maximum TTL of the AppRole role",
      requirements: ["RW-AR-41"],
      profile: "approle",
      level: "must",
      why: "A new limit on a role must also apply to existing tokens.",
      async run(context) {
        const role = await mountAppRole(context, { token_max_ttl: "10h" })
        const created = await context.send(role.loginRequest((await role.createSecretId()).secretId))
        await change(context, role.path, { token_max_ttl: "15m" })
        expectSeconds(await renewInEveryWay(context, created), "data.ttl", 900, 1)
      }
    }
  ]
}

async function change(context: Context, path: string, body: object): Promise<void> {
  expectDone(await context.sendPrivileged({ method: "POST", path, body }))
}
