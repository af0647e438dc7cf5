import { engines } from "@enwrap/engines"
import { assert } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import { Crypto, type EnwrapServer, layerMemory, layerNobleCrypto, makeServer } from "../../src/index.ts"
import {
  ADDRESSES,
  admits,
  after,
  bound,
  couldGive,
  endOf,
  hasSudo,
  HOUR,
  isAlive,
  isRoot,
  type Known,
  least,
  type LoginWish,
  mayCreate,
  normal,
  type RoleWish,
  SYSTEM_MAX
} from "./oracle.ts"
import type { Step, StepOf } from "./steps.ts"

const ROOT = "root-of-the-test"

/** Passwords that cost nothing: this is not about them. */
const cheapPasswords = Layer.effect(
  Crypto,
  Effect.map(Crypto, (crypto) => ({
    ...crypto,
    scrypt: (password: Uint8Array, salt: Uint8Array) => Effect.succeed(crypto.hmacSha256(salt, password))
  }))
).pipe(Layer.provide(layerNobleCrypto))

const POLICIES = {
  alpha: `path "kv1/alpha" { capabilities = ["read"] }`,
  beta: `path "kv1/beta" { capabilities = ["read"] }`,
  maker: `path "auth/token/create*" { capabilities = ["update"] } path "auth/token/renew-self" { capabilities = ["update"] }`,
  boss: `path "auth/token/create*" { capabilities = ["update", "sudo"] } path "auth/token/renew-self" { capabilities = ["update"] }`
}

// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at freely in tests
type Answered = { readonly status: number; readonly json: any }
interface Sent {
  readonly token?: string | null
  readonly from?: string
  readonly body?: unknown
}

/** How often each kind of step succeeded, over all runs: a property that is never put to the test proves nothing. */
export type Tally = Map<string, number>

class World {
  readonly known: Array<Known> = []
  readonly roles = new Map<string, RoleWish>()
  readonly logins = new Map<string, LoginWish>()
  readonly secrets: Array<{ readonly of: string; readonly secretId: string; readonly blocks: ReadonlyArray<string> }> =
    []
  readonly #server: EnwrapServer
  readonly #tally: Tally
  #chosen = 0

  constructor(server: EnwrapServer, tally: Tally) {
    this.#server = server
    this.#tally = tally
    this.known.push({
      token: ROOT,
      policies: ["root"],
      parent: undefined,
      bounds: [],
      bornMs: 0,
      expiresMs: Infinity,
      lastMs: Infinity,
      period: 0,
      maxTtl: 0,
      usesLeft: Infinity,
      batch: false,
      renewable: false,
      role: undefined,
      periodGiven: false,
      login: undefined,
      ended: false
    })
  }

  count(what: string): void {
    this.#tally.set(what, (this.#tally.get(what) ?? 0) + 1)
  }

  ask(method: string, path: string, { body, from = "127.0.0.1", token = ROOT }: Sent = {}): Effect.Effect<Answered> {
    const request = {
      method,
      target: `/v1/${path}`,
      header: (name: string) => (name === "x-vault-token" && token !== null ? token : undefined),
      body: new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body)),
      remoteAddress: from
    }
    return Effect.map(this.#server.handle(request), ({ body: text, status }) => ({
      status,
      json: text === "" ? undefined : JSON.parse(String(text))
    }))
  }

  /** Any request of a token's holder: a use is counted where it is let in. */
  askAs(token: Known, method: string, path: string, sent: { readonly from: string; readonly body?: unknown }) {
    const world = this
    return Effect.gen(function* () {
      const letIn = isAlive(token, yield* Clock.currentTimeMillis) && admits(token, sent.from)
      const answer = yield* world.ask(method, path, { ...sent, token: token.token })
      if (letIn) token.usesLeft--
      return { answer, letIn }
    })
  }

  /** What the server says of a token, in the oracle's terms. */
  look(token: string) {
    return Effect.map(this.ask("POST", "auth/token/lookup", { body: { token } }), ({ json, status }) => {
      assert.strictEqual(status, 200, "a new token is known")
      const { data } = json
      return {
        data,
        expiresMs: data.expire_time === null ? Infinity : Date.parse(data.expire_time),
        uses: data.num_uses === 0 ? Infinity : (data.num_uses as number)
      }
    })
  }

  /** Where a step comes from: mostly from where its token may be used, if anywhere. */
  whence(token: Known, { from, inside }: { readonly from: string; readonly inside: boolean }): string {
    return (inside ? ADDRESSES.find((address) => admits(token, address)) : undefined) ?? from
  }

  nextId(): string {
    return `chosen-${this.#chosen++}`
  }

  pick(index: number): Known {
    // The youngest are the most interesting.
    return this.known[this.known.length - 1 - (index % this.known.length)]!
  }
}

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

const notAfter = (moment: number, limit: number, what: string): void =>
  assert.isTrue(moment <= limit, `${what}: ${moment} is after ${limit}`)

const create = (world: World, step: StepOf<"create">) =>
  Effect.gen(function* () {
    const maker = world.pick(step.by)
    const role = world.roles.get(step.via)
    const isRoleWay = step.via.startsWith("r")
    const path = `auth/token/create${isRoleWay ? `/${step.via}` : step.via.slice("create".length)}`
    const nowMs = yield* Clock.currentTimeMillis
    const makerEndMs = endOf(maker)
    const body = {
      policies: step.policies,
      no_default_policy: step.noDefault,
      type: step.type,
      no_parent: step.noParent,
      id: step.chosen ? world.nextId() : undefined,
      num_uses: step.uses,
      ttl: step.ttl,
      period: step.period,
      explicit_max_ttl: step.explicitMax,
      renewable: step.renewable
    }
    const makerUses = maker.usesLeft
    const { answer, letIn } = yield* world.askAs(maker, "POST", path, { from: world.whence(maker, step), body })
    const plain =
      letIn &&
      mayCreate(maker) &&
      !maker.batch &&
      makerUses === Infinity &&
      step.via === "create" &&
      depthOf(maker) < 60 &&
      !step.chosen &&
      !step.noParent &&
      step.type === undefined &&
      !step.period &&
      (step.uses ?? 0) >= 0
    const wanted = normal(step.policies?.length ? step.policies : maker.policies)
    const nameable = !wanted.includes("response-wrapping") && wanted.every((name) => couldGive(name, maker, undefined))
    if (plain && nameable && !wanted.includes("root"))
      assert.strictEqual(answer.status, 200, `a plain child was refused: ${JSON.stringify(answer.json)}`)
    if (answer.status !== 200) return
    assert.isTrue(letIn, "a token that has ended, or from elsewhere, made a token")
    assert.isTrue(mayCreate(maker), "a token that may not create made a token")
    assert.isFalse(maker.batch, "a batch token made a token")
    assert.strictEqual(makerUses, Infinity, "a token of limited use made a token")
    if (step.chosen || step.noParent || step.period) assert.isTrue(hasSudo(maker), "needs sudo")

    const { auth } = answer.json
    const { data, expiresMs, uses } = yield* world.look(auth.client_token)
    assert.deepStrictEqual(auth.policies, data.policies)
    for (const policy of data.policies)
      assert.isTrue(
        couldGive(policy, maker, role),
        `neither the maker (${maker.policies.join()}) nor the role gives ${policy}`
      )
    const root = data.policies.includes("root")
    const batch = data.type === "batch"
    assert.isFalse(batch && root, "a root batch token")

    const orphan = step.via === "create-orphan" || step.noParent === true || (role?.orphan ?? false)
    assert.strictEqual(data.orphan, orphan)
    const period = least(step.period ?? 0, role?.period ?? 0)
    const explicitMax = least(step.explicitMax ?? 0, role?.explicitMax ?? 0)
    // Root never expires where nothing bounds it; one that an expiring root made ends with it.
    const lastMs = Math.min(after(nowMs, explicitMax), root ? makerEndMs : Infinity)
    notAfter(expiresMs, lastMs, "past the explicit maximum, or past the maker of a root token")
    if (period > 0) notAfter(expiresMs, after(nowMs, period), "past its period")
    else if (!root || step.ttl !== undefined) notAfter(expiresMs, after(nowMs, SYSTEM_MAX), "past the system's maximum")
    const mostUses = least(Math.max(0, step.uses ?? 0), role?.uses ?? 0)
    if (mostUses > 0) assert.isTrue(uses <= mostUses, `${uses} uses of ${mostUses}`)

    world.known.push({
      token: auth.client_token,
      policies: data.policies,
      parent: orphan ? undefined : maker,
      bounds: [...maker.bounds, ...bound(role?.blocks ?? [])],
      bornMs: nowMs,
      expiresMs,
      lastMs,
      period,
      maxTtl: 0,
      usesLeft: uses,
      batch,
      renewable: !batch && (role?.renewable ?? true) && step.renewable !== false && expiresMs !== Infinity,
      role: isRoleWay ? step.via : undefined,
      periodGiven: (role?.period ?? 0) > 0,
      login: undefined,
      ended: false
    })
    world.count(isRoleWay ? "created by a role" : orphan ? "created an orphan" : "created a child")
    if (batch) world.count("created a batch token")
    if (root) world.count("created root")
    if (world.known.at(-1)!.bounds.length > 1) world.count("narrowed the addresses twice")
  })

const depthOf = (token: Known): number => (token.parent === undefined ? 0 : 1 + depthOf(token.parent))

const login = (world: World, { from, method, name, secret }: StepOf<"login">) =>
  Effect.gen(function* () {
    const key = `${method}/${name}`
    const wish = world.logins.get(key)
    const secrets = world.secrets.filter(({ of }) => of === name)
    const chosen = secrets[secret % Math.max(1, secrets.length)]
    if (wish === undefined || (method === "approle" && chosen === undefined)) return
    const nowMs = yield* Clock.currentTimeMillis
    const answer =
      method === "userpass"
        ? yield* world.ask("POST", `auth/userpass/login/${name}`, { token: null, from, body: { password: "pw" } })
        : yield* world.ask("POST", "auth/approle/login", {
            token: null,
            from,
            body: { role_id: `id-of-${name}`, secret_id: chosen!.secretId }
          })
    if (answer.status !== 200) return
    const { auth } = answer.json
    const { data, expiresMs, uses } = yield* world.look(auth.client_token)
    const policies = [...new Set(normal([...wish.policies, "default"]))].sort()
    assert.notInclude(policies, "root", "a login became root")
    assert.notInclude(policies, "response-wrapping")
    assert.deepStrictEqual(data.policies, policies)
    const lastMs = after(nowMs, wish.explicitMax)
    notAfter(expiresMs, lastMs, "past the explicit maximum of the login")
    notAfter(
      expiresMs,
      after(nowMs, wish.period || least(wish.maxTtl, SYSTEM_MAX)),
      "past the period or maximum of the login"
    )
    if (wish.uses > 0) assert.strictEqual(uses, wish.uses)
    world.known.push({
      token: auth.client_token,
      policies,
      parent: undefined,
      bounds: [
        ...(wish.strict ? [new Set([from])] : bound(wish.blocks)),
        ...(method === "approle" ? bound(chosen!.blocks) : [])
      ],
      bornMs: nowMs,
      expiresMs,
      lastMs,
      period: wish.period,
      maxTtl: wish.maxTtl,
      usesLeft: uses,
      batch: false,
      renewable: true,
      role: undefined,
      periodGiven: wish.period > 0,
      login: key,
      ended: false
    })
    world.count(`logged in by ${method}`)
  })

const renew = (world: World, step: StepOf<"renew">) =>
  Effect.gen(function* () {
    const { increment, of, self } = step
    const token = world.pick(of)
    const from = world.whence(token, step)
    const nowMs = yield* Clock.currentTimeMillis
    const alive = isAlive(token, nowMs)
    const before = alive ? yield* world.look(token.token) : undefined
    let letIn = alive
    let answer: Answered
    if (self)
      ({ answer, letIn } = yield* world.askAs(token, "POST", "auth/token/renew-self", { from, body: { increment } }))
    else answer = yield* world.ask("POST", "auth/token/renew", { body: { token: token.token, increment } })
    if (answer.status !== 200) return
    assert.isTrue(letIn, "what has ended, or was elsewhere, was renewed")
    assert.isTrue(token.renewable, "what is not renewable was renewed")
    if (token.usesLeft === 0) return
    const { data, expiresMs } = yield* world.look(token.token)
    assert.deepStrictEqual(data.policies, token.policies)
    assert.deepStrictEqual(data.bound_cidrs, before!.data.bound_cidrs)
    notAfter(expiresMs, token.lastMs, "renewed past its last moment")
    const role = token.role === undefined ? undefined : world.roles.get(token.role)
    const wish = token.login === undefined ? undefined : world.logins.get(token.login)
    if (role !== undefined)
      notAfter(expiresMs, after(token.bornMs, role.explicitMax), "renewed past the role's maximum")
    if (token.period > 0) notAfter(expiresMs, after(nowMs, token.period), "renewed by more than its period")
    const present = role ?? wish
    const periodic = token.period > 0 && !(token.periodGiven && present?.period === 0)
    if (periodic) notAfter(expiresMs, after(nowMs, least(token.period, present?.period ?? 0)), "a period has grown")
    else
      notAfter(
        expiresMs,
        after(token.bornMs, least(SYSTEM_MAX, token.maxTtl, wish?.maxTtl ?? 0)),
        "renewed past its maximum"
      )
    token.expiresMs = expiresMs
    world.count(role !== undefined ? "renewed a role's" : wish !== undefined ? "renewed a login's" : "renewed")
  })

const revoke = (world: World, { alone, of }: StepOf<"revoke">) =>
  Effect.gen(function* () {
    const token = world.pick(of)
    if (token.token === ROOT || token.batch || !isAlive(token, yield* Clock.currentTimeMillis)) return
    const answer = yield* world.ask("POST", `auth/token/revoke${alone ? "-orphan" : ""}`, {
      body: { token: token.token }
    })
    assert.strictEqual(answer.status, 204)
    token.ended = true
    // A batch token stands in no store: it cannot be told that it is an orphan, and ends.
    if (alone) for (const child of world.known) if (child.parent === token && !child.batch) child.parent = undefined
    world.count(alone ? "revoked alone" : "revoked")
  })

/** Exactly what the oracle says is what opens. */
const use = (world: World, token: Known, what: "alpha" | "beta", from: string) =>
  Effect.gen(function* () {
    const { answer, letIn } = yield* world.askAs(token, "GET", `kv1/${what}`, { from })
    const opens = letIn && (isRoot(token) || token.policies.includes(what))
    assert.strictEqual(answer.status, opens ? 200 : 403, `${what} from ${from} with ${token.policies.join()}`)
    world.count(opens ? "opened" : letIn ? "refused for its policies" : "refused, ended or elsewhere")
  })

const perform = (world: World, step: Step): Effect.Effect<void> =>
  Effect.gen(function* () {
    switch (step.do) {
      case "writeRole": {
        const { status } = yield* world.ask("POST", `auth/token/roles/${step.name}`, { body: roleFields(step.role) })
        if (status < 300) world.roles.set(step.name, step.role)
        return
      }
      case "writeLogin": {
        const body = loginFields(step.login)
        const { status } =
          step.method === "userpass"
            ? yield* world.ask("POST", `auth/userpass/users/${step.name}`, { body: { ...body, password: "pw" } })
            : yield* world.ask("POST", `auth/approle/role/${step.name}`, {
                body: { ...body, role_id: `id-of-${step.name}` }
              })
        if (status < 300) world.logins.set(`${step.method}/${step.name}`, step.login)
        return
      }
      case "makeSecretId": {
        const body = { token_bound_cidrs: step.blocks }
        const { json, status } = yield* world.ask("POST", `auth/approle/role/${step.name}/secret-id`, { body })
        if (status === 200) world.secrets.push({ of: step.name, secretId: json.data.secret_id, blocks: step.blocks })
        return
      }
      case "login":
        return yield* login(world, step)
      case "create":
        return yield* create(world, step)
      case "renew":
        return yield* renew(world, step)
      case "revoke":
        return yield* revoke(world, step)
      case "use":
        return yield* use(world, world.pick(step.of), step.what, world.whence(world.pick(step.of), step))
      case "wait":
        return yield* TestClock.adjust(`${step.seconds} seconds`)
    }
  })

/** Plays steps against a fresh server, and judges each of its answers by the oracle. */
export const play = (steps: ReadonlyArray<Step>, tally: Tally): Effect.Effect<void> =>
  Effect.gen(function* () {
    const server = yield* makeServer({
      engines,
      rootToken: ROOT,
      mounts: [{ path: "kv1/", type: "kv", options: { version: "1" } }]
    }).pipe(Effect.provide(Layer.mergeAll(layerMemory, cheapPasswords)), Effect.orDie)
    const world = new World(server, tally)
    for (const type of ["userpass", "approle"]) yield* world.ask("POST", `sys/auth/${type}`, { body: { type } })
    for (const [name, policy] of Object.entries(POLICIES))
      yield* world.ask("POST", `sys/policies/acl/${name}`, { body: { policy } })
    for (const name of ["alpha", "beta"]) yield* world.ask("POST", `kv1/${name}`, { body: { of: name } })
    // From the start there is somebody who may create, with `sudo` and without.
    for (const policies of [
      ["boss", "alpha"],
      ["maker", "alpha"]
    ]) {
      yield* create(world, { ...FIRST, by: world.known.length - 1, policies })
    }
    for (const step of FIRST_STEPS) yield* perform(world, step)
    for (const step of steps) yield* perform(world, step)
    for (const token of world.known) {
      yield* use(world, token, "alpha", world.whence(token, { from: "192.168.7.7", inside: true }))
    }
  })

const FIRST: StepOf<"create"> = {
  do: "create",
  by: 0,
  from: "127.0.0.1",
  inside: true,
  via: "create",
  policies: undefined,
  noDefault: undefined,
  type: undefined,
  noParent: undefined,
  chosen: false,
  uses: undefined,
  ttl: undefined,
  period: undefined,
  explicitMax: undefined,
  renewable: undefined
}

const ANY_ROLE: RoleWish = {
  allowed: [],
  disallowed: [],
  allowedGlobs: [],
  disallowedGlobs: [],
  orphan: false,
  renewable: true,
  type: "default-service",
  blocks: [],
  period: 0,
  explicitMax: 0,
  uses: 0
}
const ANY_LOGIN: LoginWish = {
  policies: ["maker", "alpha"],
  blocks: ["10.0.0.0/8"],
  strict: false,
  ttl: 0,
  maxTtl: 0,
  explicitMax: 0,
  period: 0,
  uses: 0
}

/** Roles and logins that are there from the start; the steps replace them. */
const FIRST_STEPS: ReadonlyArray<Step> = [
  { do: "writeRole", name: "r0", role: { ...ANY_ROLE, blocks: ["10.0.0.0/8", "fd00::/8"] } },
  { do: "writeRole", name: "r1", role: { ...ANY_ROLE, blocks: ["10.1.0.0/16"], disallowed: ["beta"] } },
  { do: "writeRole", name: "r2", role: { ...ANY_ROLE, allowedGlobs: ["*"], period: HOUR } },
  { do: "writeLogin", method: "userpass", name: "l0", login: { ...ANY_LOGIN, period: HOUR } },
  { do: "writeLogin", method: "approle", name: "l0", login: ANY_LOGIN },
  { do: "writeLogin", method: "approle", name: "l1", login: { ...ANY_LOGIN, blocks: [], strict: true } },
  { do: "makeSecretId", name: "l0", blocks: ["10.1.0.0/16"] },
  { do: "makeSecretId", name: "l1", blocks: ["10.1.0.0/16", "127.0.0.1"] }
]
