import { errorTextFor } from "@enwrap/protocol"

const AUTH = "auth/"

/** In the original, the identity store is mounted here, and cannot be disabled. */
export const IDENTITY = "identity/"

/** No secrets engine can be mounted below these paths, or moved from or to one, in the original's order of checks. */
const RESERVED = ["audit/", AUTH, "sys/", "cubbyhole/", IDENTITY]

/** The mounts of the server itself that are not login methods. */
const SYSTEM = RESERVED.filter((path) => path !== AUTH)

/** The server's own login method, which stays where it is. */
export const TOKEN_METHOD = `${AUTH}token/`

/** Whether a path is that of a login method. */
export const isAuthPath = (path: string): boolean => path.startsWith(AUTH)

export const withSlash = (path: string): string => (path.endsWith("/") ? path : `${path}/`)

/** A mount's path as clients see it: login methods are named without `auth/`. */
export const shownPath = (path: string): string => (isAuthPath(path) ? path.slice(AUTH.length) : path)

/** Whether nothing can be mounted at a path. Login methods are below `auth/`, secrets engines outside of all reserved paths. */
export const isReservedPath = (path: string): boolean =>
  isAuthPath(path) ? path === AUTH : RESERVED.some((prefix) => path.startsWith(prefix))

/** Whether a path is that of a mount of the server itself that is not a login method, or below it. */
export const isSystemPath = (path: string): boolean => SYSTEM.some((prefix) => path.startsWith(prefix))

/** Why a mount cannot be moved from one path to another, if it cannot because of the paths. */
export const moveProblem = (from: string, to: string): string | undefined => {
  if (isAuthPath(from)) {
    if (!isAuthPath(to)) return errorTextFor.cannotRemountAuthTo(to)
    if (from.startsWith(TOKEN_METHOD)) return errorTextFor.cannotRemount(from)
    return to.startsWith(TOKEN_METHOD) ? errorTextFor.cannotRemountToMethod(to) : undefined
  }
  for (const prefix of RESERVED) {
    if (from.startsWith(prefix)) return errorTextFor.cannotRemount(from)
    if (to.startsWith(prefix)) return errorTextFor.cannotRemountTo(to)
  }
  return undefined
}
