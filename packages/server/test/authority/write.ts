import * as Effect from "effect/Effect"
import type { Known, LoginWish, RoleWish } from "./oracle.ts"
import type { StepOf } from "./steps.ts"
import type { World } from "./world.ts"

const roleFields = (role: RoleWish) => ({
  allowed_policies: role.allowed,
  disallowed_policies: role.disallowed,
  allowed_policies_glob: role.allowedGlobs,
  disallowed_policies_glob: role.disallowedGlobs,
  orphan: role.orphan,
  renewable: role.renewable,
  token_type: role.type,
  token_bound_cidrs: role.blocks,
  token_period: role.period,
  token_explicit_max_ttl: role.explicitMax,
  token_num_uses: role.uses
})

const loginFields = (login: LoginWish) => ({
  token_policies: login.policies,
  token_bound_cidrs: login.blocks,
  token_strictly_bind_ip: login.strict,
  token_ttl: login.ttl,
  token_max_ttl: login.maxTtl,
  token_explicit_max_ttl: login.explicitMax,
  token_period: login.period,
  token_num_uses: login.uses
})

const timesOf = ({ explicitMax, period }: { readonly explicitMax: number; readonly period: number }) => ({
  explicitMax,
  period
})

/** Writes a token role. If the server refuses it, the model does not change. */
export const writeRole = (world: World, step: StepOf<"writeRole">): Effect.Effect<void> =>
  Effect.gen(function* () {
    const before = world.roles.get(step.name)
    const role = step.timesOnly && before !== undefined ? { ...before, ...timesOf(step.role) } : step.role
    const { status } = yield* world.ask("POST", `auth/token/roles/${step.name}`, { body: roleFields(role) })
    if (status < 300) world.roles.set(step.name, role)
  })

/** Writes a user, or a role of AppRole. */
export const writeLogin = (world: World, step: StepOf<"writeLogin">): Effect.Effect<void> =>
  Effect.gen(function* () {
    const before = world.logins.get(`${step.method}/${step.name}`)
    const { maxTtl } = step.login
    const login = step.timesOnly && before !== undefined ? { ...before, ...timesOf(step.login), maxTtl } : step.login
    const body = loginFields(login)
    const { status } =
      step.method === "userpass"
        ? yield* world.ask("POST", `auth/userpass/users/${step.name}`, { body: { ...body, password: "pw" } })
        : yield* world.ask("POST", `auth/approle/role/${step.name}`, {
            body: { ...body, role_id: `id-of-${step.name}` }
          })
    if (status < 300) world.logins.set(`${step.method}/${step.name}`, login)
  })

/** Creates a secret id, perhaps bound to addresses. */
export const makeSecretId = (world: World, step: StepOf<"makeSecretId">): Effect.Effect<void> =>
  Effect.gen(function* () {
    const body = { token_bound_cidrs: step.blocks }
    const { json, status } = yield* world.ask("POST", `auth/approle/role/${step.name}/secret-id`, { body })
    if (status === 200) world.secrets.push({ of: step.name, secretId: json.data.secret_id, blocks: step.blocks })
  })

/** Changes the times of the role or login that the token came from. */
export const changeTimes = (
  world: World,
  { login, role }: Known,
  change: { explicitMax: number; period: number; maxTtl: number }
) =>
  Effect.gen(function* () {
    const before = role === undefined ? undefined : world.roles.get(role)
    if (before !== undefined)
      yield* writeRole(world, { do: "writeRole", timesOnly: true, name: role as "r0", role: { ...before, ...change } })
    const wish = login === undefined ? undefined : world.logins.get(login)
    if (wish === undefined) return
    const [method, name] = login!.split("/") as ["approle", "l0"]
    yield* writeLogin(world, { do: "writeLogin", timesOnly: true, method, name, login: { ...wish, ...change } })
  })
