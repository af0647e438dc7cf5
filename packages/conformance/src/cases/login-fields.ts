import type { ApiResponse, ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { at, expectError, expectStatus, stringAt, expectDone, expectField } from "../expect.ts"
import { writeAppRole, mountUserpass, mountAppRole, mountLogin } from "../fixtures/login.ts"
import { expectSeconds, lookupSelf } from "../fixtures/token.ts"

/** A password, which is not secret, and its bcrypt hash. OpenBao rejects hashes with a cost below 5. */
const HASHED = {
  password: "conformance",
  password_hash: "$2a$10$BiYykpE/EtI2qQmqbaXP6OorGMpc2YZ2gqYHmirRx.UxFnTmIMSGe"
}

/** Contradictory: a token is bound to the address of the login, or to these addresses. */
const STRICT_AND_BOUND = { token_strictly_bind_ip: true, token_bound_cidrs: "127.0.0.1" }

/** Whether a role or user has `token_strictly_bind_ip`. Vault does not have it, and ignores unknown fields. */
async function bindsStrictly({ sendPrivileged }: Context, path: string): Promise<boolean> {
  const read = await sendPrivileged({ method: "GET", path })
  expectStatus(read, 200)
  return at(read, "data.token_strictly_bind_ip") !== undefined
}

export const loginFields: Family = {
  name: "LF",
  title: "Fields of roles and users",
  cases: [
    {
      id: "RWC-LF-01",
      title: "reads, writes and resets each field of a role at its own path",
      requirements: ["RW-AR-4"],
      profile: "approle",
      level: "must",
      long: true,
      why: "Clients manage roles field by field, and may be allowed to change only some fields.",
      async run(context) {
        const role = await mountAppRole(context, { token_ttl: 0, token_max_ttl: 0 })
        const request = (method: string, field: string, body?: object): Promise<ApiResponse> =>
          context.sendPrivileged({ method, path: `${role.path}/${field}`, ...(body === undefined ? {} : { body }) })
        for (const [field, key, value, read, unset] of [
          ["policies", "token_policies", ["one", "two"], ["one", "two"], []],
          ["token-ttl", "token_ttl", "10m", 600, 0],
          ["token-max-ttl", "token_max_ttl", 1200, 1200, 0],
          ["token-num-uses", "token_num_uses", 3, 3, 0],
          ["period", "token_period", "5m", 300, 0],
          ["secret-id-num-uses", "secret_id_num_uses", 4, 4, 0],
          ["secret-id-ttl", "secret_id_ttl", "15m", 900, 0],
          [
            "secret-id-bound-cidrs",
            "secret_id_bound_cidrs",
            "10.0.0.0/8,192.168.0.0/16",
            ["10.0.0.0/8", "192.168.0.0/16"],
            null
          ],
          ["token-bound-cidrs", "token_bound_cidrs", ["127.0.0.0/8", "fd00::/8"], ["127.0.0.0/8", "fd00::/8"], null]
        ] as const) {
          expectField(await request("GET", field), `data.${key}`, unset)
          expectDone(await request("POST", field, { [key]: value }))
          expectField(await request("GET", field), `data.${key}`, read)
          expectDone(await request("DELETE", field))
          expectField(await request("GET", field), `data.${key}`, unset)
        }
        expectError(await request("POST", "token-ttl", {}), 400)
        expectError(await request("GET", "no-such-field"), 404)
        const unknown = role.path.replace(/[^/]+$/, "unknown")
        for (const [method, field, statuses] of [
          ["GET", "policies", [404]],
          ["POST", "token-ttl", [400, 404]],
          ["DELETE", "period", [200, 204, 404]]
        ] as const) {
          const body = method === "POST" ? { body: { token_ttl: "1m" } } : {}
          expectStatus(await context.sendPrivileged({ method, path: `${unknown}/${field}`, ...body }), ...statuses)
        }
      }
    },
    {
      id: "RWC-LF-02",
      title: "rejects a contradictory role and keeps the existing one",
      requirements: ["RW-AR-20", "RW-ER-11"],
      profile: "approle",
      level: "must",
      why: "A limit that the server does not understand must not be treated as no limit.",
      async run(context) {
        const { path } = await mountAppRole(context)
        for (const body of [
          { token_ttl: "2h", token_max_ttl: "1h" },
          { secret_id_num_uses: -1 },
          { secret_id_num_uses: "many" },
          { secret_id_ttl: "-1h" },
          { token_type: "odd" },
          { token_type: "batch", token_num_uses: 2 },
          ...((await bindsStrictly(context, path)) ? [STRICT_AND_BOUND] : [])
        ])
          expectError(await context.sendPrivileged({ method: "POST", path, body }), 400)
        const read = await context.sendPrivileged({ method: "GET", path })
        for (const [key, value] of Object.entries({
          token_ttl: 600,
          token_max_ttl: 3600,
          token_num_uses: 0,
          token_bound_cidrs: [],
          token_type: "default",
          secret_id_num_uses: 0,
          secret_id_ttl: 0
        }))
          expectField(read, `data.${key}`, value)
      }
    },
    {
      id: "RWC-LF-03",
      title: "does not renew a token whose role was deleted",
      requirements: ["RW-AR-17"],
      profile: "approle",
      level: "must",
      why: "The token of a decommissioned machine must expire.",
      async run(context) {
        const role = await writeAppRole(context, await mountLogin(context, "approle"))
        const login = await context.send(role.loginRequest((await role.createSecretId()).secretId))
        const token = stringAt(login, "auth.client_token")
        const renew: ApiRequest = { method: "POST", path: "auth/token/renew-self", token, body: { increment: "15m" } }
        expectSeconds(await context.send(renew), "auth.lease_duration", 900)
        expectDone(await context.sendPrivileged({ method: "DELETE", path: role.path }))
        // Servers respond in different ways, so only the effect on the token is checked.
        await context.send({ ...renew, body: { increment: "30m" } })
        expectSeconds(await context.send(lookupSelf(token)), "data.ttl", 900, 0)
      }
    },
    {
      id: "RWC-LF-04",
      title: "rejects a contradictory user and keeps the existing one",
      requirements: ["RW-UP-10", "RW-ER-11"],
      profile: "userpass",
      level: "must",
      long: true,
      why: "A limit that the server does not understand must not be treated as no limit.",
      async run(context) {
        const logins = await mountUserpass(context, ["ann"])
        const path = `auth/${logins.mount}/users/ann`
        const write = (body: object): Promise<ApiResponse> => context.sendPrivileged({ method: "POST", path, body })
        for (const body of [
          { token_type: "odd" },
          { token_type: "batch", token_num_uses: 1 },
          { token_ttl: "2h", token_max_ttl: "1h" },
          { token_num_uses: -1 },
          { token_bound_cidrs: "there" },
          { token_ttl: "long" },
          ...((await bindsStrictly(context, path)) ? [STRICT_AND_BOUND] : [])
        ])
          expectError(await write({ password: "another", ...body }), 400)
        const read = await context.sendPrivileged({ method: "GET", path })
        for (const [key, value] of Object.entries({
          token_ttl: 600,
          token_max_ttl: 3600,
          token_num_uses: 0,
          token_bound_cidrs: [],
          token_type: "default"
        }))
          expectField(read, `data.${key}`, value)
        await logins.login("ann")
      }
    },
    {
      id: "RWC-LF-05",
      title: "accepts a bcrypt hash instead of a password, and rejects an invalid hash",
      requirements: ["RW-UP-9"],
      profile: "userpass",
      level: "must",
      long: true,
      why: "Someone who migrates users does not have their passwords.",
      async run(context) {
        const { mount } = await mountUserpass(context, [])
        const path = `auth/${mount}/users/ann`
        const write = (body: object): Promise<ApiResponse> => context.sendPrivileged({ method: "POST", path, body })
        // The profile `strict` requires 400.
        expectError(await write({ password_hash: "nonsense" }), [400, 500])
        expectError(await write(HASHED), 400)
        expectError(await context.sendPrivileged({ method: "GET", path }), 404)
        expectDone(await write({ password_hash: HASHED.password_hash, token_ttl: "10m" }))
        const login = (password: string): Promise<ApiResponse> =>
          context.send({ method: "POST", path: `auth/${mount}/login/ann`, token: null, body: { password } })
        expectStatus(await login(HASHED.password), 200)
        for (const password of ["wrong", HASHED.password_hash]) expectError(await login(password), 400)
      }
    }
  ]
}
