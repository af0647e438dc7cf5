import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { assert } from "@effect/vitest"
import { type Answered, type Asked, INVALID, ROOT } from "../asking.ts"
import { type Living, Model, type Wrap } from "./model.ts"
import type { Step } from "./steps.ts"
import type { TestStore } from "./stores.ts"
import { FailingDevice, World } from "./world.ts"

const SECRET_ID_ACCESSOR = "auth/approle/role/job/secret-id-accessor"
const START = Date.UTC(2026, 0, 1)
const now = Clock.currentTimeMillis

/** How often things happened, so that a test can check that they did. */
export type Tally = Map<string, number>

/** What the server said about a wrapped response when it was wrapped. */
interface Given {
  readonly token: string
  readonly accessor: string
  readonly wrappedAccessor: string | undefined
  readonly creationPath: string
  /** The secret inside, once it is known. */
  secret?: string
  readonly number: number
}

class Player {
  readonly world: World
  readonly model: Model
  readonly tally: Tally
  readonly device: FailingDevice | undefined
  readonly tokens: Array<{ readonly token: string; readonly accessor: string }> = [{ token: ROOT, accessor: "" }]
  readonly given: Array<Given> = []
  #number = 0

  constructor(world: World, model: Model, tally: Tally, device: FailingDevice | undefined) {
    this.device = device
    this.world = world
    this.model = model
    this.tally = tally
  }

  count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1)
  }

  /** Sends a request. A sealed server refuses all of them but another `sys/seal`, and so does one that cannot write the entries. */
  ask(method: string, path: string, asked?: Asked): Effect.Effect<Answered | undefined> {
    const failures = this.device?.failures
    return Effect.map(this.world.ask(method, path, asked), (answer) => {
      if (this.device?.failures !== failures) {
        this.count("not audited")
        assert.strictEqual(answer.status, 500)
        return undefined
      }
      if (!this.model.sealed) return answer
      this.count("refused while sealed")
      if (path === "sys/seal") assert.strictEqual(answer.status, 204)
      else assert.deepInclude(answer, { status: 503, json: { errors: ["Vault is sealed"] } })
      return undefined
    })
  }

  /**
   * A revocation ends a token before its response has an entry. If the response was not sent for want of the entry, this asks whether
   * the token lives. If the request had no entry, nothing may have happened.
   *
   * @param answer `undefined` if there was no response
   */
  revoked(living: Living, answer: Answered | undefined, path: string, body: object) {
    return Effect.gen({ self: this }, function* () {
      if (answer !== undefined) living.revoked = true
      if (answer !== undefined || this.model.sealed || this.device?.hasFailedResponse !== true) return
      const { status } = yield* this.device.sparing(this.world.ask("POST", path, { body }))
      if (status === 200) return
      this.count("revoked, not audited")
      living.revoked = true
    })
  }

  caller(index: number): readonly [Living, string, number] {
    const at = index % this.tokens.length
    return [this.model.callers[at]!, this.tokens[at]!.token, at]
  }

  wrapped(index: number): readonly [Wrap, Given] | undefined {
    const at = index % Math.max(1, this.given.length)
    return this.given[at] === undefined ? undefined : [this.model.wraps[at]!, this.given[at]]
  }

  remember(info: Answered["json"], number: number): void {
    const { accessor, creation_path: creationPath, token, wrapped_accessor: wrappedAccessor } = info
    this.given.push({ token, accessor, creationPath, wrappedAccessor, number })
  }

  #wrapRequest(step: Extract<Step, { readonly do: "wrap" }>, number: number) {
    const [, token] = this.caller(step.caller)
    const asked = { token, ttl: step.ttl / 1000 }
    const ttl = `${step.inside / 1000}s`
    switch (step.kind) {
      case "data":
        return this.ask("POST", "sys/wrapping/wrap", { ...asked, body: { number } })
      case "kv":
        return this.ask("GET", "kv1/a", asked)
      case "token":
        return this.ask("POST", "auth/token/create", { ...asked, body: { policies: ["root"], ttl } })
      case "secret-id":
        return this.ask("POST", "auth/approle/role/job/secret-id", { ...asked, body: { ttl } })
    }
  }

  wrap(step: Extract<Step, { readonly do: "wrap" }>) {
    return Effect.gen({ self: this }, function* () {
      const [caller] = this.caller(step.caller)
      const number = this.#number++
      const answer = yield* this.#wrapRequest(step, number)
      if (answer === undefined) return
      const expected = this.model.wrap(step.kind, step.ttl, caller, step.inside)
      this.count(`wrap ${step.kind}: ${expected}`)
      assert.strictEqual(answer.status, expected ? 200 : 403)
      if (!expected) return
      assert.strictEqual(answer.json.wrap_info.ttl, step.ttl / 1000)
      this.remember(answer.json.wrap_info, number)
    })
  }

  /** The response that was wrapped is the one that is unwrapped, whole. */
  opened(wrap: Wrap, given: Given, { json }: Answered): void {
    switch (wrap.kind) {
      case "data":
        return assert.deepStrictEqual(json.data, { number: given.number })
      case "kv":
        return assert.deepStrictEqual(json.data, { a: 1 })
      case "token":
        assert.strictEqual(json.auth.accessor, given.wrappedAccessor)
        given.secret = json.auth.client_token
        return
      case "secret-id":
        assert.strictEqual(json.data.secret_id_accessor, given.wrappedAccessor)
        given.secret = json.data.secret_id
        return
    }
  }

  unwrap(index: number, by: Extract<Step, { readonly do: "unwrap" }>["by"]) {
    return Effect.gen({ self: this }, function* () {
      const chosen = this.wrapped(index)
      if (chosen === undefined) return
      const [wrap, given] = chosen
      const named = { body: { token: given.token } }
      const asked: Asked =
        by === "header" ? { token: given.token } : by === "both" ? { token: given.token, ...named } : named
      const answer = yield* this.ask(by === "header" ? "POST" : "PUT", "sys/wrapping/unwrap", asked)
      if (answer === undefined) return
      const expected = this.model.unwrap(wrap)
      this.count(`unwrap: ${expected}`)
      if (!expected) return this.refused(answer)
      assert.strictEqual(answer.status, 200)
      this.opened(wrap, given, answer)
      yield* this.checkInside(wrap, given)
    })
  }

  refused({ json, status }: Answered): void {
    assert.deepStrictEqual({ status, errors: json.errors }, INVALID)
  }

  /** Whether the token or the secret id inside is valid. */
  checkInside(wrap: Wrap, { secret }: Given) {
    return Effect.gen({ self: this }, function* () {
      if (secret === undefined) return
      const expected = this.model.insideLives(wrap)
      this.count(`${wrap.kind} inside: ${expected}`)
      if (wrap.kind === "token") {
        const answer = yield* this.ask("GET", "auth/token/lookup-self", { token: secret })
        if (answer !== undefined) assert.strictEqual(answer.status, expected ? 200 : 403)
      } else {
        const body = { secret_id: secret }
        const answer = yield* this.ask("POST", "auth/approle/role/job/secret-id/lookup", { body })
        if (answer !== undefined) assert.strictEqual(answer.status === 200, expected)
      }
    })
  }

  onWrap(what: Extract<Step, { readonly wrap: number }>["do"], wrap: Wrap, given: Given) {
    return Effect.gen({ self: this }, function* () {
      const lives = this.model.lives(wrap)
      const { accessor, token, wrappedAccessor } = given
      switch (what) {
        case "lookup": {
          const answer = yield* this.ask("POST", "sys/wrapping/lookup", { token: null, body: { token } })
          if (answer === undefined) return
          this.count(`lookup: ${lives}`)
          if (!lives) return this.refused(answer)
          return assert.deepInclude(answer.json.data, {
            creation_path: given.creationPath,
            creation_ttl: wrap.ttl / 1000
          })
        }
        case "renew wrap": {
          const answer = yield* this.ask("POST", "auth/token/renew", { body: { token, increment: 3600 } })
          if (answer !== undefined) assert.strictEqual(answer.status, 400)
          return
        }
        case "revoke": {
          const answer = yield* this.ask("POST", "auth/token/revoke", { body: { token } })
          if (answer !== undefined) assert.strictEqual(answer.status, 204)
          return yield* this.revoked(wrap, answer, "sys/wrapping/lookup", { token })
        }
        case "revoke accessor": {
          const answer = yield* this.ask("POST", "auth/token/revoke-accessor", { body: { accessor } })
          if (answer !== undefined) {
            this.count(`revoke accessor: ${lives}`)
            assert.strictEqual(answer.status, lives ? 204 : 200)
          }
          return yield* this.revoked(wrap, answer, "sys/wrapping/lookup", { token })
        }
        case "revoke inside": {
          if (wrap.inside === undefined) return
          const insideLives = this.model.insideLives(wrap)
          const [revoke, lookup, body] =
            wrap.kind === "token"
              ? ["auth/token/revoke-accessor", "auth/token/lookup-accessor", { accessor: wrappedAccessor }]
              : [
                  `${SECRET_ID_ACCESSOR}/destroy`,
                  `${SECRET_ID_ACCESSOR}/lookup`,
                  { secret_id_accessor: wrappedAccessor }
                ]
          const answer = yield* this.ask("POST", revoke, { body })
          if (answer !== undefined) {
            this.count(`revoke inside: ${insideLives}`)
            // What is left of an expired secret id can be removed, as in the original.
            if (insideLives || wrap.kind === "token") assert.strictEqual(answer.status === 204, insideLives)
          }
          return yield* this.revoked(wrap.inside, answer, lookup, body)
        }
      }
    })
  }

  rewrap(index: number, by: "header" | "body") {
    return Effect.gen({ self: this }, function* () {
      const chosen = this.wrapped(index)
      if (chosen === undefined) return
      const [wrap, { number, token }] = chosen
      const asked = by === "header" ? { token } : { body: { token } }
      const answer = yield* this.ask("POST", "sys/wrapping/rewrap", asked)
      if (answer === undefined) return
      if (by === "header" && this.model.lives(wrap)) {
        // A wrapping token may not rewrap itself, and stays valid.
        assert.strictEqual(answer.status, 403)
        return
      }
      const expected = this.model.rewrap(wrap)
      this.count(`rewrap: ${expected}`)
      if (!expected) return this.refused(answer)
      assert.strictEqual(answer.status, 200)
      assert.strictEqual(answer.json.wrap_info.ttl, wrap.ttl / 1000)
      this.remember(answer.json.wrap_info, number)
    })
  }

  create(ttl: number) {
    return Effect.gen({ self: this }, function* () {
      const body = { policies: ["root"], ttl: `${ttl / 1000}s` }
      const answer = yield* this.ask("POST", "auth/token/create", { body })
      if (answer === undefined) return
      this.model.create(ttl)
      const { accessor, client_token: token } = answer.json.auth
      this.tokens.push({ token, accessor })
    })
  }

  renew(index: number, increment: number) {
    return Effect.gen({ self: this }, function* () {
      const [caller, token, at] = this.caller(index)
      if (at === 0) return
      const body = { increment: increment / 1000 }
      const answer = yield* this.ask("POST", "auth/token/renew-self", { token, body })
      if (answer === undefined) return yield* this.#renewedOrNot(caller, at, increment)
      const expected = this.model.renew(caller, increment)
      this.count(`renew: ${expected}`)
      assert.strictEqual(answer.status, expected ? 200 : 403)
    })
  }

  /** A renewal is stored before its response has an entry. If the response was not sent for want of the entry, both are possible. */
  #renewedOrNot(caller: Living, at: number, increment: number) {
    return Effect.gen({ self: this }, function* () {
      if (this.model.sealed || this.device?.hasFailedResponse !== true || !this.model.lives(caller)) return
      const { accessor } = this.tokens[at]!
      const { json } = yield* this.device.sparing(
        this.world.ask("POST", "auth/token/lookup-accessor", { body: { accessor } })
      )
      const ends = Date.parse(json.data.expire_time)
      const renewed = this.model.now + increment
      assert.include([caller.endsAt, renewed], ends)
      caller.endsAt = ends
      this.count("renewed, not audited")
    })
  }

  revokeCaller(index: number, how: "token" | "accessor" | "self") {
    return Effect.gen({ self: this }, function* () {
      const [caller, token, at] = this.caller(index)
      if (at === 0) return
      const { accessor } = this.tokens[at]!
      const expected = this.model.lives(caller)
      const answer = yield* how === "token"
        ? this.ask("POST", "auth/token/revoke", { body: { token } })
        : how === "accessor"
          ? this.ask("POST", "auth/token/revoke-accessor", { body: { accessor } })
          : this.ask("POST", "auth/token/revoke-self", { token })
      if (answer !== undefined) {
        this.count(`revoke caller: ${expected}`)
        const dead = { token: 204, accessor: 200, self: 403 }[how]
        assert.strictEqual(answer.status, expected ? 204 : dead)
      }
      yield* this.revoked(caller, answer, "auth/token/lookup-accessor", { accessor })
    })
  }

  /** Somebody asks at the new time, as always happens within a moment. */
  #clockChanged(what: string) {
    this.world.log.push(what)
    return this.world.ask("GET", "sys/health")
  }

  pass(ms: number) {
    this.model.pass(ms)
    return Effect.andThen(TestClock.adjust(ms), this.#clockChanged(`${ms} ms pass`))
  }

  setBack(ms: number) {
    this.model.setBack(ms)
    const set = Effect.flatMap(now, (time) => TestClock.setTime(time - ms))
    return Effect.andThen(set, this.#clockChanged(`the clock is set back by ${ms} ms`))
  }

  readonly seal = Effect.gen({ self: this }, function* () {
    const answer = yield* this.ask("PUT", "sys/seal")
    if (answer !== undefined) this.model.sealed = true
    else if (this.device?.hasFailedResponse === true)
      this.model.sealed = (yield* this.world.ask("GET", "sys/seal-status", { token: null })).json.sealed
  })

  readonly unseal = Effect.suspend(() => {
    this.model.sealed = false
    return this.world.ask("PUT", "sys/unseal", { token: null, body: { key: this.world.server.unsealKey } })
  })
}

const perform = (player: Player, step: Step): Effect.Effect<unknown> => {
  const { model, world } = player
  switch (step.do) {
    case "create":
      return player.create(step.ttl)
    case "wrap":
      return player.wrap(step)
    case "unwrap":
      return player.unwrap(step.wrap, step.by)
    case "rewrap":
      return player.rewrap(step.wrap, step.by)
    case "renew":
      return player.renew(step.caller, step.increment)
    case "revoke caller":
      return player.revokeCaller(step.caller, step.how)
    case "pass":
      return player.pass(step.ms)
    case "set back":
      return player.setBack(step.ms)
    case "maintain":
      return world.server.maintain
    case "restart":
      player.count(`restart, clock behind: ${model.isBehind}`)
      model.restart()
      // The program that runs a server maintains it every second.
      return Effect.andThen(Effect.andThen(world.ask("GET", "sys/health"), world.server.maintain), world.restart)
    case "audit device":
      world.log.push(`the audit device fails with ${step.fails}`)
      player.device?.failFromNowOn(step.fails)
      return Effect.void
    case "rotate":
      return player.ask("PUT", "sys/rotate")
    case "seal":
      return player.seal
    case "unseal":
      return player.unseal
    default: {
      const chosen = player.wrapped(step.wrap)
      return chosen === undefined ? Effect.void : player.onWrap(step.do, ...chosen)
    }
  }
}

/** All that is left is what the model says: each wrap can be used once, or not at all, and so can what is inside. */
const checkAtTheEnd = Effect.fnUntraced(function* (player: Player) {
  const { model } = player
  player.device?.failFromNowOn(0)
  yield* player.unseal
  for (const [i, wrap] of model.wraps.entries()) {
    yield* player.onWrap("lookup", wrap, player.given[i]!)
    yield* player.unwrap(i, "body")
    yield* player.unwrap(i, "header")
    yield* player.checkInside(wrap, player.given[i]!)
  }
  // Once everything has expired, no accessor is left without its token.
  yield* TestClock.adjust("1 hour")
  yield* player.world.ask("GET", "sys/health")
  yield* player.world.server.maintain
  const { json } = yield* player.world.ask("LIST", "auth/token/accessors")
  assert.lengthOf(json.data.keys, 1)
})

/** Performs the steps on a new server. Dies with a list of the requests if the server does not do what the model does. */
export const play = Effect.fnUntraced(function* (
  { isAudited, store }: { readonly isAudited: boolean; readonly store: TestStore },
  steps: ReadonlyArray<Step>,
  tally: Tally
) {
  yield* TestClock.setTime(START)
  const device = isAudited ? new FailingDevice() : undefined
  const world = yield* World.make(store, device)
  yield* world.ask("POST", "kv1/a", { body: { a: 1 } })
  yield* world.ask("POST", "sys/auth/approle", { body: { type: "approle" } })
  yield* world.ask("POST", "auth/approle/role/job", { body: {} })
  world.log.length = 0
  const player = new Player(world, new Model(yield* now), tally, device)
  const all = Effect.gen(function* () {
    for (const step of steps) yield* perform(player, step)
    yield* checkAtTheEnd(player)
  })
  yield* Effect.catchDefect(all, (defect) =>
    Effect.die(new Error(`${String(defect)}\nThe requests:\n${world.log.join("\n")}`))
  )
})
