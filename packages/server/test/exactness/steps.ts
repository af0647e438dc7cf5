import * as fc from "fast-check"
import type { Kind } from "./model.ts"

/** One request, or one thing that happens to the server. Callers and wraps are numbers, modulo how many there are. */
export type Step =
  | { readonly do: "create"; readonly ttl: number }
  | { readonly do: "wrap"; readonly kind: Kind; readonly ttl: number; readonly caller: number; readonly inside: number }
  | { readonly do: "unwrap"; readonly wrap: number; readonly by: "header" | "body" | "both" | "header and root" }
  | { readonly do: "lookup" | "renew wrap" | "revoke" | "revoke accessor" | "revoke inside"; readonly wrap: number }
  | { readonly do: "rewrap"; readonly wrap: number; readonly by: "header" | "body" }
  | { readonly do: "renew"; readonly caller: number; readonly increment: number }
  | { readonly do: "revoke caller"; readonly caller: number; readonly how: "token" | "accessor" | "self" }
  | { readonly do: "pass" | "set back"; readonly ms: number }
  /** From now on, the audit device fails to write the lines whose bits are set: the next eight, and so on. */
  | { readonly do: "audit device"; readonly fails: number }
  | { readonly do: "maintain" | "restart" | "rotate" | "seal" | "unseal" }

// Few wraps and callers, and short times: most steps are about something that others were about as well.
const index = fc.nat(5)
const seconds = fc.integer({ min: 1, max: 20 }).map((s) => s * 1000)
const kind = fc.constantFrom<Kind>("data", "kv", "token", "secret-id")

const always: ReadonlyArray<fc.WeightedArbitrary<Step>> = [
  { weight: 2, arbitrary: fc.record({ do: fc.constant("create" as const), ttl: seconds }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("wrap" as const), kind, ttl: seconds, caller: index, inside: seconds })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("unwrap" as const),
      wrap: index,
      by: fc.constantFrom("header", "body", "both", "header and root")
    })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("lookup", "renew wrap", "revoke", "revoke accessor", "revoke inside"),
      wrap: index
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("rewrap" as const), wrap: index, by: fc.constantFrom("header", "body") })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("renew" as const), caller: index, increment: seconds }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("revoke caller" as const),
      caller: index,
      how: fc.constantFrom("token", "accessor", "self")
    })
  },
  {
    weight: 5,
    // Steps of whole seconds meet the ends of TTLs exactly.
    arbitrary: fc.record({
      do: fc.constantFrom("pass", "pass", "pass", "set back"),
      ms: fc.oneof(seconds, fc.integer({ min: 1, max: 5000 }))
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom("maintain", "restart", "rotate", "seal", "unseal", "unseal") })
  }
]

const failing = fc.record({
  do: fc.constant("audit device" as const),
  fails: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 255 }))
})

/** Steps of a server, with or without an audit device. */
export const stepOf = (isAudited: boolean): fc.Arbitrary<Step> =>
  fc.oneof(...always, ...(isAudited ? [{ weight: 5, arbitrary: failing }] : []))
