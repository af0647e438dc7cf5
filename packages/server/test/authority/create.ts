import { assert } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { after, bound, couldGive, endOf, hasSudo, type Known, least, mayCreate, normal, SYSTEM_MAX } from "./oracle.ts"
import type { StepOf } from "./steps.ts"
import { probe } from "./use.ts"
import { notAfter, type World } from "./world.ts"

const depthOf = (token: Known): number => (token.parent === undefined ? 0 : 1 + depthOf(token.parent))

/** A caller creates a token: a child, or an orphan, perhaps by a role. */
export const create = (world: World, step: StepOf<"create">) =>
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
    // A role decides alone whether its tokens are orphans.
    const asksForOrphan = role === undefined && step.noParent === true
    if (step.chosen || asksForOrphan || step.period) assert.isTrue(hasSudo(maker), "needs sudo")

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

    const orphan = step.via === "create-orphan" || asksForOrphan || (role?.orphan ?? false)
    assert.strictEqual(data.orphan, orphan)
    const period = least(step.period ?? 0, role?.period ?? 0)
    const explicitMax = least(step.explicitMax ?? 0, role?.explicitMax ?? 0)
    // A root token without limits never expires. An orphan that an expiring root token creates expires with it, like a child.
    const lastMs = Math.min(after(nowMs, explicitMax), root && orphan ? makerEndMs : Infinity)
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
    yield* probe(world, world.known.at(-1)!)
  })
