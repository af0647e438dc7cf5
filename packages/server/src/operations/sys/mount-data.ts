import type { TtlLimits } from "../../values/ttl.ts"
import { VERSION } from "../../gen/version.ts"
import type { MountConfig, MountEntry } from "../../state/mount/mount-entry.ts"
import { isAuthPath } from "../../state/mount/mount-paths.ts"
import type { RunningMount } from "../../state/mount/running-mount.ts"

/** The settings that are shown only if they were set. */
const optionalSettings = (config: MountConfig, isAuth: boolean): Record<string, unknown> => {
  const settings = {
    allowed_response_headers: config.allowedResponseHeaders,
    audit_non_hmac_request_keys: config.auditNonHmacRequestKeys,
    audit_non_hmac_response_keys: config.auditNonHmacResponseKeys,
    listing_visibility: config.listingVisibility,
    passthrough_request_headers: config.passthroughRequestHeaders,
    token_type: isAuth ? (config.tokenType ?? "default-service") : undefined
  }
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined && value !== "" && value.length > 0)
  )
}

/** The version of every engine of this server. */
export const RUNNING_VERSION = `v${VERSION}+builtin.enwrap`

/** A mount as `sys/mounts` and `sys/auth` show it. */
export const mountData = ({ entry, kind }: RunningMount): Record<string, unknown> => ({
  accessor: entry.accessor,
  config: {
    default_lease_ttl: entry.config.defaultLeaseTtl,
    force_no_cache: entry.config.forceNoCache,
    max_lease_ttl: entry.config.maxLeaseTtl,
    ...optionalSettings(entry.config, isAuthPath(entry.path))
  },
  ...(kind === "engine" ? { deprecation_status: "supported" } : undefined),
  description: entry.description,
  external_entropy_access: false,
  local: entry.local,
  options: entry.options,
  plugin_version: "",
  running_plugin_version: RUNNING_VERSION,
  running_sha256: "",
  seal_wrap: entry.sealWrap,
  type: entry.type,
  uuid: entry.uuid
})

/** The tuning of a mount. A TTL that was not set is the server's default. */
export const tuningData = (
  { config, description, options, path }: MountEntry,
  limits: TtlLimits
): Record<string, unknown> => ({
  default_lease_ttl: limits.default,
  description,
  force_no_cache: config.forceNoCache,
  max_lease_ttl: limits.max,
  ...(options === null || Object.keys(options).length === 0 ? undefined : { options }),
  ...optionalSettings(config, isAuthPath(path))
})
