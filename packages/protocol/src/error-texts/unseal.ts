/** The reason why a key that the shares give cannot be the present one. */
export const keyWrong = "invalid key: failed to decrypt keys from storage: cipher: message authentication failed"

/** Unsealing. A server in a page has these from the start, and the other texts about its keys once it needs them. */
export const unsealTexts = {
  /** 400 of `sys/init`. @see RW-SYS-31 */
  alreadyInitialized: "Vault is already initialized",
  /** 400. */
  unsealKeyInvalid: "'key' must be a valid hex or base64 string",
  /** 400. */
  keyShareTooShort: "key is shorter than minimum 16 bytes",
  /** 400. */
  keyShareTooLong: "key is longer than maximum 33 bytes",
  /** 400 of `sys/unseal`: the shares are of another key. @see RW-SYS-33 */
  unsealKeyWrong: `unable to retrieve stored keys: ${keyWrong}`
} as const

/** Texts with parameters. */
export const unsealTextFor = {
  /** 400 of `sys/unseal` and `sys/generate-root`. */
  keyInvalid: (problem: string): string => `invalid key: ${problem}`
} as const
