import { pkiTexts, pkiWarnings } from "@enwrap/protocol"
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
import { utf8 } from "../utf8.ts"
import { uuidOf } from "../uuid.ts"
import { readFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"

const DAY = 86_400

const tidyFields = {
  tidy_cert_store: false,
  tidy_revoked_certs: false,
  tidy_invalid_certs: false,
  tidy_revoked_cert_issuer_associations: false,
  tidy_expired_issuers: false,
  tidy_move_legacy_ca_bundle: false,
  tidy_acme: false,
  safety_buffer: 3 * DAY,
  revoked_safety_buffer: 3 * DAY,
  issuer_safety_buffer: 365 * DAY,
  acme_account_safety_buffer: 30 * DAY,
  pause_duration: 0,
  page_size: 1000
}

const autoTidyFields = {
  ...tidyFields,
  enabled: false,
  interval_duration: DAY / 2,
  maintain_stored_certificate_counts: false,
  publish_stored_certificate_count_metrics: false
}

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
const accepted = (warning: string): EngineResponse => ({
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
      warnings: [warning],
      auth: null
    })
  }
})

/** Refuses a buffer with which valid certificates would be deleted. */
const checkBuffers = (fields: TidyFields): EngineEffect<void> => {
  for (const name of ["safety_buffer", "revoked_safety_buffer", "issuer_safety_buffer"] as const) {
    if (fields[name] < 1) return Effect.fail(plainError(400, pkiTexts.tidyBufferTooShort(name)))
  }
  return fields.page_size < 0 ? Effect.fail(plainError(400, pkiTexts.negativePageSize)) : Effect.void
}

/** Deletes the certificates and revocations that ended before the safety buffers. @see RW-PKI-14 */
const tidy = Effect.fn("pki.tidy")(function* (
  mount: PkiMount,
  fields: TidyFields
): Effect.fn.Return<void, ProtocolError | StoreFailure> {
  const started = yield* Clock.currentTimeMillis
  const before = (buffer: number) => started / 1000 - buffer
  const { issuers } = yield* mount.authority.read
  const own = new Set(issuers.map(({ serial }) => serial))
  let forgotten = 0
  let forgottenRevoked = 0
  if (fields.tidy_revoked_certs || fields.tidy_cert_store) {
    for (const serial of yield* mount.certificates.listRevoked) {
      const revoked = yield* mount.certificates.revoked(serial)
      if (revoked === undefined || !fields.tidy_revoked_certs) continue
      if (own.has(serial) || revoked.notAfter >= before(fields.revoked_safety_buffer)) continue
      yield* mount.certificates.forgetRevoked(serial)
      forgottenRevoked += 1
    }
  }
  if (fields.tidy_cert_store) {
    for (const serial of yield* mount.certificates.list) {
      const certificate = yield* mount.certificates.read(serial)
      if (certificate === undefined || own.has(serial)) continue
      if (certificate.notAfter >= before(fields.safety_buffer)) continue
      // A certificate on a CRL is deleted with its revocation.
      if ((yield* mount.certificates.revoked(serial)) !== undefined) continue
      yield* mount.certificates.forget(serial)
      forgotten += 1
    }
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

  const autoTidy = Effect.map(mount.settings.autoTidy.read, (present) => ({
    ...autoTidyFields,
    ...(present as Partial<Readonly<typeof autoTidyFields>>)
  }))
  const autoTidyData = (fields: Readonly<typeof autoTidyFields>): EngineResponse => ({
    data: { ...fields, pause_duration: `${fields.pause_duration}s` }
  })

  return {
    pkiTidy: Effect.fnUntraced(function* ({ fields: given }) {
      const fields = yield* readFields(tidyFields, given)
      yield* checkBuffers(fields)
      if (!OPERATIONS.some((name) => fields[name])) return accepted(pkiWarnings.tidyWithoutOperation(OPERATIONS))
      yield* tidy(mount, fields)
      return accepted(pkiWarnings.tidyStarted)
    }),

    pkiTidyStatusRead: () =>
      Effect.map(mount.context.storage.get(STATUS), (text) => ({
        data: {
          ...Object.fromEntries(STATUS_NAMES.map((name) => [name, null])),
          state: "Inactive",
          internal_backend_uuid: uuid,
          ...(text === undefined ? {} : (JSON.parse(text) as object))
        }
      })),

    pkiTidyCancel: () => Effect.succeed({ warnings: [pkiWarnings.tidyNotRunning] }),

    pkiAutoTidyRead: () => Effect.map(autoTidy, autoTidyData),
    pkiAutoTidyWrite: Effect.fnUntraced(function* ({ fields: given }) {
      const present = yield* autoTidy
      const fields = yield* readFields(autoTidyFields, given, present)
      yield* checkBuffers(fields)
      if (fields.enabled && !OPERATIONS.some((name) => fields[name]))
        return yield* plainError(400, pkiTexts.autoTidyWithoutOperation(OPERATIONS))
      if (fields.enabled) return yield* plainError(400, pkiTexts.autoTidyUnsupported)
      yield* mount.settings.autoTidy.change(() => Effect.succeed({ ...fields }))
      return autoTidyData(fields)
    })
  } satisfies Partial<Handlers<"pki">>
}
