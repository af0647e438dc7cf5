import * as fc from "fast-check"
import { ADDRESSES, BLOCKS, HOUR, type LoginWish, type RoleWish } from "./oracle.ts"

/** Spellings of policy names, unusual ones included. */
const NAMES = [
  "alpha",
  "beta",
  "maker",
  "boss",
  "default",
  "root",
  " ROOT",
  "response-wrapping",
  "Response-Wrapping ",
  "Alpha"
]
const GLOBS = ["*", "a*", "r*t", "*-wrapping", "*e*", "b*"]

const some = <A>(items: ReadonlyArray<A>, maxLength = 3) => fc.uniqueArray(fc.constantFrom(...items), { maxLength })
const mostlyNone = (items: ReadonlyArray<string>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant<Array<string>>([]) }, { weight: 1, arbitrary: some(items) })
const seconds = fc.constantFrom(0, 0, 60, HOUR, 5 * HOUR, 900 * HOUR)
const uses = fc.constantFrom(0, 0, 0, 1, 2, 3)
const from = fc.constantFrom(...ADDRESSES)
/** Whether the step comes from an address where its token can be used. */
const inside = fc.constantFrom(true, true, true, false)
/** Whether only the times of a role or a login change. */
const timesOnly = fc.boolean()
/** Selects one of the tokens: later ones are deeper. */
const which = fc.nat(1000)

const role: fc.Arbitrary<RoleWish> = fc.record({
  allowed: mostlyNone(NAMES),
  disallowed: mostlyNone(NAMES),
  allowedGlobs: mostlyNone(GLOBS),
  disallowedGlobs: mostlyNone(["r*", "b*"]),
  orphan: fc.boolean(),
  renewable: fc.constantFrom(true, true, false),
  type: fc.constantFrom("default-service", "default-service", "service", "batch", "default-batch"),
  blocks: mostlyNone(BLOCKS),
  period: seconds,
  explicitMax: seconds,
  uses
})

const login: fc.Arbitrary<LoginWish> = fc.record({
  policies: some(["alpha", "beta", "maker", "boss", "root", " ROOT", "response-wrapping"], 2),
  blocks: mostlyNone(BLOCKS),
  strict: fc.constantFrom(false, false, true),
  ttl: fc.constantFrom(0, 60, HOUR),
  maxTtl: fc.constantFrom(0, 0, 2 * HOUR, 900 * HOUR),
  explicitMax: seconds,
  period: seconds,
  uses
})

const ROLES = ["r0", "r1", "r2"] as const
const LOGINS = ["l0", "l1"] as const
const METHODS = ["userpass", "approle"] as const

const weighted = <A>(weight: number, arbitrary: fc.Arbitrary<A>) => ({ weight, arbitrary })

export const step = fc.oneof(
  weighted(3, fc.record({ do: fc.constant("writeRole" as const), timesOnly, name: fc.constantFrom(...ROLES), role })),
  weighted(
    2,
    fc.record({
      do: fc.constant("writeLogin" as const),
      timesOnly,
      method: fc.constantFrom(...METHODS),
      name: fc.constantFrom(...LOGINS),
      login
    })
  ),
  weighted(
    1,
    fc.record({
      do: fc.constant("makeSecretId" as const),
      name: fc.constantFrom(...LOGINS),
      blocks: mostlyNone(BLOCKS)
    })
  ),
  weighted(
    3,
    fc.record({
      do: fc.constant("login" as const),
      method: fc.constantFrom(...METHODS),
      name: fc.constantFrom(...LOGINS),
      secret: which,
      from
    })
  ),
  weighted(
    12,
    fc.record({
      do: fc.constant("create" as const),
      by: which,
      from,
      inside,
      via: fc.constantFrom("create", "create", "create", "create-orphan", "r0", "r1", "r2"),
      policies: fc.option(some(NAMES, 2), { nil: undefined }),
      noDefault: fc.constantFrom(undefined, undefined, true),
      type: fc.constantFrom(undefined, undefined, undefined, "service", "batch"),
      noParent: fc.constantFrom(undefined, undefined, undefined, true),
      chosen: fc.constantFrom(false, false, false, false, true),
      uses: fc.constantFrom(undefined, undefined, undefined, undefined, 1, 3, -1),
      ttl: fc.constantFrom(undefined, undefined, 60, HOUR, 5 * HOUR, 900 * HOUR),
      period: fc.constantFrom(undefined, undefined, undefined, HOUR, 900 * HOUR),
      explicitMax: fc.constantFrom(undefined, undefined, undefined, HOUR, 900 * HOUR),
      renewable: fc.constantFrom(undefined, undefined, false)
    })
  ),
  weighted(
    6,
    fc.record({
      do: fc.constant("renew" as const),
      change: fc.option(
        fc.record({ explicitMax: seconds, period: seconds, maxTtl: fc.constantFrom(0, 5 * HOUR, 900 * HOUR) }),
        { nil: undefined }
      ),
      of: which,
      self: fc.boolean(),
      from,
      inside,
      increment: fc.constantFrom(0, 60, 5 * HOUR, 2000 * HOUR)
    })
  ),
  weighted(2, fc.record({ do: fc.constant("revoke" as const), of: which, alone: fc.boolean() })),
  weighted(
    2,
    fc.record({ do: fc.constant("wait" as const), seconds: fc.constantFrom(1, 59, 60, HOUR, 100 * HOUR, 700 * HOUR) })
  ),
  weighted(
    4,
    fc.record({
      do: fc.constant("use" as const),
      of: which,
      from,
      inside,
      what: fc.constantFrom("alpha" as const, "beta" as const)
    })
  )
)

export type Step = typeof step extends fc.Arbitrary<infer A> ? A : never
export type StepOf<Do extends Step["do"]> = Extract<Step, { readonly do: Do }>
