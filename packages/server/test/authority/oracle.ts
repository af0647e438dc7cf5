/**
 * A second implementation of the upper limits of a token, without any code of the server. It has no storage and no exact results:
 * it says which policies a token can have at most, from where it can be used, and when it must have expired.
 */

/** The addresses of requests. */
export const ADDRESSES = ["127.0.0.1", "10.1.2.3", "10.1.9.9", "10.9.9.9", "192.168.7.7", "fd00::5"] as const
export type Address = (typeof ADDRESSES)[number]

/** The addresses in each block, listed by hand. */
const INSIDE: Readonly<Record<string, ReadonlyArray<Address>>> = {
  "0.0.0.0/0": ["127.0.0.1", "10.1.2.3", "10.1.9.9", "10.9.9.9", "192.168.7.7"],
  "10.0.0.0/8": ["10.1.2.3", "10.1.9.9", "10.9.9.9"],
  "10.1.0.0/16": ["10.1.2.3", "10.1.9.9"],
  "10.1.2.0/24": ["10.1.2.3"],
  "10.1.2.3": ["10.1.2.3"],
  "127.0.0.1": ["127.0.0.1"],
  "127.0.0.0/8": ["127.0.0.1"],
  "192.168.0.0/16": ["192.168.7.7"],
  "fd00::/8": ["fd00::5"],
  "::/0": ["fd00::5"]
}
export const BLOCKS: ReadonlyArray<string> = Object.keys(INSIDE)

/** The addresses of a list of blocks; all of them for an empty list. */
export const bound = (blocks: ReadonlyArray<string>): ReadonlyArray<ReadonlySet<string>> =>
  blocks.length === 0 ? [] : [new Set(blocks.flatMap((block) => INSIDE[block]!))]

export const HOUR = 3600
/** The maximum lifetime of a token that is not periodic. */
export const SYSTEM_MAX = 768 * HOUR

export interface RoleWish {
  readonly allowed: ReadonlyArray<string>
  readonly disallowed: ReadonlyArray<string>
  readonly allowedGlobs: ReadonlyArray<string>
  readonly disallowedGlobs: ReadonlyArray<string>
  readonly orphan: boolean
  readonly renewable: boolean
  readonly type: "service" | "batch" | "default-service" | "default-batch"
  readonly blocks: ReadonlyArray<string>
  readonly period: number
  readonly explicitMax: number
  readonly uses: number
}

/** What a login method decides about its tokens. */
export interface LoginWish {
  readonly policies: ReadonlyArray<string>
  readonly blocks: ReadonlyArray<string>
  readonly strict: boolean
  readonly ttl: number
  readonly maxTtl: number
  readonly explicitMax: number
  readonly period: number
  readonly uses: number
}

/** The oracle's model of a token. Times are milliseconds. */
export interface Known {
  readonly token: string
  readonly policies: ReadonlyArray<string>
  parent: Known | undefined
  /** It can be used from the addresses that are in all of these. */
  readonly bounds: ReadonlyArray<ReadonlySet<string>>
  readonly bornMs: number
  expiresMs: number
  /** No renewal extends it past this. */
  lastMs: number
  /** Seconds; 0 is not periodic. */
  readonly period: number
  readonly maxTtl: number
  usesLeft: number
  readonly batch: boolean
  readonly renewable: boolean
  readonly role: string | undefined
  /** Whether the period came from the role or the login. */
  readonly periodGiven: boolean
  readonly login: string | undefined
  ended: boolean
}

export const normal = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => name.toLowerCase().replace(/^\s+|\s+$/g, "")).filter((name) => name.length > 0)

const fits = (name: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern.replace(/[^*]/g, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`).replaceAll("*", ".*")}$`,
    "u"
  ).test(name)

export const isRoot = (token: Known): boolean => token.policies.includes("root")
export const hasSudo = (token: Known): boolean => isRoot(token) || token.policies.includes("boss")
export const mayCreate = (token: Known): boolean => hasSudo(token) || token.policies.includes("maker")

/** Whether the creator, or the lists of the role, can give a policy. */
export const couldGive = (policy: string, maker: Known, role: RoleWish | undefined): boolean => {
  if (policy === "response-wrapping") return false
  if (policy === "root") return isRoot(maker)
  if (role !== undefined) {
    const { allowed, allowedGlobs, disallowed, disallowedGlobs } = role
    const out = normal(disallowed).includes(policy) || normal(disallowedGlobs).some((glob) => fits(policy, glob))
    if (out) return false
    if (allowed.length + allowedGlobs.length > 0)
      return (
        policy === "default" ||
        normal(allowed).includes(policy) ||
        normal(allowedGlobs).some((glob) => fits(policy, glob))
      )
    if (disallowed.length + disallowedGlobs.length > 0) return true
  }
  return hasSudo(maker) || maker.policies.includes(policy)
}

/** The smallest of some limits. 0 is no limit. */
export const least = (...numbers: ReadonlyArray<number>): number => {
  const set = numbers.filter((number) => number > 0)
  return set.length === 0 ? 0 : Math.min(...set)
}

/** A time that many seconds later; 0 is never. */
export const after = (ms: number, seconds: number): number => (seconds > 0 ? ms + seconds * 1000 : Infinity)

export const isAlive = (token: Known, nowMs: number): boolean =>
  !token.ended &&
  nowMs < token.expiresMs &&
  token.usesLeft !== 0 &&
  (token.parent === undefined || isAlive(token.parent, nowMs))

/** When a token or one of its ancestors expires. */
export const endOf = (token: Known): number =>
  Math.min(token.expiresMs, token.parent === undefined ? Infinity : endOf(token.parent))

export const admits = (token: Known, address: string): boolean => token.bounds.every((set) => set.has(address))
