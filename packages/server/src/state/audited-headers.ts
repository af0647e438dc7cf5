import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { Store, type StoreFailure } from "../ports/store/port.ts"
import { orElseLogged } from "./damaged-records.ts"
import { jsonRecord, readJson } from "./json-records.ts"
import { Keyring } from "./keyring.ts"
import { settingKey } from "./records.ts"

/** The request headers that audit entries contain, by their names in lower case. `hmac`: whether the value is hashed. */
export type AuditedHeaders = Readonly<Record<string, { readonly hmac: boolean }>>

/** Which request headers audit entries contain: none, until some are named through the API. */
export class AuditedHeadersStore extends Context.Service<
  AuditedHeadersStore,
  {
    readonly current: () => AuditedHeaders
    /** Changes the headers in one step: concurrent changes wait for each other. */
    readonly change: (decide: (headers: AuditedHeaders) => AuditedHeaders) => Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/AuditedHeadersStore") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const make: Effect.Effect<typeof AuditedHeadersStore.Service, StoreFailure, Store | Keyring> = Effect.gen(function* () {
  const store = yield* Store
  const keyring = yield* Keyring
  const at = settingKey("audited-headers")
  const oneAtATime = Semaphore.makeUnsafe(1).withPermits(1)
  let headers =
    (yield* orElseLogged(readJson<AuditedHeaders>(store, keyring, at), undefined, (texts) => texts.auditedHeaders)) ??
    {}
  return AuditedHeadersStore.of({
    current: () => headers,
    change: (decide) =>
      oneAtATime(
        Effect.suspend(() => {
          const next = decide(headers)
          return Effect.map(store.commit({ puts: [jsonRecord(keyring, at, next)] }), () => {
            headers = next
          })
        })
      )
  })
})
