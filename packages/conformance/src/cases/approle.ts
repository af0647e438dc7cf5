import type { ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import {
  expectAt,
  expectEqual,
  expectError,
  expectStatus,
  expectThat,
  stringAt,
  expectDone,
  expectField
} from "../expect.ts"
import {
  writeAppRole,
  expectLoginRejected,
  expectInvalidCredentials,
  mountAppRole,
  mountLogin
} from "../fixtures/login.ts"
import { writePolicy } from "../fixtures/policy.ts"
import { expectAlive, expectDead, expectSeconds, lookupSelf } from "../fixtures/token.ts"
import { expectWrappedLogin } from "../fixtures/wrapped-login.ts"
import { UNUSED_ADDRESSES } from "../fixtures/bound-token.ts"

export const approle: Family = {
  name: "AR",
  title: "AppRole login",
  cases: [
    {
      id: "RWC-AR-01",
      title: "writes, updates, lists and deletes a role",
      requirements: ["RW-AR-1", "RW-AR-2", "RW-AR-4"],
      profile: "approle",
      level: "must",
      why: "A role defines what a machine may do.",
      async run(context) {
        const { sendPrivileged } = context
        const mount = await mountLogin(context, "approle")
        const roleId = context.unique("role-id")
        const fields = { role_id: roleId, token_policies: ["a", "b"], token_ttl: "1h", secret_id_num_uses: 5 }
        const { path, roleId: got } = await writeAppRole(context, mount, { ...fields, token_max_ttl: "2h" })
        expectEqual("the role id", got, roleId)
        const expectRole = async (expected: object): Promise<void> => {
          const read = await sendPrivileged({ method: "GET", path })
          expectStatus(read, 200)
          for (const [key, value] of Object.entries(expected)) expectField(read, `data.${key}`, value)
        }
        const whole = { token_policies: ["a", "b"], token_ttl: 3600, token_max_ttl: 7200, secret_id_num_uses: 5 }
        await expectRole(whole)
        expectDone(await sendPrivileged({ method: "POST", path, body: { token_ttl: "30m" } }))
        await expectRole({ ...whole, token_ttl: 1800 })
        const field = `${path}/token-max-ttl`
        expectDone(await sendPrivileged({ method: "POST", path: field, body: { token_max_ttl: "3h" } }))
        expectAt(await sendPrivileged({ method: "GET", path: field }), "data.token_max_ttl", 10800)
        expectDone(await sendPrivileged({ method: "DELETE", path: field }))
        await expectRole({ ...whole, token_ttl: 1800, token_max_ttl: 0 })
        const list: ApiRequest = { method: "LIST", path: `auth/${mount}/role` }
        expectAt(await sendPrivileged(list), "data.keys", ["machine"])
        expectDone(await sendPrivileged({ method: "DELETE", path }))
        expectError(await sendPrivileged({ method: "GET", path }), 404)
        expectError(await sendPrivileged(list), 404)
      }
    },
    {
      id: "RWC-AR-02",
      title: "issues a token with the role's policies and metadata for a role id and a secret id",
      requirements: ["RW-AR-12", "RW-AR-5"],
      profile: "approle",
      level: "must",
      why: "This is how a machine gets its first token.",
      async run(context) {
        const policy = await writePolicy(context, 'path "sys/no-such-path" { capabilities = ["read"] }')
        const role = await mountAppRole(context, { token_policies: [policy] })
        const { secretId } = await role.createSecretId({ metadata: '{"who":"ci"}' })
        const response = await context.send(role.loginRequest(secretId))
        expectStatus(response, 200)
        expectAt(response, "data", null)
        expectField(response, "auth.policies", ["default", policy].sort())
        expectField(response, "auth.metadata", { role_name: role.name, who: "ci" })
        expectAt(response, "auth.orphan", true)
        const token = stringAt(response, "auth.client_token")
        const looked = await context.send(lookupSelf(token))
        expectAlive(looked)
        expectAt(looked, "data.path", role.loginPath)
        expectField(looked, "data.policies", ["default", policy].sort())
        expectField(looked, "data.meta", { role_name: role.name, who: "ci" })
      }
    },
    {
      id: "RWC-AR-03",
      title: "wraps a login: only the accessor is visible, and revoking it revokes the wrapped token",
      requirements: ["RW-AR-12", "RW-AC-6", "RW-AC-7"],
      profile: "approle",
      level: "must",
      why: "A relay that logs in on behalf of a machine must not be able to act as the machine.",
      async run(context) {
        const role = await mountAppRole(context)
        const { secretId } = await role.createSecretId()
        await expectWrappedLogin(context, role.loginRequest(secretId, { ttl: 120 }))
      }
    },
    {
      id: "RWC-AR-04",
      title: "rejects an unknown role id and a wrong secret id with the same error",
      requirements: ["RW-AR-13"],
      profile: "approle",
      level: "must",
      why: "Otherwise, anyone could find out which roles exist.",
      async run(context) {
        const role = await mountAppRole(context)
        const { secretId, accessor } = await role.createSecretId()
        const body = { role_id: context.unique("no-such-role"), secret_id: secretId }
        const wrong = await expectInvalidCredentials(context, role.loginRequest(context.unique("no-such-secret-id")))
        for (const login of [
          role.loginRequest(secretId, { body }),
          role.loginRequest(secretId, { body: { ...body, role_id: role.name } }),
          role.loginRequest(accessor)
        ])
          expectEqual("the error for unknown credentials", await expectInvalidCredentials(context, login), wrong)
        expectError(await context.send(role.loginRequest()), 400)
        expectStatus(await context.send(role.loginRequest(secretId)), 200)
      }
    },
    {
      id: "RWC-AR-05",
      title: "allows a role without a secret id only if it is bound to addresses",
      requirements: ["RW-AR-3", "RW-AR-12"],
      profile: "approle",
      level: "must",
      why: "A role id is not a secret, so it must open nothing on its own.",
      async run(context) {
        const mount = await mountLogin(context, "approle")
        const path = `auth/${mount}/role/open`
        const open = await context.sendPrivileged({ method: "POST", path, body: { bind_secret_id: false } })
        // OpenBao and Vault return 500.
        expectThat(open.status >= 400, "a role with neither a secret id nor bound addresses was accepted", open)
        const everywhere = { bind_secret_id: false, token_bound_cidrs: ["0.0.0.0/0", "::/0"] }
        const role = await writeAppRole(context, mount, everywhere)
        const response = await context.send(role.loginRequest())
        expectStatus(response, 200)
        expectAlive(await context.send(lookupSelf(stringAt(response, "auth.client_token"))))
      }
    },
    {
      id: "RWC-AR-06",
      title: "rejects a login from outside the bound addresses of the role or the secret id",
      requirements: ["RW-AR-14"],
      profile: "approle",
      level: "must",
      why: "A stolen secret id should be worthless elsewhere.",
      async run(context) {
        const mount = await mountLogin(context, "approle")
        const bound = await writeAppRole(context, mount, { secret_id_bound_cidrs: [UNUSED_ADDRESSES] }, "bound")
        const plain = await writeAppRole(context, mount, {}, "plain")
        for (const request of [
          bound.loginRequest((await bound.createSecretId()).secretId),
          plain.loginRequest((await plain.createSecretId({ cidr_list: UNUSED_ADDRESSES })).secretId)
        ])
          expectLoginRejected(await context.send(request), [400, 403])
      }
    },
    {
      id: "RWC-AR-07",
      title: "applies the role's TTL, period, use limit and token type to the login token",
      requirements: ["RW-AR-16"],
      profile: "approle",
      level: "must",
      why: "A machine's token must not have more power, or live longer, than its role allows.",
      async run(context) {
        const mount = await mountLogin(context, "approle")
        const tokenOf = async (name: string, fields: Readonly<Record<string, unknown>>) => {
          const role = await writeAppRole(context, mount, fields, name)
          const response = await context.send(role.loginRequest((await role.createSecretId()).secretId))
          expectStatus(response, 200)
          return { response, token: stringAt(response, "auth.client_token") }
        }
        const timed = await tokenOf("times", { token_ttl: "20m", token_explicit_max_ttl: "25m" })
        expectAt(timed.response, "auth.lease_duration", 1200)
        const renew: ApiRequest = {
          method: "POST",
          path: "auth/token/renew-self",
          token: timed.token,
          body: { increment: "1h" }
        }
        expectSeconds(await context.send(renew), "auth.lease_duration", 1500)
        const periodic = await tokenOf("period", {
          token_period: "15m",
          token_no_default_policy: true,
          token_policies: ["x-one"]
        })
        expectAt(periodic.response, "auth.lease_duration", 900)
        expectField(periodic.response, "auth.policies", ["x-one"])
        const counted = await tokenOf("uses", { token_num_uses: 2 })
        expectAt(counted.response, "auth.num_uses", 2)
        for (let use = 0; use < 2; use++) expectAlive(await context.send(lookupSelf(counted.token)))
        expectDead(await context.send(lookupSelf(counted.token)))
        const batch = await tokenOf("batch", { token_type: "batch" })
        expectAt(batch.response, "auth.token_type", "batch")
        expectAt(batch.response, "auth.renewable", false)
      }
    },
    {
      id: "RWC-AR-08",
      title: "invalidates the role id and secret ids of a deleted role, even if a new role has its name",
      requirements: ["RW-AR-19", "RW-AR-13"],
      profile: "approle",
      level: "must",
      why: "A decommissioned machine must not regain access.",
      async run(context) {
        const mount = await mountLogin(context, "approle")
        const role = await writeAppRole(context, mount)
        const { secretId } = await role.createSecretId()
        expectStatus(await context.send(role.loginRequest(secretId)), 200)
        expectDone(await context.sendPrivileged({ method: "DELETE", path: role.path }))
        await expectInvalidCredentials(context, role.loginRequest(secretId))
        const later = await writeAppRole(context, mount)
        expectThat(later.roleId !== role.roleId, "the new role has the role id of the deleted one")
        await expectInvalidCredentials(context, role.loginRequest(secretId))
        await expectInvalidCredentials(context, later.loginRequest(secretId))
      }
    }
  ]
}
