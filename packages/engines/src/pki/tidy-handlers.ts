import { pkiTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import {
  type EngineEffect,
  type EngineResponse,
  type Handlers,
  jsonText,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { refuse, refuseIf } from "../refuse.ts"
import { parseRecord } from "../stored-record.ts"
import { utf8 } from "../utf8.ts"
import { uuidOf } from "../uuid.ts"
import type { Revoked } from "./certificate-store.ts"
import { readFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { type AutoTidy, tidyFields } from "./settings.ts"

type TidyFields = Readonly<typeof tidyFields>

const OPERATIONS = (Object.keys(tidyFields) as ReadonlyArray<keyof TidyFields>).filter((name) =>
  name.startsWith("tidy_")
)

const STATUS_NAMES = [
  ...Object.keys(tidyFields),
  "acme_account_deleted_count",
  "acme_account_revoked_count",
  "acme_orders_deleted_count",
  "cert_store_deleted_count",
  "current_cert_store_count",
  "current_revoked_cert_count",
  "error",
  "message",
  "missing_issuer_cert_count",
  "revoked_cert_deleted_count",
  "time_finished",
  "time_started",
  "total_acme_account_count"
]

const STATUS = "tidy-status"

/** 202 with an envelope without a request ID, as in the original. */
const accepted = (...warnings: ReadonlyArray<string>): EngineResponse => ({
  raw: {
    status: 202,
    contentType: "application/json",
    body: jsonText({
      request_id: "",
      lease_id: "",
      renewable: false,
      lease_duration: 0,
      data: null,
      wrap_info: null,
      warnings,
      auth: null
    })
  }
})

/** Refuses a buffer with which valid certificates would be deleted. */
const checkBuffers = (fields: TidyFields): EngineEffect<void> => {
  for (const name of ["safety_buffer", "revoked_safety_buffer", "issuer_safety_buffer"] as const) {
    if (fields[name] < 1) return refuse(pkiTexts.tidyBufferTooShort(name))
  }
  return refuseIf(fields.page_size < 0 ? pkiTexts.negativePageSize : undefined)
}

/** Deletes the certificates and revocations that ended before the safety buffers. @see RW-PKI-14 */
const tidy = Effect.fn("pki.tidy")(function* (
  mount: PkiMount,
  fields: TidyFields
): Effect.fn.Return<void, ProtocolError | StoreFailure> {
  const started = yield* Clock.currentTimeMillis
  const { certificates } = mount
  const { issuers } = yield* mount.authority.read
  const own = new Set(issuers.map(({ serial }) => serial))
  /** Whether a record ended before the buffer, and is not the one of an issuer. */
  const isOver = (serial: string, record: Pick<Revoked, "notAfter"> | undefined, buffer: number) =>
    record !== undefined && !own.has(serial) && record.notAfter < started / 1000 - buffer
  let forgotten = 0
  let forgottenRevoked = 0
  for (const serial of fields.tidy_revoked_certs ? yield* certificates.listRevoked : []) {
    if (!isOver(serial, yield* certificates.revoked(serial), fields.revoked_safety_buffer)) continue
    yield* certificates.forgetRevoked(serial)
    forgottenRevoked += 1
  }
  for (const serial of fields.tidy_cert_store ? yield* certificates.list : []) {
    if (!isOver(serial, yield* certificates.read(serial), fields.safety_buffer)) continue
    // A certificate on a CRL is deleted with its revocation.
    if ((yield* certificates.revoked(serial)) !== undefined) continue
    yield* certificates.forget(serial)
    forgotten += 1
  }
  const finished = yield* Clock.currentTimeMillis
  const status = {
    ...fields,
    pause_duration: `${fields.pause_duration}s`,
    state: "Finished",
    time_started: new Date(started).toISOString(),
    time_finished: new Date(finished).toISOString(),
    cert_store_deleted_count: forgotten,
    revoked_cert_deleted_count: forgottenRevoked,
    missing_issuer_cert_count: 0
  }
  yield* mount.context.storage.put(STATUS, JSON.stringify(status))
})

/** The operations that delete expired certificates. */
export const tidyHandlers = (mount: PkiMount) => {
  // Identifies the mount, and reveals nothing else.
  const uuid = uuidOf(mount.context.crypto.sha256(utf8(mount.context.path)).slice(0, 16))

  const { autoTidy } = mount.settings
  const autoTidyData = (fields: AutoTidy): EngineResponse => ({
    data: { ...fields, pause_duration: `${fields.pause_duration}s` }
  })

  return {
    pkiTidy: Effect.fnUntraced(function* ({ fields: given }) {
      const fields = yield* readFields(tidyFields, given)
      yield* checkBuffers(fields)
      if (!OPERATIONS.some((name) => fields[name])) return accepted(pkiWarnings.tidyWithoutOperation(OPERATIONS))
      yield* tidy(mount, fields)
      return accepted(pkiWarnings.tidyStarted, ...(fields.tidy_expired_issuers ? [pkiWarnings.expiredIssuersStay] : []))
    }),

    pkiTidyStatusRead: () =>
      Effect.map(mount.context.storage.get(STATUS), (text) => ({
        data: {
          ...Object.fromEntries(STATUS_NAMES.map((name) => [name, null])),
          state: "Inactive",
          internal_backend_uuid: uuid,
          ...parseRecord<object>(text)
        }
      })),

    pkiTidyCancel: () => Effect.succeed({ warnings: [pkiWarnings.tidyNotRunning] }),

    pkiAutoTidyRead: () => Effect.map(autoTidy.read, autoTidyData),
    pkiAutoTidyWrite: Effect.fnUntraced(function* ({ fields: given }) {
      const fields = yield* readFields(yield* autoTidy.read, given)
      yield* checkBuffers(fields)
      if (fields.enabled && !OPERATIONS.some((name) => fields[name]))
        return yield* plainError(400, pkiTexts.autoTidyWithoutOperation(OPERATIONS))
      if (fields.enabled) return yield* plainError(400, pkiTexts.autoTidyUnsupported)
      return autoTidyData(yield* autoTidy.change(() => Effect.succeed(fields)))
    })
  } satisfies Partial<Handlers<"pki">>
}
