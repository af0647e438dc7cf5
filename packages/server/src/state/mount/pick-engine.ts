import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { Engine } from "../../ports/engine/port.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { isBuiltInType } from "./built-in-mounts.ts"
import { isAuthPath } from "./mount-paths.ts"
import type { MountRequest } from "./running-mount.ts"

/** `kv-v2` and `kv-v1` are other names for `kv` with a version. */
export const withEngineVersion = (request: MountRequest): MountRequest => {
  const version = isAuthPath(request.path) ? undefined : /^kv-v([12])$/.exec(request.type)?.[1]
  return version === undefined ? request : { ...request, type: "kv", options: { ...request.options, version } }
}

/** Older names of types. Unlike `kv-v1` and `kv-v2`, the mount keeps such a name. */
const olderNames: ReadonlyMap<string, string> = new Map([["generic", "kv"]])

/** The engine of a type with these options. Options that are not given are those of the first engine of the type. */
export const pickEngine = (
  engines: ReadonlyArray<Engine>,
  { options, path, type }: Pick<MountRequest, "path" | "type"> & { readonly options?: MountRequest["options"] | null }
): Effect.Effect<Engine, ProtocolError> => {
  const kind = isAuthPath(path) ? "auth" : "secret"
  const engineType = kind === "secret" ? (olderNames.get(type) ?? type) : type
  const ofType = engines.filter((engine) => engine.type === engineType && engine.kind === kind)
  if (kind === "secret" && isBuiltInType(type))
    return Effect.fail(plainError(400, errorTextFor.engineNotMountable(type)))
  if (kind === "auth" && (type === "token" || type === "ns_token"))
    return Effect.fail(plainError(400, errorTexts.tokenMethodNotMountable))
  if (ofType.length === 0) return Effect.fail(plainError(400, errorTextFor.engineUnknown(type)))
  const fitting = ofType.find((engine) =>
    Object.entries(engine.options).every(([name, value]) => (options?.[name] ?? ofType[0]!.options[name]) === value)
  )
  return fitting === undefined
    ? Effect.fail(plainError(400, errorTextFor.noEngineWithOptions(type)))
    : Effect.succeed(fitting)
}
