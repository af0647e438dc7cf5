import type { ApiRequest } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { expectStatus } from "../expect.ts"
import { mountAppRole, mountUserpass } from "../fixtures/login.ts"
import { writePolicy } from "../fixtures/policy.ts"
import { ROLES } from "../fixtures/token-role.ts"
import { byAccessor, byToken, expectDead, lookupSelf } from "../fixtures/token.ts"
import { newSecret } from "../fixtures/versioned-secret.ts"
import { expectNothingWrapped } from "../fixtures/wrapped-operation.ts"

const post = (path: string, body: object = {}): ApiRequest => ({ method: "POST", path, body })
const remove = (path: string): ApiRequest => ({ method: "DELETE", path })

const wrapsNothing = (
  one: Pick<ConformanceCase, "id" | "title" | "profile" | "requirements">,
  operations: (context: Context) => Promise<ReadonlyArray<ApiRequest>>
): ConformanceCase => ({
  ...one,
  level: "must",
  why: "A wrapping token for nothing looks like a secret that was handed over.",
  run: async (context) => expectNothingWrapped(context, await operations(context))
})

export const wrappedNothing: Family = {
  name: "WN",
  title: "Operations that return nothing, with a wrap TTL",
  cases: [
    {
      id: "RWC-WN-01",
      title: "revokes tokens in every way, writes and deletes token roles, and wraps nothing",
      requirements: ["RW-WE-3", "RW-WE-12", "RW-TK-2", "RW-TK-25"],
      profile: "tokens",
      level: "must",
      why: "A revocation that only returns a wrapping token leaves the token valid.",
      async run(context) {
        const [byName, orphaned, named, self] = [
          await context.createToken(),
          await context.createToken(),
          await context.createToken(),
          await context.createToken()
        ]
        const role = `${ROLES}/${context.unique("role")}`
        context.defer(remove(role))
        await expectNothingWrapped(context, [
          byToken("revoke", byName.token),
          // Only a root token is known to have the capability sudo.
          byToken(context.operator.root ? "revoke-orphan" : "revoke", orphaned.token),
          byAccessor("revoke", named.accessor),
          { method: "POST", path: "auth/token/revoke-self", token: self.token },
          post(role, { allowed_policies: ["default"] }),
          remove(role)
        ])
        for (const { token } of [byName, orphaned, named, self]) expectDead(await context.send(lookupSelf(token)))
      }
    },
    wrapsNothing(
      {
        id: "RWC-WN-02",
        title: "writes and deletes secrets, versions and metadata, mounts and tunes engines, and wraps nothing",
        requirements: ["RW-WE-3", "RW-WE-12", "RW-KV-1"],
        profile: "kv"
      },
      async (context) => {
        const entry = `${await context.kvMount(1)}/${context.unique("secret")}`
        const secret = await newSecret(context)
        expectStatus(await secret.write({ a: "b" }), 200)
        const at = (below: string): string => secret.path.replace(`${secret.mount}/data/`, `${secret.mount}/${below}/`)
        const mount = `sys/mounts/${context.unique("mount")}`
        context.defer(remove(mount))
        const versions = { versions: [1] }
        return [
          post(entry, { a: "b" }),
          remove(entry),
          remove(secret.path),
          post(at("undelete"), versions),
          post(at("delete"), versions),
          post(at("destroy"), versions),
          post(at("metadata"), { max_versions: 3 }),
          remove(at("metadata")),
          post(mount, { type: "kv", options: { version: "1" } }),
          post(`${mount}/tune`, { default_lease_ttl: "1h" }),
          remove(mount)
        ]
      }
    ),
    wrapsNothing(
      {
        id: "RWC-WN-03",
        title: "writes and deletes policies, and wraps nothing",
        requirements: ["RW-WE-3", "RW-WE-12", "RW-PB-13"],
        profile: "policy"
      },
      async (context) => {
        const name = await writePolicy(context, 'path "cubbyhole/a" { capabilities = ["read"] }')
        const policy = 'path "cubbyhole/b" { capabilities = ["read"] }'
        return [
          post(`sys/policies/acl/${name}`, { policy }),
          remove(`sys/policies/acl/${name}`),
          post(`sys/policy/${name}`, { policy }),
          remove(`sys/policy/${name}`)
        ]
      }
    ),
    wrapsNothing(
      {
        id: "RWC-WN-04",
        title: "writes and deletes roles and their fields, destroys secret ids, and wraps nothing",
        requirements: ["RW-WE-3", "RW-WE-12", "RW-AR-4"],
        profile: "approle"
      },
      async (context) => {
        const role = await mountAppRole(context)
        const [one, two] = [await role.createSecretId(), await role.createSecretId()]
        const mount = role.path.replace(/\/role\/.*/, "")
        return [
          post(role.path, { token_ttl: "5m" }),
          post(`${role.path}/token-ttl`, { token_ttl: "6m" }),
          remove(`${role.path}/token-ttl`),
          post(`${role.path}/secret-id/destroy`, { secret_id: one.secretId }),
          post(`${role.path}/secret-id-accessor/destroy`, { secret_id_accessor: two.accessor }),
          remove(role.path),
          remove(`sys/${mount}`)
        ]
      }
    ),
    wrapsNothing(
      {
        id: "RWC-WN-05",
        title: "writes and deletes users, their passwords and policies, and wraps nothing",
        requirements: ["RW-WE-3", "RW-WE-12", "RW-UP-3"],
        profile: "userpass"
      },
      async (context) => {
        const { mount, password } = await mountUserpass(context, ["ann"])
        const user = `auth/${mount}/users/ann`
        return [
          post(user, { token_ttl: "5m" }),
          post(`${user}/password`, { password: `${password}2` }),
          post(`${user}/policies`, { token_policies: ["default"] }),
          remove(user)
        ]
      }
    )
  ]
}
