import type { Answer, Ask } from "../ask.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { expectAt, expectEqual, expectError, expectStatus, expectThat, textAt } from "../expect.ts"
import { expectRefused, loginsOf, type Logins } from "../login.ts"
import { writePolicy } from "../policy.ts"
import { expectAlive, expectDead, expectSeconds, lookupSelf } from "../token.ts"
import { expectWrappedLogin } from "../wrapped-login.ts"

const REFUSED = "invalid username or password"

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
      async play(context) {
        const policy = await writePolicy(context, 'path "sys/no-such-path" { capabilities = ["read"] }')
        const logins = await loginsOf(context, ["ann"], { token_policies: [policy] })
        const answer = await logins.login("ann")
        expectAt(answer, "data", null)
        expectAt(answer, "auth.policies", ["default", policy].sort())
        expectAt(answer, "auth.metadata", { username: "ann" })
        expectAt(answer, "auth.orphan", true)
        const looked = await context.send(lookupSelf(textAt(answer, "auth.client_token")))
        expectAlive(looked)
        expectAt(looked, "data.path", logins.pathOf("ann"))
        expectAt(looked, "data.policies", ["default", policy].sort())
        expectAt(looked, "data.meta", { username: "ann" })
      }
    },
    {
      id: "RWC-UP-02",
      title: "rejects a wrong password and an unknown user with the same error",
      requirements: ["RW-UP-5"],
      profile: "userpass",
      level: "must",
      why: "Otherwise, anyone could find out who has an account.",
      async play(context) {
        const logins = await loginsOf(context, ["ann"])
        const wrong = await attempt(context, logins, "ann", context.unique("wrong"))
        const unknown = await attempt(context, logins, "bob", logins.password)
        for (const answer of [wrong, unknown]) expectRefused(answer, 400, REFUSED)
        expectEqual("the response for an unknown user", unknown.text, wrong.text, unknown)
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
      async play(context) {
        const logins = await loginsOf(context, ["ann"])
        await expectWrappedLogin(context, {
          method: "POST",
          path: logins.pathOf("ann"),
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
      async play(context) {
        const logins = await loginsOf(context, ["ann"])
        const token = textAt(await logins.login("ann"), "auth.client_token")
        const renew: Ask = { method: "POST", path: "auth/token/renew-self", token, body: { increment: "15m" } }
        expectSeconds(await context.send(renew), "auth.lease_duration", 900)
        const user = `auth/${logins.mount}/users/ann`
        expectStatus(await context.sendPrivileged({ method: "DELETE", path: user }), 204)
        expectError(await context.sendPrivileged({ method: "GET", path: user }), 404)
        expectRefused(await attempt(context, logins, "ann", logins.password), 400, REFUSED)
        // Answered in several ways: what counts is what becomes of the token.
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
      async play(context) {
        const logins = await loginsOf(context, ["ann"])
        const users = `auth/${logins.mount}/users`
        const login = await logins.login("ann")
        const token = textAt(login, "auth.client_token")
        for (const answer of [
          await context.sendPrivileged({ method: "GET", path: `${users}/ann` }),
          await context.sendPrivileged({ method: "LIST", path: users }),
          await context.send(lookupSelf(token)),
          login
        ]) {
          expectStatus(answer, 200)
          expectThat(!answer.text.includes(logins.password), "the response contains the password", answer)
          expectThat(
            !/"password|\$2[aby]\$/.test(answer.text),
            "the response contains a password field or hash",
            answer
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
      async play(context) {
        const { sendPrivileged } = context
        const logins = await loginsOf(context, ["bob", "Ann"])
        const users = `auth/${logins.mount}/users`
        expectAt(await sendPrivileged({ method: "LIST", path: users }), "data.keys", ["ann", "bob"])
        expectError(
          await sendPrivileged({ method: "POST", path: `${users}/eve`, body: {} }),
          400,
          "must provide either password or password_hash"
        )
        expectError(await sendPrivileged({ method: "GET", path: `${users}/eve` }), 404)
        const change: Ask = { method: "POST", path: `${users}/ann`, body: { token_ttl: "5m" } }
        expectStatus(await sendPrivileged(change), 204)
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
      why: "A token must not have more power, or live longer, than the user's settings allow.",
      async play(context) {
        const logins = await loginsOf(context, [])
        const write = async (user: string, fields: object): Promise<void> => {
          const body = { password: logins.password, token_ttl: "10m", ...fields }
          const path = `auth/${logins.mount}/users/${user}`
          expectStatus(await context.sendPrivileged({ method: "POST", path, body }), 204)
        }
        await write("timed", { token_ttl: "20m" })
        expectAt(await logins.login("timed"), "auth.lease_duration", 1200)
        await write("periodic", { token_period: "15m" })
        expectAt(await logins.login("periodic"), "auth.lease_duration", 900)
        await write("counted", { token_num_uses: 2 })
        const counted = await logins.login("counted")
        expectAt(counted, "auth.num_uses", 2)
        const token = textAt(counted, "auth.client_token")
        for (let use = 0; use < 2; use++) expectAlive(await context.send(lookupSelf(token)))
        expectDead(await context.send(lookupSelf(token)))
        await write("batch", { token_type: "batch" })
        const batch = await logins.login("batch")
        expectAt(batch, "auth.token_type", "batch")
        expectAt(batch, "auth.renewable", false)
        await write("root", { token_policies: ["root"] })
        expectRefused(
          await attempt(context, logins, "root", logins.password),
          400,
          "auth methods cannot create root tokens"
        )
      }
    },
    {
      id: "RWC-UP-08",
      title: "changes the password and the policies at their own paths",
      requirements: ["RW-UP-3", "RW-UP-5"],
      profile: "userpass",
      level: "must",
      why: "A leaked password must be worthless, and its owner must be able to change it without further rights.",
      async play(context) {
        const logins = await loginsOf(context, ["ann"])
        const user = `auth/${logins.mount}/users/ann`
        const fresh = context.unique("fresh-password")
        const change = (field: string, body: object): Promise<Answer> =>
          context.sendPrivileged({ method: "POST", path: `${user}/${field}`, body })
        expectStatus(await change("password", { password: fresh }), 204)
        expectStatus(await change("policies", { token_policies: ["x-one"] }), 204)
        expectRefused(await attempt(context, logins, "ann", logins.password), 400, REFUSED)
        const answer = await attempt(context, logins, "ann", fresh)
        expectStatus(answer, 200)
        expectAt(answer, "auth.policies", ["default", "x-one"])
        expectError(await change("password", {}), 400, "must provide either password or password_hash")
      }
    },
    {
      id: "RWC-UP-09",
      title: "rejects a login from outside the user's addresses",
      requirements: ["RW-UP-6"],
      profile: "userpass",
      level: "must",
      why: "A stolen password should be worthless elsewhere.",
      async play(context) {
        // Of a range for documentation: nobody asks from there.
        const logins = await loginsOf(context, ["ann"], { token_bound_cidrs: ["192.0.2.0/24"] })
        expectRefused(await attempt(context, logins, "ann", logins.password), 403, "permission denied")
      }
    }
  ]
}

/** A login that may be refused. */
const attempt = (context: Context, logins: Logins, user: string, password: string): Promise<Answer> =>
  context.send({ method: "POST", path: logins.pathOf(user), token: null, body: { password } })
