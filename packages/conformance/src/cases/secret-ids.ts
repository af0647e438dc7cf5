import { lookup, unwrapByHeader, type ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import {
  at,
  expectAt,
  expectEqual,
  expectError,
  expectInvalidToken,
  expectStatus,
  expectThat,
  stringAt,
  expectDone,
  expectField
} from "../expect.ts"
import {
  expectUnknownSecretId,
  writeAppRole,
  expectInvalidCredentials,
  mountAppRole,
  mountLogin,
  type AppRole
} from "../fixtures/login.ts"
import { wrapInfoOf } from "../wrap-info.ts"

export const secretIds: Family = {
  name: "SI",
  title: "AppRole secret ids",
  cases: [
    {
      id: "RWC-SI-01",
      title: "wraps a secret id, which can be unwrapped once and used to log in",
      requirements: ["RW-AR-5", "RW-AR-12", "RW-CP-1"],
      profile: "approle",
      level: "must",
      why: "A secret id reaches the machine through intermediaries that never see it, and a theft is noticed.",
      async run(context) {
        const role = await mountAppRole(context)
        const path = `${role.path}/secret-id`
        const wrapped = await context.sendPrivileged({ method: "POST", path, ttl: 120, body: {} })
        const { token, creationPath } = wrapInfoOf(wrapped)
        expectEqual("wrap_info.creation_path", creationPath, path, wrapped)
        expectAt(await context.send(lookup(token)), "data.creation_path", path)
        const unwrapped = await context.send(unwrapByHeader(token))
        expectStatus(unwrapped, 200)
        const secretId = stringAt(unwrapped, "data.secret_id")
        expectThat(!wrapped.text.includes(secretId), "the wrapped response contains the secret id", wrapped)
        expectInvalidToken(await context.send(unwrapByHeader(token)))
        expectStatus(await context.send(role.loginRequest(secretId)), 200)
      }
    },
    {
      id: "RWC-SI-02",
      title: "destroys a wrapped secret id by wrapped_accessor",
      requirements: ["RW-AR-6", "RW-AR-9"],
      profile: "approle",
      level: "must",
      why: "A sender who misdirected it must be able to revoke it without ever having seen it.",
      async run(context) {
        const role = await mountAppRole(context)
        const wrapped = await context.sendPrivileged({
          method: "POST",
          path: `${role.path}/secret-id`,
          ttl: 120,
          body: {}
        })
        const { token } = wrapInfoOf(wrapped)
        const accessor = stringAt(wrapped, "wrap_info.wrapped_accessor")
        expectDone(await context.sendPrivileged(byAccessor(role, "destroy", accessor)))
        const unwrapped = await context.send(unwrapByHeader(token))
        expectStatus(unwrapped, 200)
        expectAt(unwrapped, "data.secret_id_accessor", accessor)
        await expectInvalidCredentials(context, role.loginRequest(stringAt(unwrapped, "data.secret_id")))
      }
    },
    {
      id: "RWC-SI-03",
      title: "accepts a single-use secret id for one login",
      requirements: ["RW-AR-7", "RW-AR-9", "RW-AR-13"],
      profile: "approle",
      level: "must",
      why: "A secret id that was read in transit must be worthless after its use.",
      async run(context) {
        const role = await mountAppRole(context, { secret_id_num_uses: 1 })
        const { secretId, accessor, response } = await role.createSecretId()
        expectAt(response, "data.secret_id_num_uses", 1)
        expectStatus(await context.send(role.loginRequest(secretId)), 200)
        await expectInvalidCredentials(context, role.loginRequest(secretId))
        expectUnknownSecretId(await context.sendPrivileged(bySecretId(role, "lookup", secretId)))
        expectUnknownSecretId(await context.sendPrivileged(byAccessor(role, "lookup", accessor)))
      }
    },
    {
      id: "RWC-SI-04",
      title: "rejects a destroyed secret id, and keeps the others valid",
      requirements: ["RW-AR-9", "RW-AR-13"],
      profile: "approle",
      level: "must",
      why: "It must be possible to revoke a leaked secret id immediately.",
      async run(context) {
        const role = await mountAppRole(context)
        const [one, two, other] = [
          await role.createSecretId(),
          await role.createSecretId(),
          await role.createSecretId()
        ]
        for (const { secretId } of [one, two]) expectStatus(await context.send(role.loginRequest(secretId)), 200)
        expectDone(await context.sendPrivileged(byAccessor(role, "destroy", one.accessor)))
        expectDone(await context.sendPrivileged(bySecretId(role, "destroy", two.secretId)))
        for (const { secretId } of [one, two]) {
          await expectInvalidCredentials(context, role.loginRequest(secretId))
          expectUnknownSecretId(await context.sendPrivileged(bySecretId(role, "lookup", secretId)))
        }
        expectStatus(await context.send(role.loginRequest(other.secretId)), 200)
      }
    },
    {
      id: "RWC-SI-05",
      title: "confines a secret id to its role",
      requirements: ["RW-AR-9", "RW-AR-13"],
      profile: "approle",
      level: "must",
      why: "Someone who manages one machine must not reach the others.",
      async run(context) {
        const mount = await mountLogin(context, "approle")
        const [mine, other] = [await writeAppRole(context, mount), await writeAppRole(context, mount, {}, "other")]
        const { secretId } = await mine.createSecretId()
        expectUnknownSecretId(await context.sendPrivileged(bySecretId(other, "lookup", secretId)))
        expectStatus(await context.sendPrivileged(bySecretId(other, "destroy", secretId)), 200, 204, 400, 403, 404)
        await expectInvalidCredentials(context, other.loginRequest(secretId))
        expectStatus(await context.sendPrivileged(bySecretId(mine, "lookup", secretId)), 200)
        expectStatus(await context.send(mine.loginRequest(secretId)), 200)
      }
    },
    {
      id: "RWC-SI-06",
      title: "accepts a custom secret id",
      requirements: ["RW-AR-5", "RW-AR-7", "RW-AR-12"],
      profile: "approle",
      level: "must",
      why: "Someone who migrates machines must be able to keep their secret ids.",
      async run(context) {
        const role = await mountAppRole(context)
        const own = context.unique("secret-id")
        const path = `${role.path}/custom-secret-id`
        const body = { secret_id: own, metadata: '{"a":"b"}', num_uses: 2, ttl: "5m" }
        const made = await context.sendPrivileged({ method: "POST", path, body })
        expectStatus(made, 200)
        expectAt(made, "data.secret_id", own)
        stringAt(made, "data.secret_id_accessor")
        expectAt(made, "data.secret_id_num_uses", 2)
        expectAt(made, "data.secret_id_ttl", 300)
        const response = await context.send(role.loginRequest(own))
        expectStatus(response, 200)
        expectField(response, "auth.metadata", { a: "b", role_name: role.name })
        expectAt(await context.sendPrivileged(bySecretId(role, "lookup", own)), "data.secret_id_num_uses", 1)
        expectError(await context.sendPrivileged({ method: "POST", path, body: {} }), 400)
      }
    },
    {
      id: "RWC-SI-07",
      title: "looks up a secret id, also by accessor, without returning it",
      requirements: ["RW-AR-5", "RW-AR-9"],
      profile: "approle",
      level: "must",
      why: "Someone who monitors secret ids need not have them.",
      async run(context) {
        const role = await mountAppRole(context, { secret_id_ttl: "1h", secret_id_num_uses: 7 })
        const { secretId, accessor } = await role.createSecretId({ metadata: '{"k":"v"}' })
        for (const request of [bySecretId(role, "lookup", secretId), byAccessor(role, "lookup", accessor)]) {
          const response = await context.sendPrivileged(request)
          expectStatus(response, 200)
          expectAt(response, "data.secret_id_accessor", accessor)
          expectAt(response, "data.secret_id_num_uses", 7)
          expectAt(response, "data.secret_id_ttl", 3600)
          expectField(response, "data.metadata", { k: "v" })
          expectThat(!response.text.includes(secretId), "the lookup contains the secret id", response)
        }
        const unknown = context.unique("no-such")
        expectUnknownSecretId(await context.sendPrivileged(bySecretId(role, "lookup", unknown)))
        expectUnknownSecretId(await context.sendPrivileged(byAccessor(role, "lookup", unknown)))
      }
    },
    {
      id: "RWC-SI-08",
      title: "lists the accessors of secret ids, and no secret ids",
      requirements: ["RW-AR-10", "RW-AR-5"],
      profile: "approle",
      level: "must",
      why: "A secret id must be found before it can be revoked.",
      async run(context) {
        const role = await mountAppRole(context)
        const list: ApiRequest = { method: "LIST", path: `${role.path}/secret-id` }
        expectError(await context.sendPrivileged(list), 404)
        const made = [await role.createSecretId(), await role.createSecretId()]
        const listed = await context.sendPrivileged(list)
        expectStatus(listed, 200)
        const keys = at(listed, "data.keys")
        expectThat(
          Array.isArray(keys) && keys.length === 2 && made.every(({ accessor }) => keys.includes(accessor)),
          "the list differs from the accessors of the two secret ids",
          listed
        )
        for (const { secretId } of made)
          expectThat(!listed.text.includes(secretId), "the list contains a secret id", listed)
      }
    },
    {
      id: "RWC-SI-09",
      title: "rejects a custom secret id that already exists, and keeps it valid",
      requirements: ["RW-AR-11"],
      profile: "approle",
      level: "must",
      why: "A second machine must not receive the first one's secret id unnoticed.",
      async run(context) {
        const role = await mountAppRole(context)
        const own = context.unique("secret-id")
        const make: ApiRequest = { method: "POST", path: `${role.path}/custom-secret-id`, body: { secret_id: own } }
        expectStatus(await context.sendPrivileged(make), 200)
        // OpenBao and Vault return 500.
        expectError(await context.sendPrivileged(make), [400, 500])
        expectStatus(await context.send(role.loginRequest(own)), 200)
      }
    },
    {
      id: "RWC-SI-10",
      title: "rejects a secret id bound to addresses outside those of its role",
      requirements: ["RW-AR-15"],
      profile: "approle",
      level: "must",
      why: "Someone who creates secret ids must not widen what the role allows.",
      async run(context) {
        const bound = { secret_id_bound_cidrs: ["10.0.0.0/8"], token_bound_cidrs: ["10.0.0.0/8"] }
        const role = await mountAppRole(context, bound)
        await role.createSecretId({ cidr_list: "10.1.0.0/16" })
        for (const field of ["cidr_list", "token_bound_cidrs"]) {
          const path = `${role.path}/secret-id`
          const response = await context.sendPrivileged({ method: "POST", path, body: { [field]: "192.168.0.0/16" } })
          // OpenBao and Vault return 500.
          expectError(response, [400, 500])
          expectThat(at(response, "data.secret_id") === undefined, "the error response contains a secret id", response)
        }
      }
    },
    {
      id: "RWC-SI-11",
      title: "starts tidying with 202 and a warning, and keeps valid secret ids",
      requirements: ["RW-AR-18"],
      profile: "approle",
      level: "must",
      why: "Tidying must not lock a machine out.",
      async run(context) {
        const role = await mountAppRole(context, { secret_id_ttl: "1h" })
        const { secretId } = await role.createSecretId()
        const path = role.loginPath.replace(/login$/, "tidy/secret-id")
        const tidied = await context.sendPrivileged({ method: "POST", path, body: {} })
        expectStatus(tidied, 202)
        const warnings = at(tidied, "warnings")
        expectThat(Array.isArray(warnings) && warnings.length > 0, "there is no warning about the tidying", tidied)
        expectStatus(await context.send(role.loginRequest(secretId)), 200)
      }
    },
    {
      id: "RWC-SI-12",
      title: "logs in once if the response is wrapped",
      requirements: ["RW-AR-7", "RW-WE-12"],
      profile: "approle",
      level: "must",
      why: "A second login would use up the secret id, and its token would be valid without anyone knowing it.",
      async run(context) {
        const role = await mountAppRole(context)
        const { secretId } = await role.createSecretId({ num_uses: 2 })
        for (let use = 0; use < 2; use++) wrapInfoOf(await context.send(role.loginRequest(secretId, { ttl: 60 })))
        await expectInvalidCredentials(context, role.loginRequest(secretId))
      }
    }
  ]
}

const bySecretId = (role: AppRole, operation: "lookup" | "destroy", secretId: string): ApiRequest => ({
  method: "POST",
  path: `${role.path}/secret-id/${operation}`,
  body: { secret_id: secretId }
})

const byAccessor = (role: AppRole, operation: "lookup" | "destroy", accessor: string): ApiRequest => ({
  method: "POST",
  path: `${role.path}/secret-id-accessor/${operation}`,
  body: { secret_id_accessor: accessor }
})
