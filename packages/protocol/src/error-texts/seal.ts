import { keyWrong, unsealTexts } from "./unseal.ts"

const recoveryKeyWrong = "recovery key verification failed: recovery key does not match submitted values"

/** The server's keys: initialization, root tokens, and new key shares. */
export const sealTexts = {
  /** 400 of `sys/unseal`. */
  notInitialized: "Vault is not initialized",
  /** 400 of `sys/unseal`. */
  unsealKeyMissing: "'key' must be specified in request body as JSON, or 'reset' set to true",
  /** 400. */
  keyShareMissing: "'key' must be specified in request body as JSON",
  /** 400 of `sys/unseal`: the shares are not of one key. @see RW-SYS-33 */
  sharesDoNotMatch: "invalid key: failed to compute combined key",
  /** 400 of `sys/unseal` with automatic unsealing. @see RW-SYS-37 */
  recoveryKeyWrong,
  /** 400 of `sys/unseal` with `reset`. @see RW-SYS-33 */
  vaultIsUnsealed: "vault is unsealed",
  /** 400 of `sys/unseal`. */
  noMigrationSeal: "can't perform a seal migration, no migration seal found",
  /** 400. @see RW-SYS-39 */
  pgpUnsupported: "PGP keys are not supported",
  /** 400 of `sys/rekey/init`. @see RW-SYS-39 */
  backupNeedsPgp: "cannot request a backup of the new keys without providing PGP keys for encryption",
  /** 400 of a backup of key shares. @see RW-SYS-39 */
  noBackup: "no backed-up keys found",
  /** After what is wrong with the numbers of shares. @see RW-SYS-31 */
  tooFewShares: "shares must be at least one",
  thresholdTooSmall: "threshold must be at least one",
  thresholdMustBeMany: "threshold must be greater than one for multiple shares",
  tooManyShares: "shares must be less than 256",
  thresholdTooLarge: "threshold must be less than 256",
  thresholdAboveShares: "threshold cannot be larger than shares",
  /** 400 on a server that keeps its root key in memory. */
  noKeyShares: "this server keeps its root key in memory, and has no key shares to replace or to use",
  /** 400. @see RW-SYS-35 */
  otpLengthIncorrect: "OTP string has incorrect length",
  /** 400. @see RW-SYS-35 */
  rootGenerationInProgress: "root generation already in progress for this namespace",
  /** 400. @see RW-SYS-35 */
  noRootGeneration: "no root generation in progress",
  /** 400 of `sys/generate-root-token/update`. @see RW-SYS-35 */
  nonceMissing: "nonce is required",
  /** 400 of `sys/generate-root-token/update`. @see RW-SYS-35 */
  rootGenerationKeyMissing: "key is required",
  /** 400 of `sys/decode-token`. */
  encodedTokenMissing: "provided 'encoded_token' or 'otp' is empty",
  /** 400 of `sys/decode-token`. The original also quotes the position. */
  encodedTokenInvalid: "error decoding base64'd token: illegal base64 data",
  /** 400 without automatic unsealing. @see RW-SYS-37 */
  recoveryRekeyUnsupported: "recovery rekeying not supported",
  /** 400 of `sys/rotate/recovery` without automatic unsealing. @see RW-SYS-37 */
  recoveryRotationUnsupported: "recovery keys not supported",
  /** 400 of `init` at `sys/rotate/root` with automatic unsealing. */
  rotationBackupUnsupported: "key backup not supported when using stored keys",
  /** 400 of `sys/rotate/config`. @see RW-SYS-41 */
  rotationIntervalTooShort: "interval must be greater or equal to 24h0m0s"
} as const

/** The same attempt is a rekey at `sys/rekey`, and a rotation at `sys/rotate/root`. */
type RekeyName = "rekey" | "rotation"

const nonceOwners = {
  rekey: "this rekey operation",
  rootGeneration: "this root generation operation",
  rotation: "rotation",
  verify: "this verify operation"
}

/** Texts with parameters. */
export const sealTextFor = {
  /** 400 of `sys/decode-token`: both lengths are in bytes. */
  otpOfOtherLength: (token: number, otp: number): string =>
    `error xoring token: length of byte slices is not equivalent: ${token} != ${otp}`,
  /** 400 of `sys/rotate/config`. @see RW-SYS-41 */
  operationsOutOfRange: (min: number, max: number): string => `max_operations must be in the range [${min},${max}]`,
  /** 400 of `sys/init`. @see RW-SYS-31 */
  sealConfigInvalid: (problem: string): string => `invalid seal configuration: ${problem}`,
  /** 400. @see RW-SYS-31 */
  recoveryConfigInvalid: (problem: string): string => `invalid recovery configuration: ${problem}`,
  /** 400 of `sys/rekey/init`. @see RW-SYS-36 */
  rekeyConfigInvalid: (what: RekeyName, problem: string): string =>
    `invalid ${what === "rekey" ? what : "rotate"} seal configuration: ${problem}`,
  /** 400 of `sys/init`. */
  parametersNotApplicable: (names: ReadonlyArray<string>, type: string): string =>
    `parameters ${names.join(",")} not applicable to seal type ${type}`,
  /** 400: the nonce is that of another attempt. */
  nonceIncorrect: (what: "rekey" | "rootGeneration" | "rotation" | "verify", nonce: string): string =>
    `incorrect nonce supplied; nonce for ${nonceOwners[what]} is ${JSON.stringify(nonce)}`,
  /** 400. */
  shareAlreadyProvided: (what: "generation" | "rekey" | "rotation" | "verify"): string =>
    `given key has already been provided during this ${what === "rotation" ? what : `${what} operation`}`,
  /** 400. @see RW-SYS-36 */
  rekeyInProgress: (what: RekeyName): string => `${what} already in progress`,
  /** 400. */
  noRekey: (what: RekeyName, kind: "barrier" | "recovery"): string =>
    what === "rekey" ? `no ${kind} rekey in progress` : "no rotation in progress",
  /** 400 of the status of a verification. */
  noRekeyConfiguration: (what: RekeyName): string => `no ${what} configuration found`,
  /** 400 of a verification. */
  noRekeyToVerify: (what: RekeyName): string => `no ${what} in progress`,
  /** 400: the key shares are wrong. @see RW-SYS-35 */
  rootGenerationAborted: (kind: "recovery" | "root"): string =>
    `root generation aborted: unable to authenticate: ${kind === "recovery" ? recoveryKeyWrong : unsealTexts.unsealKeyWrong}`,
  /** 400 with automatic unsealing. */
  verificationUnsupported: (what: RekeyName): string =>
    `requiring verification not supported when ${what === "rekey" ? "rekeying" : "rotating"} the barrier key with recovery keys`,
  /** 400 with automatic unsealing. @see RW-SYS-39 */
  barrierPgpUnsupported: (what: RekeyName): string =>
    `PGP key encryption not supported when ${what === "rekey" ? "rekeying the barrier key with recovery keys" : "using stored keys"}`,
  /** 400 of `update` and `verify` at `sys/rotate/root` and `sys/rotate/recovery`. */
  rotationFieldMissing: (field: "key" | "nonce"): string => `missing required field '${field}'`,
  /** 400 of a verification. */
  noRekeyVerification: (what: RekeyName): string => `no ${what} verification in progress`,
  /** 400 of a verification. @see RW-SYS-36 */
  rekeyVerificationFailed: (what: RekeyName): string => `${what} verification failed; incorrect key shares supplied`,
  /** 400: the key shares are wrong. */
  keyVerificationFailed: (kind: "recovery" | "root"): string =>
    kind === "recovery" ? recoveryKeyWrong : `failed to read root key: ${keyWrong}`,
  /** 400. @see RW-SYS-36 */
  rekeyNeedsVerification: (what: RekeyName, nonce: string): string =>
    `${what === "rekey" ? "rekey operation" : what} already finished; verification must be performed; nonce for the verification operation is ${JSON.stringify(nonce)}`
} as const
