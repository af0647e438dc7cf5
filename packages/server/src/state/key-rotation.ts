import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Store, type StoreFailure } from "../ports/store/port.ts"
import { now } from "../values/now.ts"
import { orElseLogged } from "./damaged-records.ts"
import { jsonRecord, readJson } from "./json-records.ts"
import { Keyring } from "./keyring.ts"
import { settingKey } from "./records.ts"

/** The bounds of the original. */
export const MIN_OPERATIONS = 1_000_000
export const MAX_OPERATIONS = 3_865_470_566
export const MIN_INTERVAL_SECONDS = 24 * 3600

/** When the server rotates its key by itself. */
export interface RotationSettings {
  readonly enabled: boolean
  /** How long a key is used, in seconds; 0 for no limit. */
  readonly interval: number
  /** The number of encryptions with a key, since the server was unsealed. Encrypting records again after a rotation does not count. */
  readonly maxOperations: number
}

/** Rotates the server's key automatically. @see RW-SYS-41 */
export class KeyRotation extends Context.Service<
  KeyRotation,
  {
    readonly settings: () => RotationSettings
    readonly write: (settings: RotationSettings) => Effect.Effect<void, StoreFailure>
    /** Rotates the key if the settings say so. */
    readonly rotateIfDue: Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/KeyRotation") {
  static readonly layer = Layer.effect(
    this,
    Effect.suspend(() => make)
  )
}

const DEFAULTS: RotationSettings = { enabled: true, interval: 0, maxOperations: MAX_OPERATIONS }

const make = Effect.gen(function* () {
  const keyring = yield* Keyring
  const store = yield* Store
  const at = settingKey("key-rotation")
  let settings =
    (yield* orElseLogged(readJson<RotationSettings>(store, keyring, at), undefined, (texts) => texts.keyRotation)) ??
    DEFAULTS
  return KeyRotation.of({
    settings: () => settings,
    write: (next) =>
      Effect.map(store.commit({ puts: [jsonRecord(keyring, at, next)] }), () => {
        settings = next
      }),
    rotateIfDue: Effect.gen(function* () {
      const { enabled, interval, maxOperations } = settings
      if (!enabled) return
      const isOld = interval > 0 && (yield* now) >= keyring.installedAtMs() + interval * 1000
      if (!isOld && keyring.encryptions() < maxOperations) return
      yield* keyring.rotate
      yield* Effect.logInfo(`the key was rotated automatically: its term is ${keyring.term()}`)
    })
  })
})
