import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { isAuthPath } from "../../state/mount/mount-paths.ts"
import type { MountRequest } from "../../state/mount/running-mount.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { fits, parseSettings } from "./mount-settings.ts"

export const withSlash = (path: string): string => (path.endsWith("/") ? path : `${path}/`)

/** What a request to `sys/mounts/{path}` or `sys/auth/{path}` mounts. `path` ends in `/`. */
export const mountRequest = Effect.fnUntraced(function* (
  path: string,
  fields: DecodedFields<"sysMountEnable" | "sysAuthEnable">
): Effect.fn.Return<MountRequest, ProtocolError> {
  if (fields.type === undefined || fields.type === "") return yield* plainError(400, errorTexts.mountTypeMissing)
  const config = yield* parseSettings(fields.config ?? {}, isAuthPath(path))
  if (!fits({ defaultLeaseTtl: 0, maxLeaseTtl: 0, ...config }))
    return yield* plainError(400, errorTexts.defaultTtlAboveMax)
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
