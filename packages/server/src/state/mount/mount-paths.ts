const AUTH = "auth/"

/** No secrets engine can be mounted below these paths. */
const RESERVED = ["sys/", AUTH, "cubbyhole/", "identity/"]

/** Whether a path is that of a login method. */
export const isAuthPath = (path: string): boolean => path.startsWith(AUTH)

export const withSlash = (path: string): string => (path.endsWith("/") ? path : `${path}/`)

/** A mount's path as clients see it: login methods are named without `auth/`. */
export const shownPath = (path: string): string => (isAuthPath(path) ? path.slice(AUTH.length) : path)

/** Whether nothing can be mounted at a path. Login methods are below `auth/`, secrets engines outside of all reserved paths. */
export const isReservedPath = (path: string): boolean =>
  isAuthPath(path) ? path === AUTH : RESERVED.some((prefix) => path.startsWith(prefix))
