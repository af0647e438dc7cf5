import { mountTextFor } from "@enwrap/protocol/lazy-texts"
import { RUNNING_VERSION } from "./mount-data.ts"

/** Settings of the original that are refused here: ignoring them would leave a mount without what its operator asked for. */
interface Extras {
  readonly plugin_version?: string
  readonly user_lockout_config?: object
}

/** A version as in the original, which is less strict than the standard: `v1`, `1.2`, `1.2.3-a+b`. */
const VERSION = /^v?(\d+(?:\.\d+)*)([-+~A-Za-z][\w.~+-]*)?$/

/** The version with at least three numbers; `undefined` if it is none. */
const canonicalVersion = (version: string): string | undefined => {
  const [, numbers, suffix = ""] = VERSION.exec(version) ?? []
  if (numbers === undefined) return undefined
  const parts = numbers.split(".").map((part) => part.replace(/^0+(?=\d)/, ""))
  while (parts.length < 3) parts.push("0")
  return `v${parts.join(".")}${/^[-+]/.test(suffix) || suffix === "" ? suffix : `-${suffix}`}`
}

/** What is wrong with a version of an engine. `unknown` is the text for a version that does not run here. */
const versionProblem = (version: string, unknown: string): string | undefined => {
  const canonical = canonicalVersion(version)
  if (canonical === undefined) return mountTextFor.pluginVersionInvalid
  return canonical === RUNNING_VERSION ? undefined : unknown
}

const lockoutProblem = (lockout: object | undefined, type: string): string | undefined =>
  lockout === undefined || Object.keys(lockout).length === 0 ? undefined : mountTextFor.userLockoutNotAllowed(type)

/** Types whose engine is a part of the original itself, which has another text for them. */
const KEY_VALUE: ReadonlySet<string> = new Set(["kv", "kv-v1", "kv-v2", "generic"])

/** What is wrong with these settings of a new mount. An empty version is the one that runs. */
export const newMountProblem = (
  { plugin_version: version = "", user_lockout_config: lockout }: Extras,
  type: string
): string | undefined => {
  const unknown = KEY_VALUE.has(type)
    ? mountTextFor.pluginVersionOfBuiltIn("kv")
    : mountTextFor.pluginVersionUnknown(type)
  return (version === "" ? undefined : versionProblem(version, unknown)) ?? lockoutProblem(lockout, type)
}

/** What is wrong with these settings of a tuning. Unlike for a new mount, an empty version is no version. */
export const tuningProblem = (
  { plugin_version: version, user_lockout_config: lockout }: Extras,
  type: string
): string | undefined =>
  lockoutProblem(lockout, type) ??
  (version === undefined ? undefined : versionProblem(version, mountTextFor.pluginVersionUnknown(type)))
