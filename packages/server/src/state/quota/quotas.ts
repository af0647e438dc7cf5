import { quotaTextFor } from "@enwrap/protocol"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { listAll } from "../../ports/store/list.ts"
import { Store, type StoreFailure } from "../../ports/store/port.ts"
import { byCodePoint } from "../../values/code-point-order.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { orElseLogged } from "../damaged-records.ts"
import { jsonIn, jsonRecord, readJson } from "../json-records.ts"
import { Keyring } from "../keyring.ts"
import { Mounts } from "../mount/mounts.ts"
import { quotaKey, QUOTAS, settingKey } from "../records.ts"
import { QuotaIndex } from "./quota-index.ts"
import { DEFAULT_QUOTA_SETTINGS, exemption, type QuotaSettings } from "./quota-settings.ts"
import { limitsTheSame, type RateLimit } from "./rate-limit.ts"
import { RunningQuota } from "./running-quota.ts"

/** Stores the rate limit quotas, and finds the one of a request. */
export class Quotas extends Context.Service<
  Quotas,
  {
    /** The index of the present quotas; another one after each change. */
    readonly index: () => QuotaIndex
    readonly isExempt: (path: string) => boolean
    readonly settings: () => QuotaSettings
    readonly writeSettings: (settings: QuotaSettings) => Effect.Effect<void, StoreFailure>
    /** The quotas whose mounts exist, by name. */
    readonly all: () => ReadonlyArray<RateLimit>
    /** Fails if another quota limits the same requests. */
    readonly write: (rule: RateLimit) => Effect.Effect<void, ProtocolError | StoreFailure>
    readonly delete: (name: string) => Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/Quotas") {
  static readonly layer = Layer.effect(
    this,
    Effect.suspend(() => make())
  )
}

const SETTINGS = settingKey("quotas")

const make = Effect.fnUntraced(function* () {
  const store = yield* Store
  const keyring = yield* Keyring
  const mounts = yield* Mounts
  const oneAtATime = Semaphore.makeUnsafe(1).withPermits(1)
  const running = new Map<string, RunningQuota>()
  for (const record of yield* listAll(store, QUOTAS, "")) {
    const rule = yield* orElseLogged(jsonIn<RateLimit>(keyring, record), undefined, (texts) => texts.quota(record.key))
    if (rule !== undefined) running.set(rule.name, new RunningQuota(rule))
  }
  const stored = yield* orElseLogged(
    readJson<QuotaSettings>(store, keyring, SETTINGS),
    undefined,
    (texts) => texts.quotaSettings
  )
  let settings = stored ?? DEFAULT_QUOTA_SETTINGS
  let index = new QuotaIndex(running.values())
  let isExempt = exemption(settings.exemptPaths)

  const hasMount = ({ mount }: RateLimit): boolean =>
    mount === undefined || mounts.all().some(({ entry }) => entry.uuid === mount)
  const all = (): ReadonlyArray<RateLimit> =>
    [...running.values()]
      .map(({ rule }) => rule)
      .filter(hasMount)
      .sort((one, other) => byCodePoint(one.name, other.name))

  /** The quotas of mounts that were disabled are deleted with the next change. */
  const orphans = (): ReadonlyArray<string> =>
    [...running.values()].filter(({ rule }) => !hasMount(rule)).map(({ rule }) => rule.name)
  const forget = (names: ReadonlyArray<string>): void => {
    for (const name of names) running.delete(name)
  }

  return Quotas.of({
    index: () => index,
    isExempt: (path) => isExempt(path),
    settings: () => settings,
    writeSettings: (next) =>
      Effect.map(store.commit({ puts: [jsonRecord(keyring, SETTINGS, next)] }), () => {
        settings = next
        isExempt = exemption(next.exemptPaths)
      }),
    all,
    write: (rule) =>
      oneAtATime(
        Effect.suspend((): Effect.Effect<void, ProtocolError | StoreFailure> => {
          const similar = all().find((other) => other.name !== rule.name && limitsTheSame(rule, other))
          if (similar !== undefined) return Effect.fail(plainError(400, quotaTextFor.similarQuota(similar.name)))
          const gone = orphans().filter((name) => name !== rule.name)
          const deletes = gone.map((name) => quotaKey(name))
          return Effect.map(store.commit({ puts: [jsonRecord(keyring, quotaKey(rule.name), rule)], deletes }), () => {
            forget(gone)
            // A quota that is changed starts with new counters.
            running.set(rule.name, new RunningQuota(rule))
            index = new QuotaIndex(running.values())
          })
        })
      ),
    delete: (name) =>
      oneAtATime(
        Effect.suspend(() => {
          const gone = [...orphans(), name]
          return Effect.map(store.commit({ deletes: gone.map((each) => quotaKey(each)) }), () => {
            forget(gone)
            index = new QuotaIndex(running.values())
          })
        })
      )
  })
})
