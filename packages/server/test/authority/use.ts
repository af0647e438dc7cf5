import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ADDRESSES, isRoot, type Known } from "./oracle.ts"
import type { World } from "./world.ts"

/** A token can use exactly what the oracle says. */
export const use = (world: World, token: Known, what: "alpha" | "beta", from: string) =>
  Effect.gen(function* () {
    const { answer, letIn } = yield* world.askAs(token, "GET", `kv1/${what}`, { from })
    const opens = letIn && (isRoot(token) || token.policies.includes(what))
    assert.strictEqual(answer.status, opens ? 200 : 403, `${what} from ${from} with ${token.policies.join()}`)
    world.count(opens ? "opened" : letIn ? "refused for its policies" : "refused, ended or elsewhere")
  })

/** Tries a token from all addresses, if its uses are not limited. */
export const probe = (world: World, token: Known) =>
  token.usesLeft === Infinity
    ? Effect.forEach(ADDRESSES, (from) => use(world, token, "alpha", from), { discard: true })
    : Effect.void
