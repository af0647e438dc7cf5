import { mountTextFor, mountTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import type { TtlLimits } from "../../values/ttl.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import type { MountConfig, MountTokenType } from "../../state/mount/mount-entry.ts"
import { isAuthPath } from "../../state/mount/mount-paths.ts"
import type { MountRequest } from "../../state/mount/running-mount.ts"
import { newMountProblem } from "./mount-extras.ts"

/** The fields of a request that are settings of a mount. */
type SettingsFields = DecodedFields<"sysMountTuningWrite"> & NonNullable<DecodedFields<"sysAuthEnable">["config"]>

const VISIBILITIES: ReadonlySet<string> = new Set(["", "unauth", "hidden"])

const TOKEN_TYPES: ReadonlyMap<string, MountTokenType> = new Map(
  (["default-service", "default-batch", "service", "batch"] as const).map((type) => [type, type])
)

/** The settings in a request, and no others. */
export const parseSettings = Effect.fnUntraced(function* (
  fields: SettingsFields,
  isAuth: boolean
): Effect.fn.Return<Partial<MountConfig>, ProtocolError> {
  const { listing_visibility: listingVisibility, token_type: tokenTypeName } = fields
  if (listingVisibility !== undefined && !VISIBILITIES.has(listingVisibility)) {
    return yield* plainError(400, mountTextFor.listingVisibilityInvalid(listingVisibility))
  }
  if (tokenTypeName !== undefined && !isAuth) return yield* plainError(400, mountTexts.tokenTypeOfSecretMount)
  const tokenType = tokenTypeName === "" ? "default-service" : TOKEN_TYPES.get(tokenTypeName ?? "")
  if (tokenTypeName !== undefined && tokenType === undefined) {
    return yield* plainError(400, mountTexts.mountTokenTypeInvalid)
  }
  const settings = {
    defaultLeaseTtl: fields.default_lease_ttl,
    maxLeaseTtl: fields.max_lease_ttl,
    forceNoCache: fields.force_no_cache,
    listingVisibility,
    tokenType,
    auditNonHmacRequestKeys: fields.audit_non_hmac_request_keys,
    auditNonHmacResponseKeys: fields.audit_non_hmac_response_keys,
    passthroughRequestHeaders: fields.passthrough_request_headers,
    allowedResponseHeaders: fields.allowed_response_headers
  } satisfies { readonly [Name in keyof MountConfig]: MountConfig[Name] | undefined }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
})

/** Whether the default TTL is at most the maximum. 0 means the server's value. */
export const fits = (
  { defaultLeaseTtl, maxLeaseTtl }: Pick<MountConfig, "defaultLeaseTtl" | "maxLeaseTtl">,
  system: TtlLimits
): boolean => defaultLeaseTtl <= (maxLeaseTtl || system.max)

/** What a request to `sys/mounts/{path}` or `sys/auth/{path}` mounts. `path` ends in `/`. */
export const mountRequest = Effect.fnUntraced(function* (
  path: string,
  fields: DecodedFields<"sysMountEnable" | "sysAuthEnable">,
  system: TtlLimits
): Effect.fn.Return<MountRequest, ProtocolError> {
  if (fields.type === undefined || fields.type === "") return yield* plainError(400, mountTexts.mountTypeMissing)
  const { token_type: tokenType, ...others }: SettingsFields = fields.config ?? {}
  // The original ignores the type of tokens of a secrets engine here, unlike in its tuning.
  const given = isAuthPath(path) && tokenType !== undefined ? { ...others, token_type: tokenType } : others
  const config = yield* parseSettings(given, isAuthPath(path))
  if (!fits({ defaultLeaseTtl: 0, maxLeaseTtl: 0, ...config }, system))
    return yield* plainError(
      400,
      config.maxLeaseTtl ? mountTexts.defaultTtlAboveMax : mountTextFor.defaultTtlAboveSystemMax(system.max)
    )
  const problem = newMountProblem(fields.config ?? {}, fields.type)
  if (problem !== undefined) return yield* plainError(400, problem)
  if (isAuthPath(path) && fields.options?.["version"] !== undefined)
    return yield* plainError(400, mountTextFor.authVersion(fields.type))
  return {
    path,
    type: fields.type,
    description: fields.description,
    options: fields.options,
    config,
    local: fields.local ?? false,
    sealWrap: fields.seal_wrap ?? false
  }
})
