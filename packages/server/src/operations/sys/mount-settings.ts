import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { durationSeconds, flag, stringList } from "../../values/field-values.ts"
import { MAX_TTL } from "../../values/ttl.ts"
import type { MountConfig, MountTokenType } from "../../state/mount/mount-entry.ts"

/** The settings of a mount as a request names them. */
export interface SettingsFields {
  readonly default_lease_ttl?: string | number
  readonly max_lease_ttl?: string | number
  readonly force_no_cache?: string | boolean
  readonly listing_visibility?: string
  readonly token_type?: string
  readonly audit_non_hmac_request_keys?: string | ReadonlyArray<string>
  readonly audit_non_hmac_response_keys?: string | ReadonlyArray<string>
  readonly passthrough_request_headers?: string | ReadonlyArray<string>
  readonly allowed_response_headers?: string | ReadonlyArray<string>
}

const VISIBILITIES: ReadonlySet<string> = new Set(["", "unauth", "hidden"])

const TOKEN_TYPES: ReadonlyMap<string, MountTokenType> = new Map(
  (["default-service", "default-batch", "service", "batch"] as const).map((type) => [type, type])
)

/** Seconds; `system` is the system's, like 0. */
const leaseTtl = (field: string, value: string | number): Effect.Effect<number, ProtocolError> =>
  value === "system" ? Effect.succeed(0) : durationSeconds(field, value)

/** Reads the settings that a request names, and no others. `at` stands before a field's name: `config.`. */
export const parseSettings = Effect.fnUntraced(function* (
  fields: SettingsFields,
  isAuth: boolean,
  at = ""
): Effect.fn.Return<Partial<MountConfig>, ProtocolError> {
  const { listing_visibility: listingVisibility, token_type: tokenTypeName } = fields
  if (listingVisibility !== undefined && !VISIBILITIES.has(listingVisibility)) {
    return yield* plainError(400, errorTextFor.listingVisibilityInvalid(listingVisibility))
  }
  if (tokenTypeName !== undefined && !isAuth) return yield* plainError(400, errorTexts.tokenTypeOfSecretMount)
  const tokenType = tokenTypeName === "" ? "default-service" : TOKEN_TYPES.get(tokenTypeName ?? "")
  if (tokenTypeName !== undefined && tokenType === undefined) {
    return yield* plainError(400, errorTexts.mountTokenTypeInvalid)
  }
  const settings: { -readonly [Name in keyof MountConfig]?: MountConfig[Name] } = {}
  if (fields.default_lease_ttl !== undefined) {
    settings.defaultLeaseTtl = yield* leaseTtl(`${at}default_lease_ttl`, fields.default_lease_ttl)
  }
  if (fields.max_lease_ttl !== undefined) {
    settings.maxLeaseTtl = yield* leaseTtl(`${at}max_lease_ttl`, fields.max_lease_ttl)
  }
  if (fields.force_no_cache !== undefined) {
    settings.forceNoCache = yield* flag(`${at}force_no_cache`, fields.force_no_cache, false)
  }
  if (listingVisibility !== undefined) settings.listingVisibility = listingVisibility
  if (tokenType !== undefined) settings.tokenType = tokenType
  const lists = {
    auditNonHmacRequestKeys: fields.audit_non_hmac_request_keys,
    auditNonHmacResponseKeys: fields.audit_non_hmac_response_keys,
    passthroughRequestHeaders: fields.passthrough_request_headers,
    allowedResponseHeaders: fields.allowed_response_headers
  }
  for (const [name, value] of Object.entries(lists)) {
    const list = stringList(value)
    if (list !== undefined) settings[name as keyof typeof lists] = list
  }
  return settings
})

/** Whether a default time fits below the largest one. 0 is the system's. */
export const fits = ({ defaultLeaseTtl, maxLeaseTtl }: Pick<MountConfig, "defaultLeaseTtl" | "maxLeaseTtl">): boolean =>
  defaultLeaseTtl <= (maxLeaseTtl || MAX_TTL)
