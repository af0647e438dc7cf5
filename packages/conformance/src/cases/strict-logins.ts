import type { ApiResponse, ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { expectError, expectStatus, expectNamed, expectThat } from "../expect.ts"
import {
  writeAppRole,
  expectLoginRejected,
  expectUnknownSecretId,
  expectInvalidCredentials,
  mountUserpass,
  mountAppRole,
  mountLogin
} from "../fixtures/login.ts"
import { repeat } from "../fixtures/race.ts"

export const strictLogins: Family = {
  name: "SL",
  title: "Stricter than OpenBao and Vault: logins",
  cases: [
    {
      id: "RWC-SL-01",
      title: "rejects a login with missing or mistyped fields with 400",
      requirements: ["RW-ER-10", "RW-ER-12"],
      profile: "strict",
      level: "must",
      why: "Anyone may send such a login, so it must not look like a server failure.",
      async run(context) {
        const role = await mountAppRole(context)
        const { secretId } = await role.createSecretId()
        for (const role_id of ["", {}, ["x"], null]) {
          const body = { role_id, secret_id: secretId }
          expectLoginRejected(await context.send(role.loginRequest(secretId, { body })), 400)
        }
        expectLoginRejected(await context.send({ method: "GET", path: role.loginPath, token: null }), 400)
        const logins = await mountUserpass(context, ["ann"])
        for (const body of [undefined, {}, { password: "" }, { password: {} }, { password: ["x"] }]) {
          const request: ApiRequest = { method: "POST", path: logins.loginPath("ann"), token: null }
          expectLoginRejected(await context.send(body === undefined ? request : { ...request, body }), 400)
        }
        const wrong = await context.send(role.loginRequest(secretId, { body: { role_id: {}, secret_id: secretId } }))
        expectError(wrong, 400)
        expectNamed(wrong, "role_id")
      }
    },
    {
      id: "RWC-SL-02",
      title: "rejects an invalid role or secret id with 400 or 404",
      requirements: ["RW-AR-2", "RW-AR-3", "RW-AR-9", "RW-AR-11", "RW-AR-15", "RW-ER-12"],
      profile: "strict",
      level: "must",
      why: "A caller's mistake is not a server error, and nobody should be paged for it.",
      async run(context) {
        const mount = await mountLogin(context, "approle")
        const id = context.unique("role-id")
        const bounds = { secret_id_num_uses: 5, secret_id_ttl: "1h", secret_id_bound_cidrs: ["10.0.0.0/8"] }
        const role = await writeAppRole(context, mount, { role_id: id, ...bounds })
        const other = await writeAppRole(context, mount, {}, "other")
        const write = (path: string, body: object): Promise<ApiResponse> =>
          context.sendPrivileged({ method: "POST", path, body })
        expectError(await write(`${other.path}/role-id`, { role_id: id }), 400)
        expectError(await write(`auth/${mount}/role/third`, { role_id: id }), 400)
        expectError(await write(`${other.path}/bind-secret-id`, { bind_secret_id: false }), 400)
        expectError(await write(`${other.path}`, { bind_secret_id: false }), 400)
        expectError(await write(`${other.path}`, { secret_id_bound_cidrs: ["there"] }), 400)
        for (const body of [{ cidr_list: "192.168.0.0/16" }, { cidr_list: "there" }, { num_uses: 6 }, { ttl: "2h" }])
          expectError(await write(`${role.path}/secret-id`, body), 400)
        const own = { secret_id: context.unique("secret-id") }
        expectStatus(await write(`${other.path}/custom-secret-id`, own), 200)
        expectError(await write(`${other.path}/custom-secret-id`, own), 400)
        expectError(await write(`${other.path}/secret-id-accessor/destroy`, { secret_id_accessor: "no-such" }), 404)
        const unknown = `auth/${mount}/role/unknown`
        expectError(await write(`${unknown}/secret-id/lookup`, own), 404)
        expectError(await write(`${unknown}/secret-id-accessor/lookup`, { secret_id_accessor: "no-such" }), 404)
      }
    },
    {
      id: "RWC-SL-03",
      title: "rejects a secret id as soon as its TTL elapses",
      requirements: ["RW-AR-8"],
      profile: "strict",
      level: "must",
      waits: 3_500,
      why: "A TTL is a promise, whenever the server tidies up.",
      async run(context) {
        const role = await mountAppRole(context, { secret_id_ttl: "3s" })
        const { secretId } = await role.createSecretId()
        expectStatus(await context.send(role.loginRequest(secretId)), 200)
        await context.wait(3500)
        await expectInvalidCredentials(context, role.loginRequest(secretId))
        const path = `${role.path}/secret-id/lookup`
        expectUnknownSecretId(await context.sendPrivileged({ method: "POST", path, body: { secret_id: secretId } }))
      }
    },
    {
      id: "RWC-SL-04",
      title: "returns 404 for an unknown user, and 400 for a password that is too long",
      requirements: ["RW-UP-3", "RW-ER-12"],
      profile: "strict",
      level: "must",
      why: "A caller's mistake is not a server error, and nobody should be paged for it.",
      async run(context) {
        const { mount } = await mountUserpass(context, [])
        const users = `auth/${mount}/users`
        const write = (path: string, body: object): Promise<ApiResponse> =>
          context.sendPrivileged({ method: "POST", path: `${users}/${path}`, body })
        expectError(await write("nobody/password", { password: "x" }), 404)
        expectError(await write("nobody/policies", { token_policies: ["x"] }), 404)
        expectError(await write("ann", { password: "x".repeat(100) }), 400)
        expectError(await context.sendPrivileged({ method: "GET", path: `${users}/ann` }), 404)
      }
    },
    {
      id: "RWC-SL-05",
      title: "lets exactly two of ten concurrent logins use a secret id with two uses",
      requirements: ["RW-AR-7", "RW-AR-13", "RW-ER-12"],
      profile: "strict",
      level: "must",
      why: "A thief uses an intercepted secret id at once.",
      async run(context) {
        const role = await mountAppRole(context, { secret_id_num_uses: 2 })
        for (let round = 0; round < 3; round++) {
          const { secretId } = await role.createSecretId()
          const responses = await context.sendTogether(repeat(10, () => role.loginRequest(secretId)))
          const winners = responses.filter((response) => response.status === 200)
          expectThat(winners.length === 2, `${winners.length} of ten logins succeeded`, winners[2] ?? responses[0])
          for (const response of responses) if (!winners.includes(response)) expectLoginRejected(response, 400)
        }
      }
    },
    {
      id: "RWC-SL-06",
      title: "rejects a password hash that is not one with 400",
      requirements: ["RW-UP-9", "RW-ER-12"],
      profile: "strict",
      level: "must",
      why: "A caller's mistake is not a server error, and nobody should be paged for it.",
      async run(context) {
        const { mount } = await mountUserpass(context, [])
        const path = `auth/${mount}/users/ann`
        for (const password_hash of ["nonsense", "x".repeat(60), `$2a$10$${"*".repeat(53)}`])
          expectError(await context.sendPrivileged({ method: "POST", path, body: { password_hash } }), 400)
        expectError(await context.sendPrivileged({ method: "GET", path }), 404)
      }
    }
  ]
}
