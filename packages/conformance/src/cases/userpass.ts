import type { ApiResponse, ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import {
  at,
  expectAt,
  expectEqual,
  expectError,
  expectStatus,
  expectThat,
  stringAt,
  expectDone,
  expectField
} from "../expect.ts"
import { printExact } from "../exact-json.ts"
import { expectLoginRejected, mountUserpass, type Userpass } from "../fixtures/login.ts"
import { writePolicy } from "../fixtures/policy.ts"
import { expectAlive, expectDead, expectSeconds, lookupSelf } from "../fixtures/token.ts"
import { expectWrappedLogin } from "../fixtures/wrapped-login.ts"
import { UNUSED_ADDRESSES } from "../fixtures/bound-token.ts"

export const userpass: Family = {
  name: "UP",
  title: "Userpass login",
  cases: [
    {
      id: "RWC-UP-01",
      title: "issues a token with the user's policies and metadata",
      requirements: ["RW-UP-4"],
      profile: "userpass",
      level: "must",
      why: "A token must identify its owner.",
      async run(context) {
        const policy = await writePolicy(context, 'path "sys/no-such-path" { capabilities = ["read"] }')
        const logins = await mountUserpass(context, ["ann"], { token_policies: [policy] })
        const response = await logins.login("ann")
        expectAt(response, "data", null)
        expectField(response, "auth.policies", ["default", policy].sort())
        expectField(response, "auth.metadata", { username: "ann" })
        expectAt(response, "auth.orphan", true)
        const looked = await context.send(lookupSelf(stringAt(response, "auth.client_token")))
        expectAlive(looked)
        expectAt(looked, "data.path", logins.loginPath("ann"))
        expectField(looked, "data.policies", ["default", policy].sort())
        expectField(looked, "data.meta", { username: "ann" })
      }
    },
    {
      id: "RWC-UP-02",
      title: "rejects a wrong password and an unknown user with the same error",
      requirements: ["RW-UP-5"],
      profile: "userpass",
      level: "must",
      why: "Otherwise, anyone could find out who has an account.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"])
        const wrong = await attempt(context, logins, "ann", context.unique("wrong"))
        const unknown = await attempt(context, logins, "bob", logins.password)
        for (const response of [wrong, unknown]) expectLoginRejected(response, 400)
        const errorsOf = (response: ApiResponse): string => printExact(at(response, "errors") ?? null)
        expectEqual("the errors for an unknown user", errorsOf(unknown), errorsOf(wrong), unknown)
        await logins.login("ann")
      }
    },
    {
      id: "RWC-UP-03",
      title: "wraps a login: only the accessor is visible, and revoking it revokes the wrapped token",
      requirements: ["RW-UP-4", "RW-AC-6", "RW-AC-7"],
      profile: "userpass",
      level: "must",
      why: "A relay that logs in on behalf of a user must not be able to act as the user.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"])
        await expectWrappedLogin(context, {
          method: "POST",
          path: logins.loginPath("ann"),
          token: null,
          ttl: 120,
          body: { password: logins.password }
        })
      }
    },
    {
      id: "RWC-UP-04",
      title: "rejects logins of a deleted user, and does not renew the user's tokens",
      requirements: ["RW-UP-5", "RW-UP-8"],
      profile: "userpass",
      level: "must",
      why: "Someone who has left must lose access.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"])
        const token = stringAt(await logins.login("ann"), "auth.client_token")
        const renew: ApiRequest = { method: "POST", path: "auth/token/renew-self", token, body: { increment: "15m" } }
        expectSeconds(await context.send(renew), "auth.lease_duration", 900)
        const user = `auth/${logins.mount}/users/ann`
        expectDone(await context.sendPrivileged({ method: "DELETE", path: user }))
        expectError(await context.sendPrivileged({ method: "GET", path: user }), 404)
        expectLoginRejected(await attempt(context, logins, "ann", logins.password), 400)
        // Servers respond in different ways, so only the effect on the token is checked.
        await context.send({ ...renew, body: { increment: "30m" } })
        expectSeconds(await context.send(lookupSelf(token)), "data.ttl", 900, 0)
      }
    },
    {
      id: "RWC-UP-05",
      title: "never returns a password or its hash",
      requirements: ["RW-UP-2"],
      profile: "userpass",
      level: "must",
      why: "Someone who may read users must not be able to log in as them.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"])
        const users = `auth/${logins.mount}/users`
        const login = await logins.login("ann")
        const token = stringAt(login, "auth.client_token")
        for (const response of [
          await context.sendPrivileged({ method: "GET", path: `${users}/ann` }),
          await context.sendPrivileged({ method: "LIST", path: users }),
          await context.send(lookupSelf(token)),
          login
        ]) {
          expectStatus(response, 200)
          expectThat(!response.text.includes(logins.password), "the response contains the password", response)
          expectThat(
            !/"password|\$2[aby]\$/.test(response.text),
            "the response contains a password field or hash",
            response
          )
        }
        expectError(await context.sendPrivileged({ method: "GET", path: `${users}/ann/password` }), 405)
      }
    },
    {
      id: "RWC-UP-06",
      title: "requires a password only for a new user, and lists users in lower case",
      requirements: ["RW-UP-1"],
      profile: "userpass",
      level: "must",
      why: "A user without a password would be open to everyone.",
      async run(context) {
        const { sendPrivileged } = context
        const logins = await mountUserpass(context, ["bob", "Ann"])
        const users = `auth/${logins.mount}/users`
        expectAt(await sendPrivileged({ method: "LIST", path: users }), "data.keys", ["ann", "bob"])
        expectError(await sendPrivileged({ method: "POST", path: `${users}/eve`, body: {} }), 400)
        expectError(await sendPrivileged({ method: "GET", path: `${users}/eve` }), 404)
        const change: ApiRequest = { method: "POST", path: `${users}/ann`, body: { token_ttl: "5m" } }
        expectDone(await sendPrivileged(change))
        const read = await sendPrivileged({ method: "GET", path: `${users}/ANN` })
        expectAt(read, "data.token_ttl", 300)
        expectAt(read, "data.token_max_ttl", 3600)
        expectAt(await logins.login("ann"), "auth.lease_duration", 300)
      }
    },
    {
      id: "RWC-UP-07",
      title: "applies the user's TTL, period, use limit and token type, and never issues root",
      requirements: ["RW-UP-7"],
      profile: "userpass",
      level: "must",
      long: true,
      why: "A token must not have more power, or live longer, than the user's settings allow.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"])
        // One user for all settings, because hashing passwords is slow.
        const write = async (fields: object): Promise<void> => {
          const body = { token_ttl: "10m", ...fields }
          const path = `auth/${logins.mount}/users/ann`
          expectDone(await context.sendPrivileged({ method: "POST", path, body }))
        }
        await write({ token_ttl: "20m" })
        expectAt(await logins.login("ann"), "auth.lease_duration", 1200)
        await write({ token_period: "15m" })
        expectAt(await logins.login("ann"), "auth.lease_duration", 900)
        await write({ token_period: 0, token_num_uses: 2 })
        const counted = await logins.login("ann")
        expectAt(counted, "auth.num_uses", 2)
        const token = stringAt(counted, "auth.client_token")
        for (let use = 0; use < 2; use++) expectAlive(await context.send(lookupSelf(token)))
        expectDead(await context.send(lookupSelf(token)))
        await write({ token_num_uses: 0, token_type: "batch" })
        const batch = await logins.login("ann")
        expectAt(batch, "auth.token_type", "batch")
        expectAt(batch, "auth.renewable", false)
        await write({ token_type: "default", token_policies: ["root"] })
        expectLoginRejected(await attempt(context, logins, "ann", logins.password), 400)
      }
    },
    {
      id: "RWC-UP-08",
      title: "changes the password and the policies at their own paths",
      requirements: ["RW-UP-3", "RW-UP-5"],
      profile: "userpass",
      level: "must",
      long: true,
      why: "A leaked password must be worthless, and its owner must be able to change it without further rights.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"])
        const user = `auth/${logins.mount}/users/ann`
        const fresh = context.unique("fresh-password")
        const change = (field: string, body: object): Promise<ApiResponse> =>
          context.sendPrivileged({ method: "POST", path: `${user}/${field}`, body })
        expectDone(await change("password", { password: fresh }))
        expectDone(await change("policies", { token_policies: ["x-one"] }))
        expectLoginRejected(await attempt(context, logins, "ann", logins.password), 400)
        const response = await attempt(context, logins, "ann", fresh)
        expectStatus(response, 200)
        expectField(response, "auth.policies", ["default", "x-one"])
        expectError(await change("password", {}), 400)
      }
    },
    {
      id: "RWC-UP-09",
      title: "rejects a login from outside the user's addresses",
      requirements: ["RW-UP-6"],
      profile: "userpass",
      level: "must",
      why: "A stolen password should be worthless elsewhere.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"], { token_bound_cidrs: [UNUSED_ADDRESSES] })
        expectLoginRejected(await attempt(context, logins, "ann", logins.password), [400, 403])
      }
    }
  ]
}

/** Logs in without checking the response. */
const attempt = (context: Context, logins: Userpass, user: string, password: string): Promise<ApiResponse> =>
  context.send({ method: "POST", path: logins.loginPath(user), token: null, body: { password } })
