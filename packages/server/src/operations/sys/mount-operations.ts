import { errorTextFor } from "@enwrap/protocol"
import { mountTextFor, mountTexts, operationWarnings } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { MountChanges } from "../../actions/revocation/mount-changes.ts"
import { Crypto } from "../../ports/crypto/port.ts"
import type { Holder } from "../../state/holder.ts"
import { isAuthPath, isSystemPath, shownPath, TOKEN_METHOD, withSlash } from "../../state/mount/mount-paths.ts"
import type { MountEntry } from "../../state/mount/mount-entry.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { parametersOf } from "../../state/policy/request-parameters.ts"
import type { RunningMount } from "../../state/mount/running-mount.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import { forbidden, unauthenticated } from "../../values/denied.ts"
import { hasUnprintable } from "../../values/names.ts"
import { fieldError, plainError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import { randomUuid } from "../../values/encodings.ts"
import { holderOf, type OutcomeEffect, type SystemHandlers, type SystemRequest } from "../system-handler.ts"
import { mountData, tuningData } from "./mount-data.ts"
import { tuningProblem } from "./mount-extras.ts"
import { fits, mountRequest, parseSettings } from "./mount-request.ts"

const authPath = ({ path }: { readonly path: string }): string => `auth/${withSlash(path)}`

/**
 * Whether a caller may use a path below `sys/mounts`. If it is that of a login method, there is another one below `sys/auth`, which
 * needs `sudo`. A caller who may not send the same request to that path must not send it to this one either.
 *
 * @see RW-SYS-18
 */
const mayUse = (
  request: Pick<SystemRequest, "holder" | "payload" | "query" | "wrapTtl">,
  path: string,
  operation: "read" | "update"
): boolean => {
  if (!isAuthPath(path)) return true
  const { allowed, sudo } = holderOf(request).acl.check({
    operation,
    path: `sys/${path}`,
    parameters: parametersOf(request),
    wrapTtlSeconds: request.wrapTtl
  })
  return allowed && sudo
}

/** Whether no request can have this path. */
const isImpossible = (path: string): boolean =>
  hasUnprintable(path) || path.split("/").some((segment) => ["", ".", ".."].includes(segment))

/** Whether a path begins or ends with a blank: most likely, it is not the path that is meant. */
const isPadded = (path: string): boolean => path.startsWith(" ") || path.endsWith(" ")

/** The path of a mount in the field of a body. */
const mountPath = (field: string, path: string): Effect.Effect<string, ProtocolError> => {
  const bare = path.replace(/^\/|\/$/g, "")
  return isImpossible(bare) ? Effect.fail(fieldError(field, mountTexts.mountPath)) : Effect.succeed(`${bare}/`)
}

/** Whether a caller may know of a mount: the mount is listed for everyone, or the caller's policies reach it. */
const isVisible = ({ entry }: RunningMount, holder: Holder | undefined): boolean =>
  entry.config.listingVisibility === "unauth" || (holder?.acl.reachesMount(entry.path) ?? false)

/** What a caller without a token sees of a mount. */
const publicData = ({ entry: { description, options, type } }: RunningMount) => ({ description, options, type })

const shown = (mount: RunningMount | undefined, problem: string): OutcomeEffect =>
  mount === undefined ? Effect.fail(plainError(400, problem)) : Effect.succeed(enveloped({ data: mountData(mount) }))

/** The settings of `sys/` and `cubbyhole/` that can be tuned. */
const AUDIT_FIELDS: ReadonlySet<string> = new Set(["audit_non_hmac_request_keys", "audit_non_hmac_response_keys"])

/** Of the key-value engine; the original knows no others. */
const VERSIONS: ReadonlySet<string> = new Set(["1", "2"])

/** The options of a mount after a tuning, which removes an option with an empty value. */
const withOptions = (options: MountEntry["options"], changed: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries({ ...options, ...changed }).filter(([name]) => changed[name] !== ""))

/** `sys/mounts/*`, `sys/auth/*` for login methods, `sys/internal/ui/mounts`, and `sys/remount`. */
export const mountOperations = Effect.gen(function* () {
  const changes = yield* MountChanges
  const crypto = yield* Crypto
  const mounts = yield* Mounts
  /** The moves since the server was started, by their ids. The move is complete when the server responds. */
  const moves = new Map<string, { readonly source_mount: string; readonly target_mount: string }>()

  const readTuning = (path: string): OutcomeEffect => {
    const mount = mounts.get(path)
    return mount === undefined
      ? Effect.fail(plainError(400, mountTextFor.noTuning(path)))
      : Effect.succeed(enveloped({ data: tuningData(mount.entry, mounts.leaseTtl(mount.entry.config)) }))
  }

  /** What a tuning changes, compared with how the mount is now. */
  const decideTuning = Effect.fnUntraced(function* (path: string, fields: DecodedFields<"sysMountTuningWrite">) {
    const mount = mounts.get(path)
    const untunable = isSystemPath(path) ? Object.keys(fields).find((field) => !AUDIT_FIELDS.has(field)) : undefined
    if (untunable !== undefined) return yield* plainError(400, mountTextFor.cannotTune(path, untunable))
    if (mount === undefined) return yield* plainError(400, mountTextFor.noMountToTune(path))
    const { entry } = mount
    const problem = tuningProblem(fields, entry.type)
    if (problem !== undefined) return yield* plainError(400, problem)
    if (path === TOKEN_METHOD && fields.token_type !== undefined)
      return yield* plainError(400, mountTexts.tokenTypeOfTokenMethod)
    const config = { ...entry.config, ...(yield* parseSettings(fields, isAuthPath(path))) }
    const isRetimed =
      config.defaultLeaseTtl !== entry.config.defaultLeaseTtl || config.maxLeaseTtl !== entry.config.maxLeaseTtl
    if (isRetimed && !fits(config, mounts.systemTtl)) {
      const { max } = mounts.leaseTtl(config)
      return yield* plainError(400, mountTextFor.tunedMaxBelowDefault(max, config.defaultLeaseTtl))
    }
    const { description, options } = fields
    const from = entry.options?.["version"] ?? "1"
    const to = options?.["version"] ?? from
    if (options?.["version"] !== undefined && !VERSIONS.has(to)) {
      return yield* plainError(400, mountTextFor.versionInvalid(to))
    }
    if (path === TOKEN_METHOD && options?.["version"] !== undefined)
      return yield* plainError(400, mountTextFor.singletonNotReloaded(entry.type))
    if (Number(to) < Number(from)) return yield* plainError(400, mountTextFor.cannotDowngrade(from))
    const change = {
      config,
      ...(description === undefined ? undefined : { description }),
      ...(options === undefined ? undefined : { options: withOptions(entry.options, options) })
    }
    const upgraded = enveloped({ data: null, warnings: [operationWarnings.mountUpgraded(from, to)] })
    return { change, outcome: to === from ? noContent : upgraded }
  })

  const tune = (path: string, fields: DecodedFields<"sysMountTuningWrite">): OutcomeEffect =>
    Effect.map(changes.tune(path, decideTuning(path, fields)), ({ outcome }) => outcome)

  return {
    sysMountRead: (request) => {
      const path = withSlash(request.parameters.path)
      return mayUse(request, path.slice(0, -1), "read")
        ? shown(mounts.get(path), mountTextFor.noMount(path))
        : Effect.fail(forbidden)
    },
    sysMountEnable: Effect.fnUntraced(function* ({ fields, parameters }) {
      const path = withSlash(parameters.path)
      const request = yield* mountRequest(path, fields, mounts.systemTtl)
      if (isAuthPath(path)) return yield* plainError(400, errorTextFor.cannotMount(path))
      yield* changes.enable(request)
      return noContent
    }),
    sysMountDisable: ({ parameters }) => {
      const path = withSlash(parameters.path)
      if (!isAuthPath(path)) return Effect.as(changes.disable(path), noContent)
      return mounts.get(path) === undefined
        ? Effect.succeed(noContent)
        : Effect.fail(plainError(400, errorTextFor.cannotUnmount(path)))
    },
    sysMountTuningRead: (request) => {
      const path = withSlash(request.parameters.path)
      return mayUse(request, `${path}tune`, "read") ? readTuning(path) : Effect.fail(forbidden)
    },
    sysMountTuningWrite: (request) => {
      const path = withSlash(request.parameters.path)
      return mayUse(request, `${path}tune`, "update") ? tune(path, request.fields) : Effect.fail(forbidden)
    },
    sysAuthRead: ({ parameters }) => {
      const path = authPath(parameters)
      return shown(mounts.get(path), mountTextFor.noAuthMount(shownPath(path)))
    },
    sysAuthEnable: Effect.fnUntraced(function* ({ fields, parameters }) {
      yield* changes.enable(yield* mountRequest(authPath(parameters), fields, mounts.systemTtl))
      return noContent
    }),
    sysAuthDisable: ({ parameters }) => Effect.as(changes.disable(authPath(parameters)), noContent),
    sysAuthTuningRead: ({ parameters }) => readTuning(authPath(parameters)),
    sysAuthTuningWrite: ({ fields, parameters }) => tune(authPath(parameters), fields),
    sysUiMountList: ({ hasToken, holder }) => {
      if (hasToken && holder === undefined) return Effect.fail(unauthenticated)
      const visible = mounts.all().filter((mount) => isVisible(mount, holder))
      const data = holder === undefined ? publicData : mountData
      const listed = (isAuth: boolean) => {
        const ofKind = visible.filter(({ entry }) => isAuthPath(entry.path) === isAuth)
        return Object.fromEntries(ofKind.map((mount) => [shownPath(mount.entry.path), data(mount)]))
      }
      return Effect.succeed(enveloped({ data: { auth: listed(true), secret: listed(false) } }))
    },
    sysUiMountRead: ({ holder, parameters }) => {
      if (holder === undefined) return Effect.fail(unauthenticated)
      const path = withSlash(parameters.path)
      const mount = mounts.match(path)
      // The error contains the path of the request, so that it does not reveal which mounts exist.
      if (mount === undefined || !holder.acl.reachesMount(mount.entry.path))
        return Effect.fail(plainError(403, mountTextFor.preflightDenied(path)))
      return Effect.succeed(enveloped({ data: { ...mountData(mount), path: shownPath(mount.entry.path) } }))
    },
    sysRemount: Effect.fnUntraced(function* ({ fields }) {
      if (!fields.from || !fields.to) return yield* plainError(400, mountTexts.remountPathsMissing)
      if (isPadded(fields.from)) return yield* plainError(400, mountTexts.remountFromPadded)
      if (isPadded(fields.to)) return yield* plainError(400, mountTexts.remountToPadded)
      const from = yield* mountPath("from", fields.from)
      const to = yield* mountPath("to", fields.to)
      yield* changes.move(from, to)
      const id = randomUuid(crypto.randomBytes)
      moves.set(id, { source_mount: from, target_mount: to })
      return enveloped({ data: { migration_id: id }, warnings: [operationWarnings.mountMoved] })
    }),
    sysRemountStatusRead: ({ parameters: { migration_id: id } }) => {
      const move = moves.get(id)
      return move === undefined
        ? Effect.fail(silentError(404))
        : Effect.succeed(enveloped({ data: { migration_id: id, migration_info: { ...move, status: "success" } } }))
    }
  } satisfies Partial<SystemHandlers<"sys">>
})
