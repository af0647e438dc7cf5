import { dueKey } from "../ports/store/list.ts"
import type { RecordKey, StoredRecord } from "../ports/store/port.ts"

/**
 * Every space of the store, and how the keys in it are made. Two different things never have the same key: where a key has
 * several parts, all but the last are of a fixed length or alphabet that does not contain the separator.
 *
 * The names of the spaces are part of the stored format.
 */

/** The keys of a space in which a record has the name of what it is about. */
const keysIn =
  (space: string) =>
  (key: string): RecordKey => ({ space, key })

/** The keys `owner/name` of a space. */
const pairsIn =
  (space: string) =>
  (owner: string, name: string): RecordKey => ({ space, key: `${owner}/${name}` })

/**
 * Tokens, by the keyed hash of the token (32 hexadecimal digits), which is called the token's id. The record of a wrapping token
 * also has its response, unless that is long.
 */
export const TOKENS = "token"
export const tokenRecordKey = keysIn(TOKENS)
/**
 * The id of a token, by the keyed hash of its accessor. The accessor itself is only in the token's record. Deleting this record
 * is the first step of revoking the token. A wrapping token has no such record: its accessor is computed from its id.
 */
export const ACCESSORS = "accessor"
/** `parent/child`: the children of each token, both by their ids. */
export const CHILDREN = "token-child"
export const childKey = pairsIn(CHILDREN)
/** Tokens that are being revoked or used for the last time, by id: if the server stops, the next one finishes the revocations. */
export const REVOKING_TOKENS = "token-revoking"
export const revokingTokenKey = keysIn(REVOKING_TOKENS)
/** `time/id`: when the server must check whether a token has expired. */
export const TOKENS_DUE = "token-due"
export const tokenDueKey = (atMs: number, id: string): RecordKey => dueKey(TOKENS_DUE, atMs, id)
/** Token roles, by name. */
export const TOKEN_ROLES = "token-role"
export const roleKey = keysIn(TOKEN_ROLES)
/** `id/path`: the content of each token's cubbyhole. */
export const CUBBYHOLES = "cubbyhole"
export const cubbyholeKey = pairsIn(CUBBYHOLES)
/** The path of the response in a wrapping token's cubbyhole. */
export const RESPONSE = "response"

/**
 * Leases, by their ids: `pki/issue/web/` and 24 base62 characters for a secret, the creation path and `h` with its id, twice, for a
 * token. All leases below a path can be listed by it, but those of wrapping tokens.
 */
export const LEASES = "lease"
export const leaseKey = keysIn(LEASES)
/**
 * The paths at which wrapping tokens were created, each as the id of a lease, with a time instead of the token's id: until then
 * there may be such tokens. A wrapping token has no record for its lease. If there is such a record below a path, all tokens are
 * read to find them.
 */
export const WRAPPED_PATHS = "wrapped-path"
export const wrappedPathKey = (path: string, untilMs: number): RecordKey => ({
  space: WRAPPED_PATHS,
  key: tokenLeasesAt(path) + String(untilMs)
})
/** `token/lease`: the leases of the secrets that each token was given; without a token for a lease that belongs to none. */
export const TOKEN_LEASES = "token-lease"
export const leaseOfTokenKey = pairsIn(TOKEN_LEASES)
/** `time/lease`: when the server must check a lease. */
export const LEASES_DUE = "lease-due"
export const leaseDueKey = (atMs: number, leaseId: string): RecordKey => dueKey(LEASES_DUE, atMs, leaseId)
/** The leases that the server has stopped trying to revoke. */
export const IRREVOCABLE_LEASES = "lease-irrevocable"
export const irrevocableLeaseKey = keysIn(IRREVOCABLE_LEASES)

/** Mounts, by path. */
export const MOUNTS = "mount"
export const mountKey = keysIn(MOUNTS)
/** Mounts that are being disabled, by uuid. */
export const DISABLED_MOUNTS = "mount-disabled"
export const disabledMountKey = keysIn(DISABLED_MOUNTS)
/** `uuid/path`: mounts that requests reach, each at its present path. */
export const LIVE_MOUNTS = "mount-live"
/** Mounts that can store data, by uuid. */
export const OPEN_MOUNTS = "mount-open"
/** `uuid/key`: the data of each mount. */
export const MOUNT_DATA = "mount-data"
export const mountDataKey = pairsIn(MOUNT_DATA)

/** Policies, by name. */
export const POLICIES = "policy"
export const policyKey = keysIn(POLICIES)
/** Rate limit quotas, by name. */
export const QUOTAS = "quota"
export const quotaKey = keysIn(QUOTAS)
/** Audit devices with their salts, by path. */
export const AUDIT_DEVICES = "audit-device"
export const auditDeviceKey = keysIn(AUDIT_DEVICES)
/** Settings that were changed through the API, by name. */
export const SETTINGS = "setting"
export const settingKey = keysIn(SETTINGS)
/** What the server itself needs, by name. */
export const CORE = "core"
export const coreKey = keysIn(CORE)
/** How far the server's time has come. It has its own space because it changes every second. */
export const TIME = "time"
export const timeMarkKey: RecordKey = { space: TIME, key: "mark" }

/** The spaces with records that are encrypted with the key of a term. */
export const ENCRYPTED_SPACES: ReadonlyArray<string> = [
  TOKENS,
  TOKEN_ROLES,
  LEASES,
  MOUNTS,
  DISABLED_MOUNTS,
  MOUNT_DATA,
  POLICIES,
  AUDIT_DEVICES,
  QUOTAS,
  SETTINGS,
  CORE,
  TIME
]

/** What unlocks the other records is not encrypted with the key of a term, and markers have no content. */
const UNLOCKING: ReadonlySet<string> = new Set(["keyring", "seal"])

/** Whether a record of one of the {@link ENCRYPTED_SPACES} is encrypted with the key of a term. */
export const isTermed = ({ key, space, value }: StoredRecord): boolean =>
  value.length > 0 && !(space === CORE && UNLOCKING.has(key))

/** Every space. */
export const SPACES: ReadonlyArray<string> = [
  TOKENS,
  ACCESSORS,
  CHILDREN,
  REVOKING_TOKENS,
  TOKENS_DUE,
  TOKEN_ROLES,
  CUBBYHOLES,
  LEASES,
  TOKEN_LEASES,
  WRAPPED_PATHS,
  LEASES_DUE,
  IRREVOCABLE_LEASES,
  MOUNTS,
  DISABLED_MOUNTS,
  LIVE_MOUNTS,
  OPEN_MOUNTS,
  MOUNT_DATA,
  POLICIES,
  AUDIT_DEVICES,
  QUOTAS,
  SETTINGS,
  CORE,
  TIME
]

/**
 * This record exists as long as this very token is valid: it has not expired, and its revocation has not begun. A wrapping token
 * has none: it is valid as long as its own record is unchanged.
 */
export const goodTokenKey = (accessorId: string): RecordKey => ({ space: ACCESSORS, key: accessorId })

/** What the ids of the leases of all tokens begin with that were created at a path. The path of a list ends in a slash already. */
const tokenLeasesAt = (path: string): string => (path.endsWith("/") ? `${path}h` : `${path}/h`)

/** The id of a token's lease. It has the token's id twice, because clients know it with 64 digits, as in the original. */
export const tokenLeaseId = (path: string, tokenId: string): string => tokenLeasesAt(path) + tokenId + tokenId

const TOKEN_LEASE = /\/h([0-9a-f]{32})\1$/

/**
 * The id of the token in a lease id that has the form of a token's lease. Check the path before it too: the id with another
 * path is not the lease of this token.
 */
export const tokenOfLease = (leaseId: string): string | undefined => TOKEN_LEASE.exec(leaseId)?.[1]

/**
 * This record exists as long as requests reach this very mount at this path. A mount that is later enabled at the same path has
 * another record, and so does the same mount at another path. Everything that is created below the path requires this record.
 */
export const liveMountKey = ({ path, uuid }: { readonly path: string; readonly uuid: string }): RecordKey => ({
  space: LIVE_MOUNTS,
  key: `${uuid}/${path}`
})

/**
 * This record exists as long as a mount can store data. A mount that is being disabled still can, since its engine must revoke
 * the secrets that it has issued. Later writes are rejected, so that no data is left behind.
 */
export const openMountKey = (uuid: string): RecordKey => ({ space: OPEN_MOUNTS, key: uuid })

const NOTHING = new Uint8Array(0)

/** A record without content: only its existence matters. */
export const marker = ({ key, space }: RecordKey, expiresAt?: number): StoredRecord => ({
  space,
  key,
  value: NOTHING,
  expiresAt
})
