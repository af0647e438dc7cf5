import { assert } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { after, endOf, isAlive, isRoot, least, SYSTEM_MAX } from "./oracle.ts"
import type { StepOf } from "./steps.ts"
import { type Answered, notAfter, ROOT, type World } from "./world.ts"
import { changeTimes } from "./write.ts"

/** Renews a token, by its holder or by root, perhaps after its role or login has changed. */
export const renew = (world: World, step: StepOf<"renew">) =>
  Effect.gen(function* () {
    const { change, increment, of, self } = step
    const token = world.pick(of)
    if (change !== undefined) yield* changeTimes(world, token, change)
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
    else {
      const max = least(SYSTEM_MAX, token.maxTtl, wish?.maxTtl ?? 0)
      notAfter(expiresMs, after(token.bornMs, max), "renewed past its maximum")
      notAfter(expiresMs, after(nowMs, increment), "renewed by more than was asked for")
    }
    token.expiresMs = expiresMs
    world.count(role !== undefined ? "renewed a role's" : wish !== undefined ? "renewed a login's" : "renewed")
  })

/** Root revokes a token, alone or with its descendants. */
export const revoke = (world: World, { alone, of }: StepOf<"revoke">) =>
  Effect.gen(function* () {
    const token = world.pick(of)
    if (token.token === ROOT || token.batch || !isAlive(token, yield* Clock.currentTimeMillis)) return
    const answer = yield* world.ask("POST", `auth/token/revoke${alone ? "-orphan" : ""}`, {
      body: { token: token.token }
    })
    assert.strictEqual(answer.status, 204)
    const endMs = endOf(token)
    token.ended = true
    // A batch token is not stored, so it cannot become an orphan: it ends with its parent.
    for (const child of world.known) {
      if (!alone || child.parent !== token || child.batch) continue
      child.parent = undefined
      if (!isRoot(child)) continue
      child.lastMs = Math.min(child.lastMs, endMs)
      child.expiresMs = Math.min(child.expiresMs, endMs)
      if (!isAlive(child, yield* Clock.currentTimeMillis)) continue
      notAfter((yield* world.look(child.token)).expiresMs, endMs, "an orphan of root outlives what it comes from")
      world.count("made an orphan of root")
    }
    world.count(alone ? "revoked alone" : "revoked")
  })
