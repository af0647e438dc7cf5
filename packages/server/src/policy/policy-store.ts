import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Keyring } from "../keyring.ts"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import { Store, type StoreFailure } from "../store/port.ts"
import { type Acl, builtInPolicies, compileAcl, parsePolicy, type Policy, PolicyParseError } from "./index.ts"

const POLICIES = "policy"
const PAGE = 1000

/** A policy as `sys/policies/acl` shows it. */
export interface PolicyEntry {
  readonly name: string
  readonly text: string
  /** Counts the writes; 0 for one that is built in and was never written. */
  readonly version: number
  /** RFC 3339; absent for one that is built in and was never written. */
  readonly modified?: string
}

interface Loaded {
  readonly entry: PolicyEntry
  readonly policy: Policy
}

/** So many combinations of policies are kept compiled; real servers know a few dozen. */
const COMPILED_AT_MOST = 1000

/**
 * Policies by name, in lower case, and what the holder of some of them may do. They are held in memory, compiled once for
 * each combination that tokens have, and written through to the store.
 */
export class PolicyStore extends Context.Service<
  PolicyStore,
  {
    readonly read: (name: string) => PolicyEntry | undefined
    readonly exists: (name: string) => boolean
    /** The names of all policies that lists show, sorted. */
    readonly names: () => ReadonlyArray<string>
    readonly write: (name: string, text: string) => Effect.Effect<void, ProtocolError | StoreFailure>
    readonly delete: (name: string) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** What a holder of these policies may do at a moment, in milliseconds. Policies that are not there grant nothing. */
    readonly aclOf: (names: ReadonlyArray<string>, now: number) => Acl
  }
>()("@enwrap/server/PolicyStore") {}

const parse = (text: string): Policy | ProtocolError => {
  try {
    return parsePolicy(text)
  } catch (error) {
    if (error instanceof PolicyParseError) return plainError(400, error.message)
    throw error
  }
}

const make = Effect.gen(function* () {
  const store = yield* Store
  const keyring = yield* Keyring
  const loaded = new Map<string, Loaded>()
  const compiled = new Map<string, Acl>()

  for (const { name, policy, text } of builtInPolicies.values())
    loaded.set(name, { entry: { name, text, version: 0 }, policy })
  for (const record of yield* store.list(POLICIES, "", { limit: PAGE })) {
    const entry = JSON.parse(yield* keyring.open(POLICIES, record.key, record.value)) as PolicyEntry
    loaded.set(entry.name, { entry, policy: parsePolicy(entry.text) })
  }

  const save = (batch: Parameters<typeof store.commit>[0]) =>
    Effect.catchTag(store.commit(batch), "Conflict", (conflict) => Effect.die(conflict))

  return PolicyStore.of({
    read: (name) => loaded.get(name)?.entry,
    exists: (name) => loaded.has(name),
    names: () => [...loaded.keys()].filter((name) => builtInPolicies.get(name)?.listed !== false).sort(),
    write: Effect.fnUntraced(function* (name, text) {
      if (builtInPolicies.get(name)?.mutable === false)
        return yield* plainError(400, errorTextFor.cannotUpdatePolicy(name))
      const policy = parse(text)
      if ("_tag" in policy) return yield* policy
      const modified = new Date(yield* Clock.currentTimeMillis).toISOString()
      const entry: PolicyEntry = { name, text, version: (loaded.get(name)?.entry.version ?? 0) + 1, modified }
      yield* save({
        puts: [{ space: POLICIES, key: name, value: keyring.seal(POLICIES, name, JSON.stringify(entry)) }]
      })
      loaded.set(name, { entry, policy })
      compiled.clear()
    }),
    delete: Effect.fnUntraced(function* (name) {
      const builtIn = builtInPolicies.get(name)
      if (builtIn !== undefined) {
        return yield* plainError(
          400,
          builtIn.mutable ? errorTexts.cannotDeleteDefaultPolicy : errorTextFor.cannotDeletePolicy(name)
        )
      }
      yield* save({ deletes: [{ space: POLICIES, key: name }] })
      loaded.delete(name)
      compiled.clear()
    }),
    aclOf: (names, now) => {
      const key = names.join("\0")
      const known = compiled.get(key)
      if (known !== undefined && now < known.validUntil) return known
      const policies = names.flatMap((name) => loaded.get(name)?.policy ?? [])
      const acl = compileAcl(policies, now)
      if (compiled.size >= COMPILED_AT_MOST) compiled.clear()
      compiled.set(key, acl)
      return acl
    }
  })
})

export const layerPolicyStore: Layer.Layer<PolicyStore, StoreFailure, Store | Keyring> = Layer.effect(PolicyStore, make)
