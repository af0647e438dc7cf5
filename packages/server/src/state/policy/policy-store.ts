import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { joinedKey } from "../../values/joined-key.ts"
import { orElseLogged } from "../damaged-records.ts"
import { jsonIn, jsonRecord } from "../json-records.ts"
import { Keyring } from "../keyring.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { byScan } from "../../values/scan-order.ts"
import { listAll } from "../../ports/store/list.ts"
import { Store, type StoreFailure } from "../../ports/store/port.ts"
import { POLICIES, policyKey } from "../records.ts"
import { type Acl, compileAcl } from "./acl.ts"
import { type BuiltInPolicy, builtInPolicies } from "./built-in.ts"
import { GrantingPolicies, type NamedPolicy } from "./granting-policies.ts"
import { parsePolicy } from "./parse-policy.ts"
import type { Policy } from "./path-rule.ts"
import { casProblem, type PolicyEntry, type PolicyWrite } from "./policy-entry.ts"
import { PolicyParseError } from "./policy-parse-error.ts"

interface Loaded {
  readonly entry: PolicyEntry
  readonly policy: NamedPolicy
}

/** The maximum number of compiled combinations of policies, and of patterns in all of them. Real servers have a few dozen. */
const COMPILED_AT_MOST = 1000
const PATTERNS_AT_MOST = 500_000

interface Compiled {
  readonly names: ReadonlyArray<string>
  readonly acl: Acl
}

/**
 * Stores policies by name, in lower case, and decides what a token with some of them can do. All policies are in memory, and each
 * combination that tokens have is compiled once. Expired policies are removed from memory by the next request with a token, and
 * from the store by the next write.
 */
export class PolicyStore extends Context.Service<
  PolicyStore,
  {
    readonly read: (name: string) => PolicyEntry | undefined
    /** Whether a policy is stored, but cannot be decrypted. */
    readonly isDamaged: (name: string) => boolean
    readonly exists: (name: string) => boolean
    /** The names of all policies in lists: in the order of a scan, `root` last. */
    readonly names: () => ReadonlyArray<string>
    readonly write: (write: PolicyWrite) => Effect.Effect<void, ProtocolError | StoreFailure>
    readonly delete: (name: string) => Effect.Effect<void, ProtocolError | StoreFailure>
    /**
     * What a token with these policies can do now, in milliseconds since 1970. Policies that do not exist grant nothing. If one is
     * damaged, it is nothing at all: nobody knows what that policy denies.
     */
    readonly aclOf: (names: ReadonlyArray<string>, now: number) => Acl
  }
>()("@enwrap/server/PolicyStore") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const named = (name: string, policy: Policy): NamedPolicy => ({ ...policy, name })

const parse = (name: string, text: string): Effect.Effect<NamedPolicy, ProtocolError> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(named(name, parsePolicy(text)))
    } catch (error) {
      if (error instanceof PolicyParseError) return Effect.fail(plainError(400, error.message))
      throw error
    }
  })

const make: Effect.Effect<typeof PolicyStore.Service, StoreFailure, Store | Keyring> = Effect.gen(function* () {
  const store = yield* Store
  const keyring = yield* Keyring
  const loaded = new Map<string, Loaded>()
  const compiled = new Map<string, Compiled>()
  const granting = new GrantingPolicies()
  /** The names of the policies that cannot be decrypted, until they are written again or deleted. */
  const damaged = new Set<string>()
  /** The number of patterns in all compiled combinations. */
  let patterns = 0
  /** Names of expired policies that are still in the store. */
  const leftOver = new Set<string>()
  let firstExpiry = Number.POSITIVE_INFINITY
  /** Otherwise a policy that is written while it is deleted would be in the store, and not in memory. */
  const oneAtATime = Semaphore.makeUnsafe(1).withPermits(1)

  const setUpAt = new Date(keyring.createdAtMs).toISOString()
  const loadBuiltIn = ({ name, policy, text }: BuiltInPolicy): void => {
    const entry = text === "" ? { name, text, version: 0 } : { name, text, version: 1, modified: setUpAt }
    loaded.set(name, { entry, policy: named(name, policy) })
  }
  builtInPolicies.forEach(loadBuiltIn)
  for (const record of yield* listAll(store, POLICIES, "")) {
    const entry = yield* orElseLogged(jsonIn<PolicyEntry>(keyring, record), undefined, (texts) =>
      texts.policy(record.key)
    )
    if (entry === undefined) {
      damaged.add(record.key)
      continue
    }
    loaded.set(entry.name, { entry, policy: named(entry.name, parsePolicy(entry.text)) })
    firstExpiry = Math.min(firstExpiry, entry.expiresAtMs ?? firstExpiry)
  }

  const forgetCompiled = (key: string, { acl }: Compiled): void => {
    compiled.delete(key)
    patterns -= acl.size
  }
  /** Combinations without this policy have not changed. */
  const forgetCompiledWith = (name: string): void => {
    for (const [key, combination] of compiled) if (combination.names.includes(name)) forgetCompiled(key, combination)
  }
  const keepCompiled = (key: string, combination: Compiled): void => {
    compiled.set(key, combination)
    patterns += combination.acl.size
    for (const [oldest, other] of compiled) {
      if (oldest === key || (compiled.size <= COMPILED_AT_MOST && patterns <= PATTERNS_AT_MOST)) break
      forgetCompiled(oldest, other)
    }
  }

  const restore = (name: string): void => {
    const builtIn = builtInPolicies.get(name)
    if (builtIn === undefined) loaded.delete(name)
    else loadBuiltIn(builtIn)
  }

  const forgetExpired = (now: number): void => {
    if (now < firstExpiry) return
    firstExpiry = Number.POSITIVE_INFINITY
    for (const { entry } of loaded.values()) {
      if (entry.expiresAtMs === undefined) continue
      if (now < entry.expiresAtMs) firstExpiry = Math.min(firstExpiry, entry.expiresAtMs)
      else {
        restore(entry.name)
        leftOver.add(entry.name)
        forgetCompiledWith(entry.name)
      }
    }
  }

  return PolicyStore.of({
    read: (name) => loaded.get(name)?.entry,
    isDamaged: (name) => damaged.has(name),
    exists: (name) => loaded.has(name) || damaged.has(name),
    names: () => {
      const names = [...loaded.keys()].filter((name) => builtInPolicies.get(name)?.listed !== false)
      return [...names.filter((name) => name !== "root").sort(byScan), "root"]
    },
    write: Effect.fn("PolicyStore.write")(function* (write) {
      const { casRequired, expiresAtMs, name, text } = write
      const now = yield* Clock.currentTimeMillis
      if (expiresAtMs !== undefined && expiresAtMs <= now)
        return yield* plainError(400, errorTexts.policyAlreadyExpired)
      const policy = yield* parse(name, text)
      if (builtInPolicies.get(name)?.mutable === false)
        return yield* plainError(400, errorTextFor.cannotUpdatePolicy(name))
      forgetExpired(now)
      const current = loaded.get(name)?.entry
      const problem = casProblem(current, write)
      if (problem !== undefined) return yield* plainError(400, problem)
      const entry: PolicyEntry = {
        name,
        text,
        version: (current?.version ?? 0) + 1,
        modified: new Date(now).toISOString(),
        ...(expiresAtMs === undefined ? undefined : { expiresAtMs }),
        ...(casRequired ? { casRequired } : undefined)
      }
      const expired = [...leftOver].filter((other) => other !== name)
      yield* store.commit({ puts: [jsonRecord(keyring, policyKey(name), entry)], deletes: expired.map(policyKey) })
      loaded.set(name, { entry, policy })
      damaged.delete(name)
      forgetCompiledWith(name)
      firstExpiry = Math.min(firstExpiry, expiresAtMs ?? firstExpiry)
      for (const other of [name, ...expired]) leftOver.delete(other)
    }, oneAtATime),
    delete: Effect.fn("PolicyStore.delete")(function* (name) {
      const builtIn = builtInPolicies.get(name)
      if (builtIn !== undefined) {
        return yield* plainError(
          400,
          builtIn.mutable ? errorTexts.cannotDeleteDefaultPolicy : errorTextFor.cannotDeletePolicy(name)
        )
      }
      yield* store.commit({ deletes: [policyKey(name)] })
      loaded.delete(name)
      damaged.delete(name)
      leftOver.delete(name)
      forgetCompiledWith(name)
    }, oneAtATime),
    aclOf: (names, now) => {
      forgetExpired(now)
      const key = joinedKey(names)
      const known = compiled.get(key)
      if (known !== undefined) {
        if (now < known.acl.validUntil) return known.acl
        forgetCompiled(key, known)
      }
      const policies = names.flatMap((name) => loaded.get(name)?.policy ?? [])
      const isKnown = names.includes("root") || !names.some((name) => damaged.has(name))
      const acl = compileAcl(isKnown ? policies : [], now, granting)
      keepCompiled(key, { names, acl })
      return acl
    }
  })
})
