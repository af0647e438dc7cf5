/** What the log or the reason of a failed start says about a damaged record. Loaded when there is one: pages with a mock have none. */

const restored = (what: string): string =>
  `${what} is damaged, and the server cannot start without it: restore the last backup of the database`

// A server that starts without the record.
export const policy = (name: string): string =>
  `the policy "${name}" is damaged: tokens with it can do nothing until it is written again or deleted`
export const quota = (name: string): string =>
  `the quota "${name}" is damaged: it limits nothing until it is written again`
export const quotaSettings =
  "the settings of the quotas are damaged: the defaults are used until they are written again"
export const cors = "the CORS settings are damaged: no web page may call the server until they are written again"
export const auditedHeaders =
  "the names of the audited request headers are damaged: none is audited until they are named again"
export const keyRotation =
  "the settings of the key's rotation are damaged: the defaults are used until they are written again"
export const reEncryption = "how far the encryption with the present key has come is damaged: it begins again"
export const timeMark =
  "the time at which the server last ran is damaged: its time continues from the clock, which must be right"

// A server that does not start.
export const mount = (space: string, key: string): string => restored(`the mount ${key} (${space}/${key})`)
export const auditDevice = (path: string): string => restored(`the audit device ${path}`)
export const server = restored("the record of the server (core/server)")
export const seal = restored("the record of the seal (core/seal)")
/** Nobody can know which. */
export const keyring =
  "the store was set up with another root key, or its keyring (core/keyring) is damaged: if the key is the right one, restore the last backup of the database"
