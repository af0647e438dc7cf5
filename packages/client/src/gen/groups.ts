// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

import type { Call, CallOptions } from "../call.ts"
import type { KvV2Secret, StoredData, TypedParameters } from "../grouped-types.ts"
import type { Envelope, OperationArguments, OperationCall } from "../operation-types.ts"

/**
 * Wrap a response, and look up, unwrap and rewrap it.
 */
export interface WrappingOperations {
  /**
   * Wrap arbitrary data
   *
   * Stores the JSON object of the request in the cubbyhole of a new wrapping token.
   * A positive wrap TTL is required; there is no default.
   *
   * `POST /sys/wrapping/wrap`
   */
  wrap(...args: OperationArguments<"wrappingWrap">): OperationCall<"wrappingWrap">

  /**
   * Unwrap a wrapped response
   *
   * Returns the stored response and consumes the wrapping token.
   * The wrapping token is the caller, or is in the body beside another caller.
   * With a wrap TTL, the stored response is wrapped again instead of returned.
   * A client must never repeat this request automatically.
   *
   * `POST /sys/wrapping/unwrap`
   */
  unwrap(...args: OperationArguments<"wrappingUnwrap">): OperationCall<"wrappingUnwrap">

  /**
   * Look up a wrapping token
   *
   * Returns where, when and for how long the response was wrapped.
   * Requires no caller and does not consume the token.
   * Without a valid caller, a wrap TTL that is longer than the remaining TTL of the wrapping token has no effect.
   *
   * `POST /sys/wrapping/lookup`
   */
  lookup(...args: OperationArguments<"wrappingLookup">): OperationCall<"wrappingLookup">

  /**
   * Rewrap a wrapped response
   *
   * Moves the stored response to a new wrapping token with the full TTL of the old one, and consumes the old one.
   * The creation path stays the same.
   * A wrap TTL can shorten the TTL, but not below the `min_wrapping_ttl` of a policy that applied to the wrapped request.
   *
   * `POST /sys/wrapping/rewrap`
   */
  rewrap(...args: OperationArguments<"wrappingRewrap">): OperationCall<"wrappingRewrap">
}

/**
 * Health, seal, mounts, audit, tools and settings of the server.
 */
export interface SysOperations {
  /**
   * Check the health of the server
   *
   * Returns the state of the server, in the body and as the status, which the query can change.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/health`
   */
  healthRead(...args: OperationArguments<"sysHealthRead">): OperationCall<"sysHealthRead">

  /**
   * Read the seal status
   *
   * Returns whether the server is sealed, and the progress of unsealing.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/seal-status`
   */
  sealStatusRead(...args: OperationArguments<"sysSealStatusRead">): OperationCall<"sysSealStatusRead">

  /**
   * Read the active server
   *
   * Returns whether the server is highly available and, if so, the address of the active server.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/leader`
   */
  leaderRead(...args: OperationArguments<"sysLeaderRead">): OperationCall<"sysLeaderRead">

  /**
   * Read whether the server is initialized
   *
   * Returns whether the server is initialized.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/init`
   */
  initStatusRead(...args: OperationArguments<"sysInitStatusRead">): OperationCall<"sysInitStatusRead">

  /**
   * Initialize the server
   *
   * Creates the server's keys, and returns the key shares and a root token.
   * Refused with 400 if the server is already initialized.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/init`
   */
  init(...args: OperationArguments<"sysInit">): OperationCall<"sysInit">

  /**
   * Unseal the server
   *
   * Receives one key share.
   * Once enough shares are received, the server is unsealed.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/unseal`
   */
  unseal(...args: OperationArguments<"sysUnseal">): OperationCall<"sysUnseal">

  /**
   * Seal the server
   *
   * Seals the server: it then answers everything with 503 except health, seal status, leader, initialization, unsealing and this.
   * Requests that have begun are finished first.
   * Requires `sudo` on the path; a sealed server needs no token, and stays sealed.
   *
   * `POST /sys/seal`
   */
  seal(...args: OperationArguments<"sysSeal">): OperationCall<"sysSeal">

  /**
   * Step down as the active server
   *
   * Has no effect, since this server has no standby that could become active.
   * Requires `sudo` on the path; a sealed server needs no token.
   *
   * `POST /sys/step-down`
   */
  stepDown(...args: OperationArguments<"sysStepDown">): OperationCall<"sysStepDown">

  /**
   * List the servers of the cluster
   *
   * Returns the only server of the cluster.
   * The keys of `data` are also at the top level.
   *
   * `GET /sys/ha-status`
   */
  haStatusRead(...args: OperationArguments<"sysHaStatusRead">): OperationCall<"sysHaStatusRead">

  /**
   * Read the status of the encryption key
   *
   * Returns the term of the key and the time of its installation.
   * The keys of `data` are also at the top level.
   *
   * `GET /sys/key-status`
   */
  keyStatusRead(...args: OperationArguments<"sysKeyStatusRead">): OperationCall<"sysKeyStatusRead">

  /**
   * Rotate the encryption key
   *
   * Encrypts later writes with a new key; earlier data stays readable.
   * Requires `sudo` on the path.
   *
   * `POST /sys/rotate`
   */
  rotate(...args: OperationArguments<"sysRotate">): OperationCall<"sysRotate">

  /**
   * Read the automatic rotation settings
   *
   * Returns the settings of automatic key rotation.
   *
   * `GET /sys/rotate/config`
   */
  rotateConfigRead(...args: OperationArguments<"sysRotateConfigRead">): OperationCall<"sysRotateConfigRead">

  /**
   * Write the automatic rotation settings
   *
   * Changes the settings of automatic key rotation.
   * Settings that are not in the request stay as they are.
   *
   * `POST /sys/rotate/config`
   */
  rotateConfigWrite(...args: OperationArguments<"sysRotateConfigWrite">): OperationCall<"sysRotateConfigWrite">

  /**
   * Rotate the encryption key (new path)
   *
   * Does the same as `sys/rotate`.
   * Requires `sudo` on the path.
   *
   * `POST /sys/rotate/keyring`
   */
  keyringRotate(...args: OperationArguments<"sysKeyringRotate">): OperationCall<"sysKeyringRotate">

  /**
   * Read the automatic rotation settings (new path)
   *
   * Does the same as `sys/rotate/config`.
   *
   * `GET /sys/rotate/keyring/config`
   */
  keyringRotateConfigRead(...args: OperationArguments<"sysKeyringRotateConfigRead">): OperationCall<"sysKeyringRotateConfigRead">

  /**
   * Write the automatic rotation settings (new path)
   *
   * Does the same as `sys/rotate/config`.
   * Settings that are not in the request stay as they are.
   *
   * `POST /sys/rotate/keyring/config`
   */
  keyringRotateConfigWrite(...args: OperationArguments<"sysKeyringRotateConfigWrite">): OperationCall<"sysKeyringRotateConfigWrite">

  /**
   * Rotate the root key
   *
   * Encrypts the keyring with a new root key.
   * The key shares stay valid, and all data stays readable.
   * Requires `sudo` on the path.
   *
   * `POST /sys/rotate/root`
   */
  rootKeyRotate(...args: OperationArguments<"sysRootKeyRotate">): OperationCall<"sysRootKeyRotate">

  /**
   * Read the rotation of the key shares
   *
   * Does the same as `sys/rekey/init`, for callers whose policies allow it.
   *
   * `GET /sys/rotate/root\/init`
   */
  rootRotationRead(...args: OperationArguments<"sysRootRotationRead">): OperationCall<"sysRootRotationRead">

  /**
   * Start to rotate the key shares
   *
   * Does the same as `sys/rekey/init`, for callers whose policies allow it.
   *
   * `POST /sys/rotate/root\/init`
   */
  rootRotationStart(...args: OperationArguments<"sysRootRotationStart">): OperationCall<"sysRootRotationStart">

  /**
   * Cancel the rotation of the key shares
   *
   * Does the same as `sys/rekey/init`, for callers whose policies allow it.
   *
   * `DELETE /sys/rotate/root\/init`
   */
  rootRotationCancel(...args: OperationArguments<"sysRootRotationCancel">): OperationCall<"sysRootRotationCancel">

  /**
   * Send one of the present key shares for a rotation
   *
   * Does the same as `sys/rekey/update`, for callers whose policies allow it.
   *
   * `POST /sys/rotate/root\/update`
   */
  rootRotationUpdate(...args: OperationArguments<"sysRootRotationUpdate">): OperationCall<"sysRootRotationUpdate">

  /**
   * Read the verification of the rotated key shares
   *
   * Does the same as `sys/rekey/verify`, for callers whose policies allow it.
   *
   * `GET /sys/rotate/root\/verify`
   */
  rootRotationVerificationRead(...args: OperationArguments<"sysRootRotationVerificationRead">): OperationCall<"sysRootRotationVerificationRead">

  /**
   * Send one of the rotated key shares
   *
   * Does the same as `sys/rekey/verify`, for callers whose policies allow it.
   *
   * `POST /sys/rotate/root\/verify`
   */
  rootRotationVerificationUpdate(...args: OperationArguments<"sysRootRotationVerificationUpdate">): OperationCall<"sysRootRotationVerificationUpdate">

  /**
   * Restart the verification of the rotated key shares
   *
   * Does the same as `sys/rekey/verify`, for callers whose policies allow it.
   *
   * `DELETE /sys/rotate/root\/verify`
   */
  rootRotationVerificationRestart(...args: OperationArguments<"sysRootRotationVerificationRestart">): OperationCall<"sysRootRotationVerificationRestart">

  /**
   * Read the backup of the rotated key shares
   *
   * Always refused with 400, since this server keeps no backup of key shares.
   *
   * `GET /sys/rotate/root\/backup`
   */
  rootRotationBackupRead(...args: OperationArguments<"sysRootRotationBackupRead">): OperationCall<"sysRootRotationBackupRead">

  /**
   * Delete the backup of the rotated key shares
   *
   * Has no effect, since this server keeps no backup of key shares.
   *
   * `DELETE /sys/rotate/root\/backup`
   */
  rootRotationBackupDelete(...args: OperationArguments<"sysRootRotationBackupDelete">): OperationCall<"sysRootRotationBackupDelete">

  /**
   * Read the rotation of the recovery key shares
   *
   * Does the same as `sys/rekey-recovery-key/init`, for callers whose policies allow it.
   * Refused with 400 unless the server unseals automatically.
   *
   * `GET /sys/rotate/recovery/init`
   */
  recoveryRotationRead(...args: OperationArguments<"sysRecoveryRotationRead">): OperationCall<"sysRecoveryRotationRead">

  /**
   * Start to rotate the recovery key shares
   *
   * Does the same as `sys/rekey-recovery-key/init`, for callers whose policies allow it.
   * Refused with 400 unless the server unseals automatically.
   *
   * `POST /sys/rotate/recovery/init`
   */
  recoveryRotationStart(...args: OperationArguments<"sysRecoveryRotationStart">): OperationCall<"sysRecoveryRotationStart">

  /**
   * Cancel the rotation of the recovery key shares
   *
   * Does the same as `sys/rekey-recovery-key/init`, for callers whose policies allow it.
   * Refused with 400 unless the server unseals automatically.
   *
   * `DELETE /sys/rotate/recovery/init`
   */
  recoveryRotationCancel(...args: OperationArguments<"sysRecoveryRotationCancel">): OperationCall<"sysRecoveryRotationCancel">

  /**
   * Send one of the present recovery key shares for a rotation
   *
   * Does the same as `sys/rekey-recovery-key/update`, for callers whose policies allow it.
   * Refused with 400 unless the server unseals automatically.
   *
   * `POST /sys/rotate/recovery/update`
   */
  recoveryRotationUpdate(...args: OperationArguments<"sysRecoveryRotationUpdate">): OperationCall<"sysRecoveryRotationUpdate">

  /**
   * Read the verification of the rotated recovery key shares
   *
   * Does the same as `sys/rekey-recovery-key/verify`, for callers whose policies allow it.
   * Refused with 400 unless the server unseals automatically.
   *
   * `GET /sys/rotate/recovery/verify`
   */
  recoveryRotationVerificationRead(...args: OperationArguments<"sysRecoveryRotationVerificationRead">): OperationCall<"sysRecoveryRotationVerificationRead">

  /**
   * Send one of the rotated recovery key shares
   *
   * Does the same as `sys/rekey-recovery-key/verify`, for callers whose policies allow it.
   * Refused with 400 unless the server unseals automatically.
   *
   * `POST /sys/rotate/recovery/verify`
   */
  recoveryRotationVerificationUpdate(...args: OperationArguments<"sysRecoveryRotationVerificationUpdate">): OperationCall<"sysRecoveryRotationVerificationUpdate">

  /**
   * Restart the verification of the rotated recovery key shares
   *
   * Does the same as `sys/rekey-recovery-key/verify`, for callers whose policies allow it.
   * Refused with 400 unless the server unseals automatically.
   *
   * `DELETE /sys/rotate/recovery/verify`
   */
  recoveryRotationVerificationRestart(...args: OperationArguments<"sysRecoveryRotationVerificationRestart">): OperationCall<"sysRecoveryRotationVerificationRestart">

  /**
   * Read the backup of the rotated recovery key shares
   *
   * Always refused with 400, since this server keeps no backup of key shares.
   *
   * `GET /sys/rotate/recovery/backup`
   */
  recoveryRotationBackupRead(...args: OperationArguments<"sysRecoveryRotationBackupRead">): OperationCall<"sysRecoveryRotationBackupRead">

  /**
   * Delete the backup of the rotated recovery key shares
   *
   * Has no effect, since this server keeps no backup of key shares.
   *
   * `DELETE /sys/rotate/recovery/backup`
   */
  recoveryRotationBackupDelete(...args: OperationArguments<"sysRecoveryRotationBackupDelete">): OperationCall<"sysRecoveryRotationBackupDelete">

  /**
   * Read the root token attempt
   *
   * Returns the present attempt to generate a root token.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/generate-root/attempt`
   */
  rootGenerationRead(...args: OperationArguments<"sysRootGenerationRead">): OperationCall<"sysRootGenerationRead">

  /**
   * Start a root token attempt
   *
   * Starts an attempt to generate a root token.
   * Only one attempt can be in progress.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/generate-root/attempt`
   */
  rootGenerationStart(...args: OperationArguments<"sysRootGenerationStart">): OperationCall<"sysRootGenerationStart">

  /**
   * Cancel the root token attempt
   *
   * Cancels the present attempt, and discards its key shares.
   * Requires no token and is never wrapped.
   *
   * `DELETE /sys/generate-root/attempt`
   */
  rootGenerationCancel(...args: OperationArguments<"sysRootGenerationCancel">): OperationCall<"sysRootGenerationCancel">

  /**
   * Send a key share for a root token
   *
   * Receives one key share for the present attempt.
   * Once enough shares are received, the encoded root token is returned.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/generate-root/update`
   */
  rootGenerationUpdate(...args: OperationArguments<"sysRootGenerationUpdate">): OperationCall<"sysRootGenerationUpdate">

  /**
   * Read the root token attempt (with a token)
   *
   * Returns the same attempt as `sys/generate-root/attempt`, for callers whose policies allow it.
   *
   * `GET /sys/generate-root-token/attempt`
   */
  rootTokenGenerationRead(...args: OperationArguments<"sysRootTokenGenerationRead">): OperationCall<"sysRootTokenGenerationRead">

  /**
   * Start a root token attempt (with a token)
   *
   * Starts an attempt to generate a root token.
   * Only one attempt can be in progress, here or at `sys/generate-root/attempt`.
   *
   * `POST /sys/generate-root-token/attempt`
   */
  rootTokenGenerationStart(...args: OperationArguments<"sysRootTokenGenerationStart">): OperationCall<"sysRootTokenGenerationStart">

  /**
   * Cancel the root token attempt (with a token)
   *
   * Cancels the present attempt, and discards its key shares.
   *
   * `DELETE /sys/generate-root-token/attempt`
   */
  rootTokenGenerationCancel(...args: OperationArguments<"sysRootTokenGenerationCancel">): OperationCall<"sysRootTokenGenerationCancel">

  /**
   * Send a key share for a root token (with a token)
   *
   * Receives one key share for the present attempt.
   * Once enough shares are received, the encoded root token is returned.
   *
   * `POST /sys/generate-root-token/update`
   */
  rootTokenGenerationUpdate(...args: OperationArguments<"sysRootTokenGenerationUpdate">): OperationCall<"sysRootTokenGenerationUpdate">

  /**
   * Decode an encoded root token
   *
   * Returns the root token in an encoded token, which is XORed with the one-time password.
   * Requires no token.
   *
   * `POST /sys/decode-token`
   */
  rootTokenDecode(...args: OperationArguments<"sysRootTokenDecode">): OperationCall<"sysRootTokenDecode">

  /**
   * Read the attempt to replace the key shares
   *
   * Returns the present attempt to replace the key shares.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/rekey/init`
   */
  rekeyRead(...args: OperationArguments<"sysRekeyRead">): OperationCall<"sysRekeyRead">

  /**
   * Start to replace the key shares
   *
   * Starts an attempt to replace the key shares.
   * Only one attempt can be in progress.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/rekey/init`
   */
  rekeyStart(...args: OperationArguments<"sysRekeyStart">): OperationCall<"sysRekeyStart">

  /**
   * Cancel the attempt to replace the key shares
   *
   * Cancels the present attempt, and discards what it has received and created.
   * Requires no token and is never wrapped.
   *
   * `DELETE /sys/rekey/init`
   */
  rekeyCancel(...args: OperationArguments<"sysRekeyCancel">): OperationCall<"sysRekeyCancel">

  /**
   * Send one of the present key shares
   *
   * Receives one of the present shares.
   * Once enough shares are received, the new ones are returned.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/rekey/update`
   */
  rekeyUpdate(...args: OperationArguments<"sysRekeyUpdate">): OperationCall<"sysRekeyUpdate">

  /**
   * Read the verification of the new key shares
   *
   * Returns the progress of the verification.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/rekey/verify`
   */
  rekeyVerificationRead(...args: OperationArguments<"sysRekeyVerificationRead">): OperationCall<"sysRekeyVerificationRead">

  /**
   * Send one of the new key shares
   *
   * Receives one of the new shares.
   * Once enough shares are received, the new shares replace the earlier ones.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/rekey/verify`
   */
  rekeyVerificationUpdate(...args: OperationArguments<"sysRekeyVerificationUpdate">): OperationCall<"sysRekeyVerificationUpdate">

  /**
   * Restart the verification of the new key shares
   *
   * Discards the new shares that were received, and starts with another nonce.
   * Requires no token and is never wrapped.
   *
   * `DELETE /sys/rekey/verify`
   */
  rekeyVerificationRestart(...args: OperationArguments<"sysRekeyVerificationRestart">): OperationCall<"sysRekeyVerificationRestart">

  /**
   * Read the backup of the key shares
   *
   * Always refused with 400, since this server keeps no backup of key shares.
   *
   * `GET /sys/rekey/backup`
   */
  rekeyBackupRead(...args: OperationArguments<"sysRekeyBackupRead">): OperationCall<"sysRekeyBackupRead">

  /**
   * Delete the backup of the key shares
   *
   * Has no effect, since this server keeps no backup of key shares.
   *
   * `DELETE /sys/rekey/backup`
   */
  rekeyBackupDelete(...args: OperationArguments<"sysRekeyBackupDelete">): OperationCall<"sysRekeyBackupDelete">

  /**
   * Read the attempt to replace the recovery key shares
   *
   * Returns the present attempt to replace the recovery key shares.
   * Refused with 400 unless the server unseals automatically.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/rekey-recovery-key/init`
   */
  recoveryRekeyRead(...args: OperationArguments<"sysRecoveryRekeyRead">): OperationCall<"sysRecoveryRekeyRead">

  /**
   * Start to replace the recovery key shares
   *
   * Starts an attempt to replace the recovery key shares.
   * Only one attempt can be in progress.
   * Refused with 400 unless the server unseals automatically.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/rekey-recovery-key/init`
   */
  recoveryRekeyStart(...args: OperationArguments<"sysRecoveryRekeyStart">): OperationCall<"sysRecoveryRekeyStart">

  /**
   * Cancel the attempt to replace the recovery key shares
   *
   * Cancels the present attempt, and discards what it has received and created.
   * Refused with 400 unless the server unseals automatically.
   * Requires no token and is never wrapped.
   *
   * `DELETE /sys/rekey-recovery-key/init`
   */
  recoveryRekeyCancel(...args: OperationArguments<"sysRecoveryRekeyCancel">): OperationCall<"sysRecoveryRekeyCancel">

  /**
   * Send one of the present recovery key shares
   *
   * Receives one of the present shares.
   * Once enough shares are received, the new ones are returned.
   * Refused with 400 unless the server unseals automatically.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/rekey-recovery-key/update`
   */
  recoveryRekeyUpdate(...args: OperationArguments<"sysRecoveryRekeyUpdate">): OperationCall<"sysRecoveryRekeyUpdate">

  /**
   * Read the verification of the new recovery key shares
   *
   * Returns the progress of the verification.
   * Refused with 400 unless the server unseals automatically.
   * Requires no token and is never wrapped.
   *
   * `GET /sys/rekey-recovery-key/verify`
   */
  recoveryRekeyVerificationRead(...args: OperationArguments<"sysRecoveryRekeyVerificationRead">): OperationCall<"sysRecoveryRekeyVerificationRead">

  /**
   * Send one of the new recovery key shares
   *
   * Receives one of the new shares.
   * Once enough shares are received, the new shares replace the earlier ones.
   * Refused with 400 unless the server unseals automatically.
   * Requires no token and is never wrapped.
   *
   * `POST /sys/rekey-recovery-key/verify`
   */
  recoveryRekeyVerificationUpdate(...args: OperationArguments<"sysRecoveryRekeyVerificationUpdate">): OperationCall<"sysRecoveryRekeyVerificationUpdate">

  /**
   * Restart the verification of the new recovery key shares
   *
   * Discards the new shares that were received, and starts with another nonce.
   * Refused with 400 unless the server unseals automatically.
   * Requires no token and is never wrapped.
   *
   * `DELETE /sys/rekey-recovery-key/verify`
   */
  recoveryRekeyVerificationRestart(...args: OperationArguments<"sysRecoveryRekeyVerificationRestart">): OperationCall<"sysRecoveryRekeyVerificationRestart">

  /**
   * Read the backup of the recovery key shares
   *
   * Always refused with 400, since this server keeps no backup of key shares.
   *
   * `GET /sys/rekey/recovery-key-backup`
   */
  recoveryRekeyBackupRead(...args: OperationArguments<"sysRecoveryRekeyBackupRead">): OperationCall<"sysRecoveryRekeyBackupRead">

  /**
   * Delete the backup of the recovery key shares
   *
   * Has no effect, since this server keeps no backup of key shares.
   *
   * `DELETE /sys/rekey/recovery-key-backup`
   */
  recoveryRekeyBackupDelete(...args: OperationArguments<"sysRecoveryRekeyBackupDelete">): OperationCall<"sysRecoveryRekeyBackupDelete">

  /**
   * List the installed server versions
   *
   * Returns only the present version, since this server keeps no history.
   *
   * `GET /sys/version-history/`
   */
  versionHistoryList(...args: OperationArguments<"sysVersionHistoryList">): OperationCall<"sysVersionHistoryList">

  /**
   * Read the capabilities of a token
   *
   * Returns the capabilities of a token on each path.
   * If the request has one path, `capabilities` contains the same list.
   *
   * `POST /sys/capabilities`
   */
  capabilitiesRead(...args: OperationArguments<"sysCapabilitiesRead">): OperationCall<"sysCapabilitiesRead">

  /**
   * Read the capabilities of the caller
   *
   * Returns the capabilities of the caller on each path, as `sys/capabilities` does.
   *
   * `POST /sys/capabilities-self`
   */
  capabilitiesSelfRead(...args: OperationArguments<"sysCapabilitiesSelfRead">): OperationCall<"sysCapabilitiesSelfRead">

  /**
   * Read the capabilities of an accessor's token
   *
   * Returns the capabilities of the token that an accessor belongs to, as `sys/capabilities` does.
   *
   * `POST /sys/capabilities-accessor`
   */
  capabilitiesAccessorRead(...args: OperationArguments<"sysCapabilitiesAccessorRead">): OperationCall<"sysCapabilitiesAccessorRead">

  /**
   * Read all rules of the caller
   *
   * Returns the capabilities in the caller's policies, by exact path and by path prefix.
   *
   * `GET /sys/internal/ui/resultant-acl`
   */
  uiResultantAclRead(...args: OperationArguments<"sysUiResultantAclRead">): OperationCall<"sysUiResultantAclRead">

  /**
   * Generate random bytes
   *
   * Returns random bytes in base64 or hexadecimal.
   *
   * `POST /sys/tools/random`
   */
  randomGenerate(...args: OperationArguments<"sysRandomGenerate">): OperationCall<"sysRandomGenerate">

  /**
   * Generate random bytes by count or source
   *
   * Returns random bytes in base64 or hexadecimal, with the number of bytes or the source in the path.
   *
   * `POST /sys/tools/random/{bytes_or_source}`
   */
  randomGenerateOf(...args: OperationArguments<"sysRandomGenerateOf">): OperationCall<"sysRandomGenerateOf">

  /**
   * Generate random bytes by source and count
   *
   * Returns random bytes in base64 or hexadecimal, with the source and the number of bytes in the path.
   *
   * `POST /sys/tools/random/{source}/{bytes}`
   */
  randomGenerateFrom(...args: OperationArguments<"sysRandomGenerateFrom">): OperationCall<"sysRandomGenerateFrom">

  /**
   * Hash the input bytes
   *
   * Returns a SHA-2 or SHA-3 hash of the input.
   *
   * `POST /sys/tools/hash`
   */
  hashGenerate(...args: OperationArguments<"sysHashGenerate">): OperationCall<"sysHashGenerate">

  /**
   * Hash the input bytes by algorithm
   *
   * Returns a SHA-2 or SHA-3 hash of the input. The algorithm in the path takes precedence over the one in the body.
   *
   * `POST /sys/tools/hash/{algorithm}`
   */
  hashGenerateBy(...args: OperationArguments<"sysHashGenerateBy">): OperationCall<"sysHashGenerateBy">

  /**
   * Read the CORS settings
   *
   * Returns the web origins that may send requests to the server.
   * The keys of `data` are also at the top level.
   * Requires `sudo` on the path.
   *
   * `GET /sys/config/cors`
   */
  corsRead(...args: OperationArguments<"sysCorsRead">): OperationCall<"sysCorsRead">

  /**
   * Write the CORS settings
   *
   * Sets the web origins that may send requests to the server, from the next request on.
   * Requires `sudo` on the path.
   *
   * `POST /sys/config/cors`
   */
  corsWrite(...args: OperationArguments<"sysCorsWrite">): OperationCall<"sysCorsWrite">

  /**
   * Disable CORS for all origins
   *
   * Refuses requests from other web origins, from the next request on.
   * Requires `sudo` on the path.
   *
   * `DELETE /sys/config/cors`
   */
  corsDelete(...args: OperationArguments<"sysCorsDelete">): OperationCall<"sysCorsDelete">

  /**
   * Read the metrics
   *
   * Returns the metrics as JSON, or in the text format of Prometheus.
   * Without `format`, the `Accept` header of Prometheus chooses its format.
   * Counters start at 0 when the server is started or unsealed.
   * Unless the server is configured otherwise, a token is required.
   * Without one, a sealed server has metrics as well.
   *
   * `GET /sys/metrics`
   */
  metricsRead(...args: OperationArguments<"sysMetricsRead">): OperationCall<"sysMetricsRead">

  /**
   * List the rate limit quotas
   *
   * Returns the names of the rate limit quotas.
   *
   * `GET /sys/quotas/rate-limit/`
   */
  rateLimitList(...args: OperationArguments<"sysRateLimitList">): OperationCall<"sysRateLimitList">

  /**
   * Read a rate limit quota
   *
   * Returns the quota.
   *
   * `GET /sys/quotas/rate-limit/{name}`
   */
  rateLimitRead(...args: OperationArguments<"sysRateLimitRead">): OperationCall<"sysRateLimitRead">

  /**
   * Create or update a rate limit quota
   *
   * Limits the requests of each client to the whole server, to a mount, to a path below a mount, or to the logins of a role.
   * The quota applies from the next request on, with new counters for all clients.
   *
   * `POST /sys/quotas/rate-limit/{name}`
   */
  rateLimitWrite(...args: OperationArguments<"sysRateLimitWrite">): OperationCall<"sysRateLimitWrite">

  /**
   * Delete a rate limit quota
   *
   * Deletes the quota.
   * An unknown quota is not an error.
   *
   * `DELETE /sys/quotas/rate-limit/{name}`
   */
  rateLimitDelete(...args: OperationArguments<"sysRateLimitDelete">): OperationCall<"sysRateLimitDelete">

  /**
   * Read the settings of quotas
   *
   * Returns the settings that all rate limit quotas share.
   *
   * `GET /sys/quotas/config`
   */
  quotaConfigRead(...args: OperationArguments<"sysQuotaConfigRead">): OperationCall<"sysQuotaConfigRead">

  /**
   * Write the settings of quotas
   *
   * Replaces the settings that all rate limit quotas share.
   * A setting that the request does not contain becomes false or empty.
   *
   * `POST /sys/quotas/config`
   */
  quotaConfigWrite(...args: OperationArguments<"sysQuotaConfigWrite">): OperationCall<"sysQuotaConfigWrite">

  /**
   * List the audit devices
   *
   * Returns the audit devices, by path.
   * Requires `sudo` on the path.
   *
   * `GET /sys/audit`
   */
  auditList(...args: OperationArguments<"sysAuditList">): OperationCall<"sysAuditList">

  /**
   * Enable an audit device
   *
   * Enables an audit device: from now on, a request is answered only if a device has written its entries.
   * Refused with 400 unless the configuration of the server allows it.
   * Requires `sudo` on the path.
   *
   * `POST /sys/audit/{path}`
   */
  auditEnable(...args: OperationArguments<"sysAuditEnable">): OperationCall<"sysAuditEnable">

  /**
   * Disable an audit device
   *
   * Disables an audit device and deletes its salt.
   * Hashes in its entries cannot be computed again afterwards.
   * An unknown audit device is not an error; a device of the configuration is refused with 400.
   * Requires `sudo` on the path.
   *
   * `DELETE /sys/audit/{path}`
   */
  auditDisable(...args: OperationArguments<"sysAuditDisable">): OperationCall<"sysAuditDisable">

  /**
   * Hash a string by an audit device
   *
   * Returns a string as it is in the entries of the device.
   * An unknown audit device is refused with 400.
   *
   * `POST /sys/audit-hash/{path}`
   */
  auditHash(...args: OperationArguments<"sysAuditHash">): OperationCall<"sysAuditHash">

  /**
   * List the audited request headers
   *
   * Returns the request headers that audit entries contain, by their names in lower case.
   * Requires `sudo` on the path.
   *
   * `GET /sys/config/auditing/request-headers`
   */
  auditHeaderList(...args: OperationArguments<"sysAuditHeaderList">): OperationCall<"sysAuditHeaderList">

  /**
   * Read how a request header is audited
   *
   * Returns the setting under the name of the header, spelled as in the path of the request.
   * A header that is not audited is refused with 400.
   * Requires `sudo` on the path.
   *
   * `GET /sys/config/auditing/request-headers/{header}`
   */
  auditHeaderRead(...args: OperationArguments<"sysAuditHeaderRead">): OperationCall<"sysAuditHeaderRead">

  /**
   * Audit a request header
   *
   * Audit entries contain this header from the next request on.
   * Requires `sudo` on the path.
   *
   * `POST /sys/config/auditing/request-headers/{header}`
   */
  auditHeaderWrite(...args: OperationArguments<"sysAuditHeaderWrite">): OperationCall<"sysAuditHeaderWrite">

  /**
   * Stop auditing a request header
   *
   * A header that is not audited is not an error.
   * Requires `sudo` on the path.
   *
   * `DELETE /sys/config/auditing/request-headers/{header}`
   */
  auditHeaderDelete(...args: OperationArguments<"sysAuditHeaderDelete">): OperationCall<"sysAuditHeaderDelete">

  /**
   * Read the OpenAPI document of this server
   *
   * Returns this document with the mounts that the caller may see; without a caller, it contains no mounts.
   * The response is not in an envelope.
   *
   * `GET /sys/internal/specs/openapi`
   */
  openApiRead(...args: OperationArguments<"sysOpenApiRead">): OperationCall<"sysOpenApiRead">

  /**
   * List the mounts
   *
   * Returns all mounts of secrets engines by their path.
   *
   * `GET /sys/mounts`
   */
  mountList(...args: OperationArguments<"sysMountList">): OperationCall<"sysMountList">

  /**
   * Read a mount
   *
   * Returns the type and settings of a mount.
   * An unknown mount is answered with 400.
   * With the path of a login method, such as `auth/token`, requires `read` and `sudo` on `sys/auth/token`, too.
   *
   * `GET /sys/mounts/{path}`
   */
  mountRead(...args: OperationArguments<"sysMountRead">): OperationCall<"sysMountRead">

  /**
   * Mount a secrets engine
   *
   * Creates a mount, whose paths are available as soon as the request is answered.
   *
   * `POST /sys/mounts/{path}`
   */
  mountEnable(...args: OperationArguments<"sysMountEnable">): OperationCall<"sysMountEnable">

  /**
   * Unmount a secrets engine
   *
   * Deletes the mount with its data, and revokes its leases and the tokens, wrapping tokens included, that were created below its path.
   * An unknown mount is not an error.
   *
   * `DELETE /sys/mounts/{path}`
   */
  mountDisable(...args: OperationArguments<"sysMountDisable">): OperationCall<"sysMountDisable">

  /**
   * Read the tuning of a mount
   *
   * Returns the effective settings, with the server's TTLs if the mount has none.
   *
   * `GET /sys/mounts/{path}/tune`
   */
  mountTuningRead(...args: OperationArguments<"sysMountTuningRead">): OperationCall<"sysMountTuningRead">

  /**
   * Tune a mount
   *
   * Changes the settings that the request contains.
   * A TTL of `0` or `system` resets it to the server's; an empty string leaves it unchanged.
   * The mounts `sys` and `cubbyhole` only accept `audit_non_hmac_request_keys` and `audit_non_hmac_response_keys`.
   *
   * `POST /sys/mounts/{path}/tune`
   */
  mountTuningWrite(...args: OperationArguments<"sysMountTuningWrite">): OperationCall<"sysMountTuningWrite">

  /**
   * Move a mount
   *
   * Moves a mount with its data to another path, and revokes the leases and tokens that were created below its old path.
   * Requires `sudo` on the path.
   *
   * `POST /sys/remount`
   */
  remount(...args: OperationArguments<"sysRemount">): OperationCall<"sysRemount">

  /**
   * Read the status of a move
   *
   * Returns the paths and the status of a move of a mount.
   * An unknown move is answered with 404.
   *
   * `GET /sys/remount/status/{migration_id}`
   */
  remountStatusRead(...args: OperationArguments<"sysRemountStatusRead">): OperationCall<"sysRemountStatusRead">

  /**
   * List the mounts visible to the caller
   *
   * Returns the mounts on which the caller has a capability.
   * Without a token, returns only the mounts with `listing_visibility` `unauth`.
   * A token that is not valid is refused.
   *
   * `GET /sys/internal/ui/mounts`
   */
  uiMountList(...args: OperationArguments<"sysUiMountList">): OperationCall<"sysUiMountList">

  /**
   * Find the mount of a path
   *
   * Returns the mount to a caller with any capability on it; clients use it to find the version of a key-value engine.
   * Any other caller gets 403, whether or not the mount exists.
   *
   * `GET /sys/internal/ui/mounts/{path}`
   */
  uiMountRead(...args: OperationArguments<"sysUiMountRead">): OperationCall<"sysUiMountRead">

  /**
   * List the login methods
   *
   * Returns the type and settings of all login methods, by their path without `auth/`.
   *
   * `GET /sys/auth`
   */
  authList(...args: OperationArguments<"sysAuthList">): OperationCall<"sysAuthList">

  /**
   * Read a login method
   *
   * Returns the type and settings of a login method.
   * An unknown login method is answered with 400.
   * Requires `sudo` on the path.
   *
   * `GET /sys/auth/{path}`
   */
  authRead(...args: OperationArguments<"sysAuthRead">): OperationCall<"sysAuthRead">

  /**
   * Enable a login method
   *
   * Creates a login method, whose paths are available as soon as the request is answered.
   * Requires `sudo` on the path.
   *
   * `POST /sys/auth/{path}`
   */
  authEnable(...args: OperationArguments<"sysAuthEnable">): OperationCall<"sysAuthEnable">

  /**
   * Disable a login method
   *
   * Deletes a login method with its data, and revokes every token that was created below its path.
   * An unknown login method is not an error.
   * Requires `sudo` on the path.
   *
   * `DELETE /sys/auth/{path}`
   */
  authDisable(...args: OperationArguments<"sysAuthDisable">): OperationCall<"sysAuthDisable">

  /**
   * Read the tuning of a login method
   *
   * Returns the effective settings of a login method, with the server's TTLs if it has none.
   * Requires `sudo` on the path.
   *
   * `GET /sys/auth/{path}/tune`
   */
  authTuningRead(...args: OperationArguments<"sysAuthTuningRead">): OperationCall<"sysAuthTuningRead">

  /**
   * Tune a login method
   *
   * Changes the settings of a login method that the request contains.
   * A TTL of `0` or `system` resets it to the server's; an empty string leaves it unchanged.
   * The TTLs of `token` limit the tokens that `auth/token` creates and renews; it has no `token_type`.
   * Requires `sudo` on the path.
   *
   * `POST /sys/auth/{path}/tune`
   */
  authTuningWrite(...args: OperationArguments<"sysAuthTuningWrite">): OperationCall<"sysAuthTuningWrite">
}

/**
 * Policies, which define the capabilities of tokens.
 */
export interface PolicyOperations {
  /**
   * List the policies
   *
   * Returns the names of all policies except `response-wrapping`, sorted, with `root` last.
   *
   * `GET /sys/policies/acl/`
   */
  list(...args: OperationArguments<"policyList">): OperationCall<"policyList">

  /**
   * Read a policy
   *
   * Returns the text of a policy as it was written, and its properties.
   *
   * `GET /sys/policies/acl/{name}`
   */
  read(...args: OperationArguments<"policyRead">): OperationCall<"policyRead">

  /**
   * Create or update a policy
   *
   * Writes the policy, which applies from the next request on.
   * The response is 200 if there are warnings, otherwise 204.
   *
   * `POST /sys/policies/acl/{name}`
   */
  write(...args: OperationArguments<"policyWrite">): OperationCall<"policyWrite">

  /**
   * Delete a policy
   *
   * Deletes a policy; `root`, `default` and `response-wrapping` cannot be deleted.
   * An unknown policy is not an error.
   *
   * `DELETE /sys/policies/acl/{name}`
   */
  delete(...args: OperationArguments<"policyDelete">): OperationCall<"policyDelete">

  /**
   * List the policies with their texts
   *
   * Returns all policies except `response-wrapping`, each as a read returns it.
   *
   * `GET /sys/policies/detailed/acl/`
   */
  listDetailed(...args: OperationArguments<"policyListDetailed">): OperationCall<"policyListDetailed">

  /**
   * List policies by prefix with their texts
   *
   * Returns the policies whose names begin with the prefix and a slash, by the rest of their names.
   * If there is none, the response is 404.
   *
   * `GET /sys/policies/detailed/acl/{prefix}/`
   */
  listDetailedBelow(...args: OperationArguments<"policyListDetailedBelow">): OperationCall<"policyListDetailedBelow">

  /**
   * List the policies (old path)
   *
   * Returns the names of all policies except `response-wrapping`, as `sys/policies/acl` does.
   * The keys of `data` are also at the top level.
   *
   * `GET /sys/policy/`
   */
  legacyList(...args: OperationArguments<"policyLegacyList">): OperationCall<"policyLegacyList">

  /**
   * List the policies by GET (old path)
   *
   * Returns the names of all policies except `response-wrapping`, as the list at this path does.
   *
   * `GET /sys/policy`
   */
  legacyListGet(...args: OperationArguments<"policyLegacyListGet">): OperationCall<"policyLegacyListGet">

  /**
   * Read a policy (old path)
   *
   * Returns a policy as `sys/policies/acl/{name}` does, with its text in `rules`.
   *
   * `GET /sys/policy/{name}`
   */
  legacyRead(...args: OperationArguments<"policyLegacyRead">): OperationCall<"policyLegacyRead">

  /**
   * Create or update a policy (old path)
   *
   * Writes a policy as `sys/policies/acl/{name}` does.
   * A policy in `rules`, the old name of `policy`, returns a warning.
   *
   * `POST /sys/policy/{name}`
   */
  legacyWrite(...args: OperationArguments<"policyLegacyWrite">): OperationCall<"policyLegacyWrite">

  /**
   * Delete a policy (old path)
   *
   * Deletes a policy as `sys/policies/acl/{name}` does.
   *
   * `DELETE /sys/policy/{name}`
   */
  legacyDelete(...args: OperationArguments<"policyLegacyDelete">): OperationCall<"policyLegacyDelete">
}

/**
 * Secrets that can be revoked: look up, renew and revoke their leases.
 */
export interface LeaseOperations {
  /**
   * List irrevocable leases
   *
   * Returns the leases that could not be revoked.
   * Any `type` other than `irrevocable` is answered with 404.
   * Requires `sudo` on the path.
   *
   * `GET /sys/leases`
   */
  listIrrevocable(...args: OperationArguments<"leaseListIrrevocable">): OperationCall<"leaseListIrrevocable">

  /**
   * Count irrevocable leases
   *
   * Returns the number of leases that could not be revoked, in total and by mount.
   * Any `type` other than `irrevocable` is answered with 404.
   *
   * `GET /sys/leases/count`
   */
  count(...args: OperationArguments<"leaseCount">): OperationCall<"leaseCount">

  /**
   * Look up a lease
   *
   * Returns the properties of a lease until it ends.
   * An unknown lease is answered with 400.
   *
   * `POST /sys/leases/lookup`
   */
  lookup(...args: OperationArguments<"leaseLookup">): OperationCall<"leaseLookup">

  /**
   * List leases by prefix
   *
   * Returns the names directly below the path: lease ids, and folders that end in `/`.
   * Requires `sudo` on the path.
   *
   * `GET /sys/leases/lookup/{prefix}/`
   */
  listByPrefix(...args: OperationArguments<"leaseListByPrefix">): OperationCall<"leaseListByPrefix">

  /**
   * Renew a lease
   *
   * Renews the lease for the requested increment, up to the mount's maximum TTL.
   * Tokens are renewed at `auth/token/renew`, not here.
   *
   * `POST /sys/leases/renew`
   */
  renew(...args: OperationArguments<"leaseRenew">): OperationCall<"leaseRenew">

  /**
   * Renew a lease by path
   *
   * Renews the lease in the path for the requested increment, up to the mount's maximum TTL.
   * Tokens are renewed at `auth/token/renew`, not here.
   *
   * `POST /sys/leases/renew/{lease_id}`
   */
  renewById(...args: OperationArguments<"leaseRenewById">): OperationCall<"leaseRenewById">

  /**
   * Revoke a lease
   *
   * Revokes the secret of the lease before the request is answered.
   * Revoking the lease of a token revokes the token.
   * An unknown lease is not an error.
   *
   * `POST /sys/leases/revoke`
   */
  revoke(...args: OperationArguments<"leaseRevoke">): OperationCall<"leaseRevoke">

  /**
   * Revoke a lease by path
   *
   * Revokes the secret of the lease in the path before the request is answered.
   * An unknown lease is not an error.
   *
   * `POST /sys/leases/revoke/{lease_id}`
   */
  revokeById(...args: OperationArguments<"leaseRevokeById">): OperationCall<"leaseRevokeById">

  /**
   * Revoke leases by prefix
   *
   * Revokes all leases and tokens, wrapping tokens included, that were created at or below the path.
   * Requires `sudo` on the path.
   *
   * `POST /sys/leases/revoke-prefix/{prefix}`
   */
  revokeByPrefix(...args: OperationArguments<"leaseRevokeByPrefix">): OperationCall<"leaseRevokeByPrefix">

  /**
   * Force the revocation of leases by prefix
   *
   * Revokes all leases and tokens that were created at or below the path.
   * A lease ends even if its engine fails to revoke the secret.
   * Requires `sudo` on the path.
   *
   * `POST /sys/leases/revoke-force/{prefix}`
   */
  revokeForce(...args: OperationArguments<"leaseRevokeForce">): OperationCall<"leaseRevokeForce">

  /**
   * Remove expired leases
   *
   * Revokes expired leases that are still stored.
   * The response contains a warning that tidying has started.
   *
   * `POST /sys/leases/tidy`
   */
  tidy(...args: OperationArguments<"leaseTidy">): OperationCall<"leaseTidy">
}

/**
 * Create, look up, renew and revoke tokens.
 */
export interface TokenOperations {
  /**
   * Create a token
   *
   * Creates a child of the caller, or an orphan if the request asks for one.
   *
   * `POST /auth/token/create`
   */
  create(...args: OperationArguments<"tokenCreate">): OperationCall<"tokenCreate">

  /**
   * Create an orphan token
   *
   * Creates a token without a parent.
   * Requires `sudo` on the path.
   *
   * `POST /auth/token/create-orphan`
   */
  createOrphan(...args: OperationArguments<"tokenCreateOrphan">): OperationCall<"tokenCreateOrphan">

  /**
   * Look up a token
   *
   * Returns the properties of the token in the body, or of the caller if there is none.
   *
   * `POST /auth/token/lookup`
   */
  lookup(...args: OperationArguments<"tokenLookup">): OperationCall<"tokenLookup">

  /**
   * Look up the caller's token
   *
   * Returns the properties of the caller's token, with `num_uses` as it is after this request.
   *
   * `GET /auth/token/lookup-self`
   */
  lookupSelf(...args: OperationArguments<"tokenLookupSelf">): OperationCall<"tokenLookupSelf">

  /**
   * Look up a token by accessor
   *
   * Returns the properties of the token that an accessor belongs to, with an empty `id`.
   *
   * `POST /auth/token/lookup-accessor`
   */
  lookupAccessor(...args: OperationArguments<"tokenLookupAccessor">): OperationCall<"tokenLookupAccessor">

  /**
   * Renew a token
   *
   * Extends the TTL of a token, up to its maximum.
   *
   * `POST /auth/token/renew`
   */
  renew(...args: OperationArguments<"tokenRenew">): OperationCall<"tokenRenew">

  /**
   * Renew the caller's token
   *
   * Extends the TTL of the caller's token, up to its maximum.
   *
   * `POST /auth/token/renew-self`
   */
  renewSelf(...args: OperationArguments<"tokenRenewSelf">): OperationCall<"tokenRenewSelf">

  /**
   * Renew a token by accessor
   *
   * Extends the TTL of the token that an accessor belongs to, up to its maximum.
   * The response does not contain the token.
   *
   * `POST /auth/token/renew-accessor`
   */
  renewAccessor(...args: OperationArguments<"tokenRenewAccessor">): OperationCall<"tokenRenewAccessor">

  /**
   * Revoke a token
   *
   * Revokes a token and all its descendants.
   * An unknown token is not an error.
   *
   * `POST /auth/token/revoke`
   */
  revoke(...args: OperationArguments<"tokenRevoke">): OperationCall<"tokenRevoke">

  /**
   * Revoke the caller's token
   *
   * Revokes the caller's token and all its descendants.
   *
   * `POST /auth/token/revoke-self`
   */
  revokeSelf(...args: OperationArguments<"tokenRevokeSelf">): OperationCall<"tokenRevokeSelf">

  /**
   * Revoke a token but not its children
   *
   * Revokes a token and turns its children into orphans.
   * Requires `root` or `sudo` on the path: the response to others is 400.
   *
   * `POST /auth/token/revoke-orphan`
   */
  revokeOrphan(...args: OperationArguments<"tokenRevokeOrphan">): OperationCall<"tokenRevokeOrphan">

  /**
   * Revoke a token by accessor
   *
   * Revokes the token that an accessor belongs to and all its descendants.
   * An unknown accessor is answered with 200 and a warning.
   *
   * `POST /auth/token/revoke-accessor`
   */
  revokeAccessor(...args: OperationArguments<"tokenRevokeAccessor">): OperationCall<"tokenRevokeAccessor">

  /**
   * List the accessors of all tokens
   *
   * Returns the accessor of every token that has one.
   * Requires `sudo` on the path.
   *
   * `GET /auth/token/accessors/`
   */
  accessorList(...args: OperationArguments<"tokenAccessorList">): OperationCall<"tokenAccessorList">

  /**
   * Create a token by a role
   *
   * Creates a token with the policies, TTLs, type and parent that the role allows.
   *
   * `POST /auth/token/create/{role}`
   */
  createAgainstRole(...args: OperationArguments<"tokenCreateAgainstRole">): OperationCall<"tokenCreateAgainstRole">

  /**
   * List the token roles
   *
   * Returns the names of all token roles in sorted order.
   *
   * `GET /auth/token/roles/`
   */
  roleList(...args: OperationArguments<"tokenRoleList">): OperationCall<"tokenRoleList">

  /**
   * Read a token role
   *
   * Returns every field of the role, with the defaults of those that were never set.
   *
   * `GET /auth/token/roles/{role}`
   */
  roleRead(...args: OperationArguments<"tokenRoleRead">): OperationCall<"tokenRoleRead">

  /**
   * Create or update a token role
   *
   * Creates the role, or changes the fields that the request contains.
   * The response is 200 if there are warnings, otherwise 204.
   *
   * `POST /auth/token/roles/{role}`
   */
  roleWrite(...args: OperationArguments<"tokenRoleWrite">): OperationCall<"tokenRoleWrite">

  /**
   * Delete a token role
   *
   * Deletes the role; tokens that it created stay valid, but cannot be renewed.
   * An unknown role is not an error.
   *
   * `DELETE /auth/token/roles/{role}`
   */
  roleDelete(...args: OperationArguments<"tokenRoleDelete">): OperationCall<"tokenRoleDelete">

  /**
   * Remove data of ended tokens
   *
   * Has no effect on this server, which removes the data of ended tokens continuously.
   * The response contains a warning that tidying has started.
   *
   * `POST /auth/token/tidy`
   */
  tidy(...args: OperationArguments<"tokenTidy">): OperationCall<"tokenTidy">
}

/**
 * The login method AppRole, for machines: role ids and secret ids.
 */
export interface AppRoleOperations {
  /**
   * Log in with a role id
   *
   * Creates a token for a role id and a secret id.
   * A role with `bind_secret_id` false needs no secret id.
   *
   * `POST /auth/{approle_mount}/login`
   */
  login(...args: OperationArguments<"appRoleLogin">): OperationCall<"appRoleLogin">

  /**
   * List the AppRole roles
   *
   * Returns the names of all roles in sorted order.
   *
   * `GET /auth/{approle_mount}/role/`
   */
  roleList(...args: OperationArguments<"appRoleRoleList">): OperationCall<"appRoleRoleList">

  /**
   * Read an AppRole role
   *
   * Returns every field of the role except its role id.
   *
   * `GET /auth/{approle_mount}/role/{role}`
   */
  roleRead(...args: OperationArguments<"appRoleRoleRead">): OperationCall<"appRoleRoleRead">

  /**
   * Create or update an AppRole role
   *
   * Creates the role, or changes the fields that the request contains.
   * A role must require a secret id or be bound to addresses.
   *
   * `POST /auth/{approle_mount}/role/{role}`
   */
  roleWrite(...args: OperationArguments<"appRoleRoleWrite">): OperationCall<"appRoleRoleWrite">

  /**
   * Delete an AppRole role
   *
   * Deletes the role with its role id and its secret ids.
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}`
   */
  roleDelete(...args: OperationArguments<"appRoleRoleDelete">): OperationCall<"appRoleRoleDelete">

  /**
   * Read the role id of a role
   *
   * Returns the role id, which identifies the role in a login.
   *
   * `GET /auth/{approle_mount}/role/{role}/role-id`
   */
  roleIdRead(...args: OperationArguments<"appRoleRoleIdRead">): OperationCall<"appRoleRoleIdRead">

  /**
   * Set the role id of a role
   *
   * Replaces the role id.
   * A login with the old role id is rejected afterwards.
   *
   * `POST /auth/{approle_mount}/role/{role}/role-id`
   */
  roleIdWrite(...args: OperationArguments<"appRoleRoleIdWrite">): OperationCall<"appRoleRoleIdWrite">

  /**
   * Read the token policies of a role
   *
   * Returns the field `token_policies` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/policies`
   */
  policiesRead(...args: OperationArguments<"appRolePoliciesRead">): OperationCall<"appRolePoliciesRead">

  /**
   * Write the token policies of a role
   *
   * Changes the field `token_policies` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/policies`
   */
  policiesWrite(...args: OperationArguments<"appRolePoliciesWrite">): OperationCall<"appRolePoliciesWrite">

  /**
   * Reset the token policies of a role
   *
   * Resets the field `token_policies` of the role to its default (an empty list).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/policies`
   */
  policiesDelete(...args: OperationArguments<"appRolePoliciesDelete">): OperationCall<"appRolePoliciesDelete">

  /**
   * Read the token TTL of a role
   *
   * Returns the field `token_ttl` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/token-ttl`
   */
  tokenTtlRead(...args: OperationArguments<"appRoleTokenTtlRead">): OperationCall<"appRoleTokenTtlRead">

  /**
   * Write the token TTL of a role
   *
   * Changes the field `token_ttl` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/token-ttl`
   */
  tokenTtlWrite(...args: OperationArguments<"appRoleTokenTtlWrite">): OperationCall<"appRoleTokenTtlWrite">

  /**
   * Reset the token TTL of a role
   *
   * Resets the field `token_ttl` of the role to its default (0).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/token-ttl`
   */
  tokenTtlDelete(...args: OperationArguments<"appRoleTokenTtlDelete">): OperationCall<"appRoleTokenTtlDelete">

  /**
   * Read the maximum token TTL of a role
   *
   * Returns the field `token_max_ttl` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/token-max-ttl`
   */
  tokenMaxTtlRead(...args: OperationArguments<"appRoleTokenMaxTtlRead">): OperationCall<"appRoleTokenMaxTtlRead">

  /**
   * Write the maximum token TTL of a role
   *
   * Changes the field `token_max_ttl` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/token-max-ttl`
   */
  tokenMaxTtlWrite(...args: OperationArguments<"appRoleTokenMaxTtlWrite">): OperationCall<"appRoleTokenMaxTtlWrite">

  /**
   * Reset the maximum token TTL of a role
   *
   * Resets the field `token_max_ttl` of the role to its default (0).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/token-max-ttl`
   */
  tokenMaxTtlDelete(...args: OperationArguments<"appRoleTokenMaxTtlDelete">): OperationCall<"appRoleTokenMaxTtlDelete">

  /**
   * Read the token use limit of a role
   *
   * Returns the field `token_num_uses` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/token-num-uses`
   */
  tokenNumUsesRead(...args: OperationArguments<"appRoleTokenNumUsesRead">): OperationCall<"appRoleTokenNumUsesRead">

  /**
   * Write the token use limit of a role
   *
   * Changes the field `token_num_uses` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/token-num-uses`
   */
  tokenNumUsesWrite(...args: OperationArguments<"appRoleTokenNumUsesWrite">): OperationCall<"appRoleTokenNumUsesWrite">

  /**
   * Reset the token use limit of a role
   *
   * Resets the field `token_num_uses` of the role to its default (0).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/token-num-uses`
   */
  tokenNumUsesDelete(...args: OperationArguments<"appRoleTokenNumUsesDelete">): OperationCall<"appRoleTokenNumUsesDelete">

  /**
   * Read the token period of a role
   *
   * Returns the field `token_period` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/period`
   */
  periodRead(...args: OperationArguments<"appRolePeriodRead">): OperationCall<"appRolePeriodRead">

  /**
   * Write the token period of a role
   *
   * Changes the field `token_period` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/period`
   */
  periodWrite(...args: OperationArguments<"appRolePeriodWrite">): OperationCall<"appRolePeriodWrite">

  /**
   * Reset the token period of a role
   *
   * Resets the field `token_period` of the role to its default (0).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/period`
   */
  periodDelete(...args: OperationArguments<"appRolePeriodDelete">): OperationCall<"appRolePeriodDelete">

  /**
   * Read the token CIDR blocks of a role
   *
   * Returns the field `token_bound_cidrs` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/token-bound-cidrs`
   */
  tokenBoundCidrsRead(...args: OperationArguments<"appRoleTokenBoundCidrsRead">): OperationCall<"appRoleTokenBoundCidrsRead">

  /**
   * Write the token CIDR blocks of a role
   *
   * Changes the field `token_bound_cidrs` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/token-bound-cidrs`
   */
  tokenBoundCidrsWrite(...args: OperationArguments<"appRoleTokenBoundCidrsWrite">): OperationCall<"appRoleTokenBoundCidrsWrite">

  /**
   * Reset the token CIDR blocks of a role
   *
   * Resets the field `token_bound_cidrs` of the role to its default (no restriction).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/token-bound-cidrs`
   */
  tokenBoundCidrsDelete(...args: OperationArguments<"appRoleTokenBoundCidrsDelete">): OperationCall<"appRoleTokenBoundCidrsDelete">

  /**
   * Read whether a role requires secret ids
   *
   * Returns the field `bind_secret_id` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/bind-secret-id`
   */
  bindSecretIdRead(...args: OperationArguments<"appRoleBindSecretIdRead">): OperationCall<"appRoleBindSecretIdRead">

  /**
   * Set whether a role requires secret ids
   *
   * Changes the field `bind_secret_id` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/bind-secret-id`
   */
  bindSecretIdWrite(...args: OperationArguments<"appRoleBindSecretIdWrite">): OperationCall<"appRoleBindSecretIdWrite">

  /**
   * Reset whether a role requires secret ids
   *
   * Resets the field `bind_secret_id` of the role to its default (true).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/bind-secret-id`
   */
  bindSecretIdDelete(...args: OperationArguments<"appRoleBindSecretIdDelete">): OperationCall<"appRoleBindSecretIdDelete">

  /**
   * Read the use limit of secret ids
   *
   * Returns the field `secret_id_num_uses` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/secret-id-num-uses`
   */
  secretIdNumUsesRead(...args: OperationArguments<"appRoleSecretIdNumUsesRead">): OperationCall<"appRoleSecretIdNumUsesRead">

  /**
   * Write the use limit of secret ids
   *
   * Changes the field `secret_id_num_uses` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/secret-id-num-uses`
   */
  secretIdNumUsesWrite(...args: OperationArguments<"appRoleSecretIdNumUsesWrite">): OperationCall<"appRoleSecretIdNumUsesWrite">

  /**
   * Reset the use limit of secret ids
   *
   * Resets the field `secret_id_num_uses` of the role to its default (0).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/secret-id-num-uses`
   */
  secretIdNumUsesDelete(...args: OperationArguments<"appRoleSecretIdNumUsesDelete">): OperationCall<"appRoleSecretIdNumUsesDelete">

  /**
   * Read the TTL of secret ids
   *
   * Returns the field `secret_id_ttl` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/secret-id-ttl`
   */
  secretIdTtlRead(...args: OperationArguments<"appRoleSecretIdTtlRead">): OperationCall<"appRoleSecretIdTtlRead">

  /**
   * Write the TTL of secret ids
   *
   * Changes the field `secret_id_ttl` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/secret-id-ttl`
   */
  secretIdTtlWrite(...args: OperationArguments<"appRoleSecretIdTtlWrite">): OperationCall<"appRoleSecretIdTtlWrite">

  /**
   * Reset the TTL of secret ids
   *
   * Resets the field `secret_id_ttl` of the role to its default (0).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/secret-id-ttl`
   */
  secretIdTtlDelete(...args: OperationArguments<"appRoleSecretIdTtlDelete">): OperationCall<"appRoleSecretIdTtlDelete">

  /**
   * Read the login CIDR blocks of a role
   *
   * Returns the field `secret_id_bound_cidrs` of the role.
   *
   * `GET /auth/{approle_mount}/role/{role}/secret-id-bound-cidrs`
   */
  secretIdBoundCidrsRead(...args: OperationArguments<"appRoleSecretIdBoundCidrsRead">): OperationCall<"appRoleSecretIdBoundCidrsRead">

  /**
   * Write the login CIDR blocks of a role
   *
   * Changes the field `secret_id_bound_cidrs` of the role and no other field.
   *
   * `POST /auth/{approle_mount}/role/{role}/secret-id-bound-cidrs`
   */
  secretIdBoundCidrsWrite(...args: OperationArguments<"appRoleSecretIdBoundCidrsWrite">): OperationCall<"appRoleSecretIdBoundCidrsWrite">

  /**
   * Reset the login CIDR blocks of a role
   *
   * Resets the field `secret_id_bound_cidrs` of the role to its default (no restriction).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/secret-id-bound-cidrs`
   */
  secretIdBoundCidrsDelete(...args: OperationArguments<"appRoleSecretIdBoundCidrsDelete">): OperationCall<"appRoleSecretIdBoundCidrsDelete">

  /**
   * Read the login CIDR blocks (old path)
   *
   * Returns `secret_id_bound_cidrs` under its old name, `bound_cidr_list`.
   *
   * `GET /auth/{approle_mount}/role/{role}/bound-cidr-list`
   */
  boundCidrListRead(...args: OperationArguments<"appRoleBoundCidrListRead">): OperationCall<"appRoleBoundCidrListRead">

  /**
   * Write the login CIDR blocks (old path)
   *
   * Changes `secret_id_bound_cidrs`, which the request contains under its old name, `bound_cidr_list`.
   *
   * `POST /auth/{approle_mount}/role/{role}/bound-cidr-list`
   */
  boundCidrListWrite(...args: OperationArguments<"appRoleBoundCidrListWrite">): OperationCall<"appRoleBoundCidrListWrite">

  /**
   * Reset the login CIDR blocks (old path)
   *
   * Resets `secret_id_bound_cidrs` to its default (no restriction).
   * An unknown role is not an error.
   *
   * `DELETE /auth/{approle_mount}/role/{role}/bound-cidr-list`
   */
  boundCidrListDelete(...args: OperationArguments<"appRoleBoundCidrListDelete">): OperationCall<"appRoleBoundCidrListDelete">

  /**
   * Read whether secret ids are local
   *
   * Returns the field `local_secret_ids` of the role, which can be set only when the role is created.
   *
   * `GET /auth/{approle_mount}/role/{role}/local-secret-ids`
   */
  localSecretIdsRead(...args: OperationArguments<"appRoleLocalSecretIdsRead">): OperationCall<"appRoleLocalSecretIdsRead">

  /**
   * Generate a secret id
   *
   * Creates a random secret id for the role.
   * It is returned only in this response.
   *
   * `POST /auth/{approle_mount}/role/{role}/secret-id`
   */
  secretIdGenerate(...args: OperationArguments<"appRoleSecretIdGenerate">): OperationCall<"appRoleSecretIdGenerate">

  /**
   * List the secret id accessors
   *
   * Returns the accessors of the role's secret ids that can still log in.
   *
   * `GET /auth/{approle_mount}/role/{role}/secret-id/`
   */
  secretIdList(...args: OperationArguments<"appRoleSecretIdList">): OperationCall<"appRoleSecretIdList">

  /**
   * Create a custom secret id
   *
   * Creates a secret id with the value that the caller chooses.
   *
   * `POST /auth/{approle_mount}/role/{role}/custom-secret-id`
   */
  secretIdGenerateCustom(...args: OperationArguments<"appRoleSecretIdGenerateCustom">): OperationCall<"appRoleSecretIdGenerateCustom">

  /**
   * Look up a secret id
   *
   * Returns the properties of a secret id of the role.
   * An unknown secret id is answered with 204.
   *
   * `POST /auth/{approle_mount}/role/{role}/secret-id/lookup`
   */
  secretIdLookup(...args: OperationArguments<"appRoleSecretIdLookup">): OperationCall<"appRoleSecretIdLookup">

  /**
   * Destroy a secret id
   *
   * Deletes a secret id of the role.
   * An unknown secret id is not an error.
   *
   * `POST /auth/{approle_mount}/role/{role}/secret-id/destroy`
   */
  secretIdDestroy(...args: OperationArguments<"appRoleSecretIdDestroy">): OperationCall<"appRoleSecretIdDestroy">

  /**
   * Look up a secret id by accessor
   *
   * Returns the properties of the secret id that an accessor belongs to.
   * The accessor of another role's secret id is answered with 204, an unknown accessor with 404.
   *
   * `POST /auth/{approle_mount}/role/{role}/secret-id-accessor/lookup`
   */
  secretIdAccessorLookup(...args: OperationArguments<"appRoleSecretIdAccessorLookup">): OperationCall<"appRoleSecretIdAccessorLookup">

  /**
   * Destroy a secret id by accessor
   *
   * Deletes the secret id that an accessor belongs to.
   * An unknown accessor is answered with 404.
   *
   * `POST /auth/{approle_mount}/role/{role}/secret-id-accessor/destroy`
   */
  secretIdAccessorDestroy(...args: OperationArguments<"appRoleSecretIdAccessorDestroy">): OperationCall<"appRoleSecretIdAccessorDestroy">

  /**
   * Remove expired secret ids
   *
   * Removes the secret ids whose TTL has elapsed and the accessors that no longer belong to one.
   *
   * `POST /auth/{approle_mount}/tidy/secret-id`
   */
  secretIdTidy(...args: OperationArguments<"appRoleSecretIdTidy">): OperationCall<"appRoleSecretIdTidy">
}

/**
 * The login method userpass, for people: usernames and passwords.
 */
export interface UserpassOperations {
  /**
   * Log in with a username and password
   *
   * Creates a token for a username and a password.
   *
   * `POST /auth/{userpass_mount}/login/{username}`
   */
  login(...args: OperationArguments<"userpassLogin">): OperationCall<"userpassLogin">

  /**
   * List the users
   *
   * Returns the usernames of all users in sorted order.
   *
   * `GET /auth/{userpass_mount}/users/`
   */
  userList(...args: OperationArguments<"userpassUserList">): OperationCall<"userpassUserList">

  /**
   * Read a user
   *
   * Returns every field of the user except the password.
   *
   * `GET /auth/{userpass_mount}/users/{username}`
   */
  userRead(...args: OperationArguments<"userpassUserRead">): OperationCall<"userpassUserRead">

  /**
   * Create or update a user
   *
   * Creates the user, or changes the fields that the request contains.
   *
   * `POST /auth/{userpass_mount}/users/{username}`
   */
  userWrite(...args: OperationArguments<"userpassUserWrite">): OperationCall<"userpassUserWrite">

  /**
   * Delete a user
   *
   * Deletes the user.
   * An unknown user is not an error.
   *
   * `DELETE /auth/{userpass_mount}/users/{username}`
   */
  userDelete(...args: OperationArguments<"userpassUserDelete">): OperationCall<"userpassUserDelete">

  /**
   * Change the password of a user
   *
   * Replaces the password of a user.
   * A login with the old password is rejected afterwards.
   *
   * `POST /auth/{userpass_mount}/users/{username}/password`
   */
  passwordWrite(...args: OperationArguments<"userpassPasswordWrite">): OperationCall<"userpassPasswordWrite">

  /**
   * Change the policies of a user
   *
   * Replaces the policies of the tokens that later logins of the user create.
   *
   * `POST /auth/{userpass_mount}/users/{username}/policies`
   */
  policiesWrite(...args: OperationArguments<"userpassPoliciesWrite">): OperationCall<"userpassPoliciesWrite">
}

/**
 * The storage that each token has for itself.
 */
export interface CubbyholeOperations {
  /**
   * Read an entry of the caller's cubbyhole
   *
   * Returns an entry that the caller wrote.
   * The path `cubbyhole/response` with a wrapping token as the caller is the older way to unwrap.
   *
   * `GET /cubbyhole/{path}`
   */
  read<Data = StoredData>(parameters: TypedParameters<"cubbyholeRead", Data>, options?: CallOptions): Call<Envelope<Data>>

  /**
   * Write an entry of the caller's cubbyhole
   *
   * Replaces the entry with the JSON object of the request.
   *
   * `POST /cubbyhole/{path}`
   */
  write(...args: OperationArguments<"cubbyholeWrite">): OperationCall<"cubbyholeWrite">

  /**
   * Delete an entry of the caller's cubbyhole
   *
   * Deletes the entry.
   * A missing entry is not an error.
   *
   * `DELETE /cubbyhole/{path}`
   */
  delete(...args: OperationArguments<"cubbyholeDelete">): OperationCall<"cubbyholeDelete">

  /**
   * List the caller's cubbyhole
   *
   * Returns the names of the entries and folders directly below the path.
   *
   * `GET /cubbyhole/{path}/`
   */
  list(...args: OperationArguments<"cubbyholeList">): OperationCall<"cubbyholeList">
}

/**
 * The key-value engine, version 1.
 */
export interface KvV1Operations {
  /**
   * Read a secret (version 1)
   *
   * Returns the JSON object that was written.
   *
   * `GET /{kv_v1_mount}/{path}`
   */
  read<Data = StoredData>(parameters: TypedParameters<"kvV1Read", Data>, options?: CallOptions): Call<Envelope<Data>>

  /**
   * Write a secret (version 1)
   *
   * Replaces the secret with the JSON object of the request.
   *
   * `POST /{kv_v1_mount}/{path}`
   */
  write(...args: OperationArguments<"kvV1Write">): OperationCall<"kvV1Write">

  /**
   * Delete a secret (version 1)
   *
   * Deletes the secret.
   * A missing secret is not an error.
   *
   * `DELETE /{kv_v1_mount}/{path}`
   */
  delete(...args: OperationArguments<"kvV1Delete">): OperationCall<"kvV1Delete">

  /**
   * List secrets (version 1)
   *
   * Returns the names of the secrets and folders directly below the path.
   *
   * `GET /{kv_v1_mount}/{path}/`
   */
  list(...args: OperationArguments<"kvV1List">): OperationCall<"kvV1List">

  /**
   * List all secrets below a path (version 1)
   *
   * Returns every secret below the path, at any depth.
   * For each folder, its secrets come first, then the contents of its folders, the last folder first.
   *
   * `X-SCAN /{kv_v1_mount}/{path}/`
   */
  scan(...args: OperationArguments<"kvV1Scan">): OperationCall<"kvV1Scan">
}

/**
 * The key-value engine, version 2, which keeps versions.
 */
export interface KvV2Operations {
  /**
   * Read a secret
   *
   * Returns the version that the query names, or the latest version.
   *
   * `GET /{kv_v2_mount}/data/{path}`
   */
  read<Data = StoredData>(parameters: TypedParameters<"kvV2Read", Data>, options?: CallOptions): Call<KvV2Secret<Data>>

  /**
   * Write a secret
   *
   * Adds a version of the secret and returns its metadata.
   *
   * `POST /{kv_v2_mount}/data/{path}`
   */
  write(...args: OperationArguments<"kvV2Write">): OperationCall<"kvV2Write">

  /**
   * Patch a secret
   *
   * Adds a version: the latest version merged with the data of the request (RFC 7396).
   *
   * `PATCH /{kv_v2_mount}/data/{path}`
   */
  patch(...args: OperationArguments<"kvV2Patch">): OperationCall<"kvV2Patch">

  /**
   * Delete the latest version of a secret
   *
   * Marks the latest version as deleted.
   * `undelete` restores it.
   *
   * `DELETE /{kv_v2_mount}/data/{path}`
   */
  delete(...args: OperationArguments<"kvV2Delete">): OperationCall<"kvV2Delete">

  /**
   * Delete versions of a secret
   *
   * Marks the versions as deleted.
   * `undelete` restores them.
   *
   * `POST /{kv_v2_mount}/delete/{path}`
   */
  versionsDelete(...args: OperationArguments<"kvV2VersionsDelete">): OperationCall<"kvV2VersionsDelete">

  /**
   * Restore deleted versions of a secret
   *
   * Restores deleted versions.
   * Destroyed versions stay destroyed.
   *
   * `POST /{kv_v2_mount}/undelete/{path}`
   */
  versionsUndelete(...args: OperationArguments<"kvV2VersionsUndelete">): OperationCall<"kvV2VersionsUndelete">

  /**
   * Destroy versions of a secret
   *
   * Removes the data of the versions permanently.
   *
   * `POST /{kv_v2_mount}/destroy/{path}`
   */
  versionsDestroy(...args: OperationArguments<"kvV2VersionsDestroy">): OperationCall<"kvV2VersionsDestroy">

  /**
   * Read the metadata of a secret
   *
   * Returns the settings of a secret and the metadata of all its versions.
   *
   * `GET /{kv_v2_mount}/metadata/{path}`
   */
  metadataRead(...args: OperationArguments<"kvV2MetadataRead">): OperationCall<"kvV2MetadataRead">

  /**
   * Write the metadata of a secret
   *
   * Changes the settings that the request contains and leaves the others unchanged.
   * Creates the metadata of a secret that does not exist yet.
   *
   * `POST /{kv_v2_mount}/metadata/{path}`
   */
  metadataWrite(...args: OperationArguments<"kvV2MetadataWrite">): OperationCall<"kvV2MetadataWrite">

  /**
   * Patch the metadata of a secret
   *
   * Merges the request into the settings (RFC 7396): null resets a setting to its default.
   * A missing secret is answered with a 404 without a body.
   *
   * `PATCH /{kv_v2_mount}/metadata/{path}`
   */
  metadataPatch(...args: OperationArguments<"kvV2MetadataPatch">): OperationCall<"kvV2MetadataPatch">

  /**
   * Delete a secret and all its versions
   *
   * Removes the metadata, all versions and their data permanently.
   *
   * `DELETE /{kv_v2_mount}/metadata/{path}`
   */
  metadataDelete(...args: OperationArguments<"kvV2MetadataDelete">): OperationCall<"kvV2MetadataDelete">

  /**
   * List secrets in a folder
   *
   * Returns the names of the secrets and folders directly below the path.
   *
   * `GET /{kv_v2_mount}/metadata/{path}/`
   */
  list(...args: OperationArguments<"kvV2List">): OperationCall<"kvV2List">

  /**
   * List all secrets below a path
   *
   * Returns every secret below the path, at any depth.
   * For each folder, its secrets come first, then the contents of its folders, the last folder first; pages follow this order.
   *
   * `X-SCAN /{kv_v2_mount}/metadata/{path}/`
   */
  scan(...args: OperationArguments<"kvV2Scan">): OperationCall<"kvV2Scan">

  /**
   * List secrets in a folder with metadata
   *
   * Returns the names of the secrets and folders directly below the path, with the metadata of each secret and an empty object for each folder.
   *
   * `GET /{kv_v2_mount}/detailed-metadata/{path}/`
   */
  listDetailed(...args: OperationArguments<"kvV2ListDetailed">): OperationCall<"kvV2ListDetailed">

  /**
   * List all secrets below a path with metadata
   *
   * Returns every secret below the path, at any depth, with its metadata.
   *
   * `X-SCAN /{kv_v2_mount}/detailed-metadata/{path}/`
   */
  scanDetailed(...args: OperationArguments<"kvV2ScanDetailed">): OperationCall<"kvV2ScanDetailed">

  /**
   * Read the keys of a secret
   *
   * Returns the keys without the values, of the version that the query names, or of the latest version.
   *
   * `GET /{kv_v2_mount}/subkeys/{path}`
   */
  subkeysRead(...args: OperationArguments<"kvV2SubkeysRead">): OperationCall<"kvV2SubkeysRead">

  /**
   * Read the settings of a mount
   *
   * Returns the settings for all secrets of the mount.
   *
   * `GET /{kv_v2_mount}/config`
   */
  configRead(...args: OperationArguments<"kvV2ConfigRead">): OperationCall<"kvV2ConfigRead">

  /**
   * Write the settings of a mount
   *
   * Changes the settings that the request contains and leaves the others unchanged.
   *
   * `POST /{kv_v2_mount}/config`
   */
  configWrite(...args: OperationArguments<"kvV2ConfigWrite">): OperationCall<"kvV2ConfigWrite">
}

/**
 * The pki engine: certificate authorities, certificates and CRLs.
 */
export interface PkiOperations {
  /**
   * Read the default issuer's certificate (DER)
   *
   * Returns the certificate of the default issuer in DER.
   * Without a default issuer, the response is 204.
   *
   * `GET /{pki_mount}/ca`
   */
  caDerRead(...args: OperationArguments<"pkiCaDerRead">): OperationCall<"pkiCaDerRead">

  /**
   * Read the default issuer's certificate (PEM)
   *
   * Returns the certificate of the default issuer in PEM.
   * Without a default issuer, the response is 204.
   *
   * `GET /{pki_mount}/ca/pem`
   */
  caPemRead(...args: OperationArguments<"pkiCaPemRead">): OperationCall<"pkiCaPemRead">

  /**
   * Read the default issuer's chain (PEM)
   *
   * Returns the certificate of the default issuer and those of the CAs above it, in PEM.
   * Without a default issuer, the response is 204.
   *
   * `GET /{pki_mount}/ca_chain`
   */
  caChainRead(...args: OperationArguments<"pkiCaChainRead">): OperationCall<"pkiCaChainRead">

  /**
   * Read the default issuer's CRL (DER)
   *
   * Returns the certificate revocation list (CRL) of the default issuer in DER.
   * An issuer that may no longer sign CRLs keeps its last one.
   * Without a default issuer, the response is 204.
   *
   * `GET /{pki_mount}/crl`
   */
  crlDerRead(...args: OperationArguments<"pkiCrlDerRead">): OperationCall<"pkiCrlDerRead">

  /**
   * Read the default issuer's CRL (PEM)
   *
   * Returns the certificate revocation list (CRL) of the default issuer in PEM.
   * An issuer that may no longer sign CRLs keeps its last one.
   * Without a default issuer, the response is 204.
   *
   * `GET /{pki_mount}/crl/pem`
   */
  crlPemRead(...args: OperationArguments<"pkiCrlPemRead">): OperationCall<"pkiCrlPemRead">

  /**
   * Rebuild the CRLs
   *
   * Builds and signs a new CRL for each issuer that can sign one.
   *
   * `GET /{pki_mount}/crl/rotate`
   */
  crlRotate(...args: OperationArguments<"pkiCrlRotate">): OperationCall<"pkiCrlRotate">

  /**
   * Rebuild the delta CRLs
   *
   * Returns success without effect, since this server makes no delta CRLs.
   *
   * `GET /{pki_mount}/crl/rotate-delta`
   */
  deltaCrlRotate(...args: OperationArguments<"pkiDeltaCrlRotate">): OperationCall<"pkiDeltaCrlRotate">

  /**
   * Read a certificate
   *
   * Returns a stored certificate by its serial number.
   * In place of a serial number, `ca`, `ca_chain` and `crl` name the certificate, chain and CRL of the default issuer.
   *
   * `GET /{pki_mount}/cert/{serial}`
   */
  certRead(...args: OperationArguments<"pkiCertRead">): OperationCall<"pkiCertRead">

  /**
   * Read a certificate (DER)
   *
   * Returns a stored certificate in DER by its serial number.
   * In place of a serial number, `ca` names the certificate of the default issuer.
   * Without a default issuer, the response is 204.
   *
   * `GET /{pki_mount}/cert/{serial}/raw`
   */
  certDerRead(...args: OperationArguments<"pkiCertDerRead">): OperationCall<"pkiCertDerRead">

  /**
   * Read a certificate (PEM)
   *
   * Returns a stored certificate in PEM by its serial number.
   * In place of a serial number, `ca` names the certificate of the default issuer.
   * Without a default issuer, the response is 204.
   *
   * `GET /{pki_mount}/cert/{serial}/raw/pem`
   */
  certPemRead(...args: OperationArguments<"pkiCertPemRead">): OperationCall<"pkiCertPemRead">

  /**
   * List stored certificates
   *
   * Returns the serial numbers of the stored certificates.
   *
   * `GET /{pki_mount}/certs/`
   */
  certList(...args: OperationArguments<"pkiCertList">): OperationCall<"pkiCertList">

  /**
   * List stored certificates with details
   *
   * Returns the serial numbers of the stored certificates, with the main properties of each.
   *
   * `GET /{pki_mount}/certs/detailed/`
   */
  certListDetailed(...args: OperationArguments<"pkiCertListDetailed">): OperationCall<"pkiCertListDetailed">

  /**
   * List revoked certificates
   *
   * Returns the serial numbers of the revoked certificates.
   *
   * `GET /{pki_mount}/certs/revoked/`
   */
  revokedCertList(...args: OperationArguments<"pkiRevokedCertList">): OperationCall<"pkiRevokedCertList">

  /**
   * Revoke a certificate
   *
   * Adds a certificate of this mount to the CRL of its issuer.
   * An expired certificate is not revoked, and the response contains a warning, unless `allow_expired_cert_revocation` is set.
   *
   * `POST /{pki_mount}/revoke`
   */
  revoke(...args: OperationArguments<"pkiRevoke">): OperationCall<"pkiRevoke">

  /**
   * List the issuers
   *
   * Returns the ids, names and keys of the issuers.
   *
   * `GET /{pki_mount}/issuers/`
   */
  issuerList(...args: OperationArguments<"pkiIssuerList">): OperationCall<"pkiIssuerList">

  /**
   * Read an issuer
   *
   * Returns the certificate, chain and settings of an issuer.
   *
   * `GET /{pki_mount}/issuer/{issuer_ref}`
   */
  issuerRead(...args: OperationArguments<"pkiIssuerRead">): OperationCall<"pkiIssuerRead">

  /**
   * Write the settings of an issuer
   *
   * Replaces the settings of an issuer: those that the request does not contain are reset to their defaults.
   * An issuer that loses the usage `crl-signing` makes its last CRL.
   *
   * `POST /{pki_mount}/issuer/{issuer_ref}`
   */
  issuerWrite(...args: OperationArguments<"pkiIssuerWrite">): OperationCall<"pkiIssuerWrite">

  /**
   * Patch the settings of an issuer
   *
   * Merges the request into the settings of an issuer (RFC 7396): those that the request does not contain stay unchanged, and null resets a setting.
   *
   * `PATCH /{pki_mount}/issuer/{issuer_ref}`
   */
  issuerPatch(...args: OperationArguments<"pkiIssuerPatch">): OperationCall<"pkiIssuerPatch">

  /**
   * Delete an issuer
   *
   * Deletes the issuer and keeps its key.
   * The certificates that it signed and that are revoked stay on the CRL of its name and key, while another issuer has both.
   * Deleting the default issuer returns a warning.
   *
   * `DELETE /{pki_mount}/issuer/{issuer_ref}`
   */
  issuerDelete(...args: OperationArguments<"pkiIssuerDelete">): OperationCall<"pkiIssuerDelete">

  /**
   * Read the public data of an issuer
   *
   * Returns the id, name, certificate and chain of an issuer to anyone.
   *
   * `GET /{pki_mount}/issuer/{issuer_ref}/json`
   */
  issuerJsonRead(...args: OperationArguments<"pkiIssuerJsonRead">): OperationCall<"pkiIssuerJsonRead">

  /**
   * Read an issuer's certificate (PEM)
   *
   * Returns the certificate of an issuer in PEM.
   *
   * `GET /{pki_mount}/issuer/{issuer_ref}/pem`
   */
  issuerPemRead(...args: OperationArguments<"pkiIssuerPemRead">): OperationCall<"pkiIssuerPemRead">

  /**
   * Read an issuer's certificate (DER)
   *
   * Returns the certificate of an issuer in DER.
   *
   * `GET /{pki_mount}/issuer/{issuer_ref}/der`
   */
  issuerDerRead(...args: OperationArguments<"pkiIssuerDerRead">): OperationCall<"pkiIssuerDerRead">

  /**
   * Read an issuer's CRL
   *
   * Returns the CRL of an issuer in a JSON envelope.
   * An issuer that may no longer sign CRLs keeps its last one.
   *
   * `GET /{pki_mount}/issuer/{issuer_ref}/crl`
   */
  issuerCrlRead(...args: OperationArguments<"pkiIssuerCrlRead">): OperationCall<"pkiIssuerCrlRead">

  /**
   * Read an issuer's CRL (PEM)
   *
   * Returns the CRL of an issuer in PEM.
   * An issuer that may no longer sign CRLs keeps its last one.
   *
   * `GET /{pki_mount}/issuer/{issuer_ref}/crl/pem`
   */
  issuerCrlPemRead(...args: OperationArguments<"pkiIssuerCrlPemRead">): OperationCall<"pkiIssuerCrlPemRead">

  /**
   * Read an issuer's CRL (DER)
   *
   * Returns the CRL of an issuer in DER.
   * An issuer that may no longer sign CRLs keeps its last one.
   *
   * `GET /{pki_mount}/issuer/{issuer_ref}/crl/der`
   */
  issuerCrlDerRead(...args: OperationArguments<"pkiIssuerCrlDerRead">): OperationCall<"pkiIssuerCrlDerRead">

  /**
   * Issue a certificate by an issuer
   *
   * Generates a key and issues a certificate by the rules of the role, signed by the issuer in the path.
   * The key is returned only in this response.
   *
   * `POST /{pki_mount}/issuer/{issuer_ref}/issue/{role}`
   */
  issuerIssue(...args: OperationArguments<"pkiIssuerIssue">): OperationCall<"pkiIssuerIssue">

  /**
   * Sign a certificate request by an issuer
   *
   * Issues a certificate for a signing request by the rules of the role, signed by the issuer in the path.
   *
   * `POST /{pki_mount}/issuer/{issuer_ref}/sign/{role}`
   */
  issuerSign(...args: OperationArguments<"pkiIssuerSign">): OperationCall<"pkiIssuerSign">

  /**
   * Sign a request verbatim by an issuer
   *
   * Issues a certificate with the names and extensions of the signing request, signed by the issuer in the path, without the rules of a role.
   *
   * `POST /{pki_mount}/issuer/{issuer_ref}/sign-verbatim`
   */
  issuerSignVerbatim(...args: OperationArguments<"pkiIssuerSignVerbatim">): OperationCall<"pkiIssuerSignVerbatim">

  /**
   * Sign a request verbatim by issuer and role
   *
   * Issues a certificate with the names and extensions of the signing request, signed by the issuer in the path.
   * Of the role, only the validity, `no_store` and `generate_lease` apply.
   *
   * `POST /{pki_mount}/issuer/{issuer_ref}/sign-verbatim/{role}`
   */
  issuerSignVerbatimByRole(...args: OperationArguments<"pkiIssuerSignVerbatimByRole">): OperationCall<"pkiIssuerSignVerbatimByRole">

  /**
   * Sign an intermediate CA by an issuer
   *
   * Issues the certificate of an intermediate CA for a signing request, signed by the issuer in the path.
   * It ends with the CA that signs it, at the latest, unless that issuer's `leaf_not_after_behavior` is `permit`. If this shortens it, the response has a warning.
   *
   * `POST /{pki_mount}/issuer/{issuer_ref}/sign-intermediate`
   */
  issuerSignIntermediate(...args: OperationArguments<"pkiIssuerSignIntermediate">): OperationCall<"pkiIssuerSignIntermediate">

  /**
   * List the keys of issuers
   *
   * Returns the ids and names of the keys.
   *
   * `GET /{pki_mount}/keys/`
   */
  keyList(...args: OperationArguments<"pkiKeyList">): OperationCall<"pkiKeyList">

  /**
   * Generate a key
   *
   * Generates a key that issuers can use.
   * With `exported` in the path, the private key is returned, only in this response.
   *
   * `POST /{pki_mount}/keys/generate/{exported}`
   */
  keyGenerate(...args: OperationArguments<"pkiKeyGenerate">): OperationCall<"pkiKeyGenerate">

  /**
   * Read a key
   *
   * Returns the name, type and identifier of a key, never the private key.
   *
   * `GET /{pki_mount}/key/{key_ref}`
   */
  keyRead(...args: OperationArguments<"pkiKeyRead">): OperationCall<"pkiKeyRead">

  /**
   * Rename a key
   *
   * Sets the name of a key.
   *
   * `POST /{pki_mount}/key/{key_ref}`
   */
  keyWrite(...args: OperationArguments<"pkiKeyWrite">): OperationCall<"pkiKeyWrite">

  /**
   * Delete a key
   *
   * Deletes the private key.
   * The key of an issuer is a 400: delete the issuer first.
   * Deleting the default key returns a warning.
   *
   * `DELETE /{pki_mount}/key/{key_ref}`
   */
  keyDelete(...args: OperationArguments<"pkiKeyDelete">): OperationCall<"pkiKeyDelete">

  /**
   * Delete all issuers and keys
   *
   * Deletes every issuer and key of the mount, private keys included.
   *
   * `DELETE /{pki_mount}/root`
   */
  rootDelete(...args: OperationArguments<"pkiRootDelete">): OperationCall<"pkiRootDelete">

  /**
   * Generate a root CA
   *
   * Creates a self-signed CA as an issuer of the mount.
   *
   * `POST /{pki_mount}/root\/generate/{exported}`
   */
  rootGenerate(...args: OperationArguments<"pkiRootGenerate">): OperationCall<"pkiRootGenerate">

  /**
   * Sign an intermediate CA
   *
   * Issues the certificate of an intermediate CA for a signing request.
   * It ends with the CA that signs it, at the latest, unless that issuer's `leaf_not_after_behavior` is `permit`. If this shortens it, the response has a warning.
   *
   * `POST /{pki_mount}/root\/sign-intermediate`
   */
  rootSignIntermediate(...args: OperationArguments<"pkiRootSignIntermediate">): OperationCall<"pkiRootSignIntermediate">

  /**
   * Generate another root CA
   *
   * Creates a self-signed CA as another issuer of the mount, as `root/generate/{exported}` does.
   *
   * `POST /{pki_mount}/issuers/generate/root\/{exported}`
   */
  issuerRootGenerate(...args: OperationArguments<"pkiIssuerRootGenerate">): OperationCall<"pkiIssuerRootGenerate">

  /**
   * Generate an intermediate's signing request
   *
   * Creates a key and a signing request for an intermediate CA that another CA is to sign.
   *
   * `POST /{pki_mount}/intermediate/generate/{exported}`
   */
  intermediateGenerate(...args: OperationArguments<"pkiIntermediateGenerate">): OperationCall<"pkiIntermediateGenerate">

  /**
   * Generate another intermediate's signing request
   *
   * Creates a key and a signing request for an intermediate CA that another CA is to sign, as `intermediate/generate/{exported}` does.
   *
   * `POST /{pki_mount}/issuers/generate/intermediate/{exported}`
   */
  issuerIntermediateGenerate(...args: OperationArguments<"pkiIssuerIntermediateGenerate">): OperationCall<"pkiIssuerIntermediateGenerate">

  /**
   * Import the certificate of an intermediate CA
   *
   * Imports the signed certificate of an intermediate CA, whose key the mount holds, and those of the CAs above it, as issuers.
   *
   * `POST /{pki_mount}/intermediate/set-signed`
   */
  intermediateSetSigned(...args: OperationArguments<"pkiIntermediateSetSigned">): OperationCall<"pkiIntermediateSetSigned">

  /**
   * List the pki roles
   *
   * Returns the names of all roles in sorted order.
   *
   * `GET /{pki_mount}/roles/`
   */
  roleList(...args: OperationArguments<"pkiRoleList">): OperationCall<"pkiRoleList">

  /**
   * Read a pki role
   *
   * Returns every field of the role.
   *
   * `GET /{pki_mount}/roles/{role}`
   */
  roleRead(...args: OperationArguments<"pkiRoleRead">): OperationCall<"pkiRoleRead">

  /**
   * Create or replace a pki role
   *
   * Creates the role, or replaces it: fields that the request does not contain are reset to their defaults.
   *
   * `POST /{pki_mount}/roles/{role}`
   */
  roleWrite(...args: OperationArguments<"pkiRoleWrite">): OperationCall<"pkiRoleWrite">

  /**
   * Patch a pki role
   *
   * Merges the request into the role (RFC 7396): fields that the request does not contain stay unchanged, and null resets a field.
   *
   * `PATCH /{pki_mount}/roles/{role}`
   */
  rolePatch(...args: OperationArguments<"pkiRolePatch">): OperationCall<"pkiRolePatch">

  /**
   * Delete a pki role
   *
   * Deletes the role; its certificates stay valid.
   * An unknown role is not an error.
   *
   * `DELETE /{pki_mount}/roles/{role}`
   */
  roleDelete(...args: OperationArguments<"pkiRoleDelete">): OperationCall<"pkiRoleDelete">

  /**
   * Issue a certificate
   *
   * Generates a key and issues a certificate by the rules of the role.
   * The key is returned only in this response.
   *
   * `POST /{pki_mount}/issue/{role}`
   */
  issue(...args: OperationArguments<"pkiIssue">): OperationCall<"pkiIssue">

  /**
   * Sign a certificate request
   *
   * Issues a certificate for a signing request by the rules of the role.
   *
   * `POST /{pki_mount}/sign/{role}`
   */
  sign(...args: OperationArguments<"pkiSign">): OperationCall<"pkiSign">

  /**
   * Sign a request verbatim
   *
   * Issues a certificate with the names and extensions of the signing request, signed by the issuer that the request names or else by the default issuer, without the rules of a role.
   *
   * `POST /{pki_mount}/sign-verbatim`
   */
  signVerbatim(...args: OperationArguments<"pkiSignVerbatim">): OperationCall<"pkiSignVerbatim">

  /**
   * Sign a request verbatim by role
   *
   * Issues a certificate with the names and extensions of the signing request.
   * Of the role, only the issuer, the validity, `no_store` and `generate_lease` apply.
   *
   * `POST /{pki_mount}/sign-verbatim/{role}`
   */
  signVerbatimByRole(...args: OperationArguments<"pkiSignVerbatimByRole">): OperationCall<"pkiSignVerbatimByRole">

  /**
   * Read the default issuer
   *
   * Returns the id of the issuer that signs if a request and its role name none.
   *
   * `GET /{pki_mount}/config/issuers`
   */
  defaultIssuerRead(...args: OperationArguments<"pkiDefaultIssuerRead">): OperationCall<"pkiDefaultIssuerRead">

  /**
   * Set the default issuer
   *
   * Sets the issuer that signs if a request and its role name none.
   * An issuer without its key returns a warning.
   *
   * `POST /{pki_mount}/config/issuers`
   */
  defaultIssuerWrite(...args: OperationArguments<"pkiDefaultIssuerWrite">): OperationCall<"pkiDefaultIssuerWrite">

  /**
   * Read the default key
   *
   * Returns the id of the key that `default` refers to.
   *
   * `GET /{pki_mount}/config/keys`
   */
  defaultKeyRead(...args: OperationArguments<"pkiDefaultKeyRead">): OperationCall<"pkiDefaultKeyRead">

  /**
   * Set the default key
   *
   * Sets the key that `default` refers to.
   *
   * `POST /{pki_mount}/config/keys`
   */
  defaultKeyWrite(...args: OperationArguments<"pkiDefaultKeyWrite">): OperationCall<"pkiDefaultKeyWrite">

  /**
   * Read the URLs in certificates
   *
   * Returns the URLs of issuer certificates, CRLs and OCSP responders that new certificates contain.
   *
   * `GET /{pki_mount}/config/urls`
   */
  urlsRead(...args: OperationArguments<"pkiUrlsRead">): OperationCall<"pkiUrlsRead">

  /**
   * Write the URLs in certificates
   *
   * Changes the URLs of issuer certificates, CRLs and OCSP responders that new certificates contain.
   * Settings that the request does not contain stay unchanged.
   *
   * `POST /{pki_mount}/config/urls`
   */
  urlsWrite(...args: OperationArguments<"pkiUrlsWrite">): OperationCall<"pkiUrlsWrite">

  /**
   * Read the CRL settings
   *
   * Returns the settings by which CRLs are built.
   *
   * `GET /{pki_mount}/config/crl`
   */
  crlConfigRead(...args: OperationArguments<"pkiCrlConfigRead">): OperationCall<"pkiCrlConfigRead">

  /**
   * Write the CRL settings
   *
   * Changes the settings by which CRLs are built.
   * Settings that the request does not contain stay unchanged.
   *
   * `POST /{pki_mount}/config/crl`
   */
  crlConfigWrite(...args: OperationArguments<"pkiCrlConfigWrite">): OperationCall<"pkiCrlConfigWrite">

  /**
   * Read the addresses of a mount
   *
   * Returns the addresses that fill the templates in the URLs of certificates.
   *
   * `GET /{pki_mount}/config/cluster`
   */
  clusterRead(...args: OperationArguments<"pkiClusterRead">): OperationCall<"pkiClusterRead">

  /**
   * Write the addresses of a mount
   *
   * Sets the addresses that fill the templates in the URLs of certificates.
   *
   * `POST /{pki_mount}/config/cluster`
   */
  clusterWrite(...args: OperationArguments<"pkiClusterWrite">): OperationCall<"pkiClusterWrite">

  /**
   * Read the automatic tidy settings
   *
   * Returns the settings of automatic tidying, which this server does not perform.
   *
   * `GET /{pki_mount}/config/auto-tidy`
   */
  autoTidyRead(...args: OperationArguments<"pkiAutoTidyRead">): OperationCall<"pkiAutoTidyRead">

  /**
   * Write the automatic tidy settings
   *
   * Changes the settings of automatic tidying.
   * This server does not tidy automatically and answers `enabled` true with 400.
   *
   * `POST /{pki_mount}/config/auto-tidy`
   */
  autoTidyWrite(...args: OperationArguments<"pkiAutoTidyWrite">): OperationCall<"pkiAutoTidyWrite">

  /**
   * Remove expired certificates
   *
   * Removes certificates and revocations that expired longer ago than the safety buffer.
   *
   * `POST /{pki_mount}/tidy`
   */
  tidy(...args: OperationArguments<"pkiTidy">): OperationCall<"pkiTidy">

  /**
   * Read the status of tidying
   *
   * Returns what the last tidy operation did.
   *
   * `GET /{pki_mount}/tidy-status`
   */
  tidyStatusRead(...args: OperationArguments<"pkiTidyStatusRead">): OperationCall<"pkiTidyStatusRead">

  /**
   * Cancel a tidy operation
   *
   * Returns a warning without effect, since tidying has finished when its request is answered.
   *
   * `POST /{pki_mount}/tidy-cancel`
   */
  tidyCancel(...args: OperationArguments<"pkiTidyCancel">): OperationCall<"pkiTidyCancel">
}

/**
 * The http engine, an extension of Enwrap: any HTTP API, so that its responses can be wrapped.
 */
export interface HttpOperations {
  /**
   * Read the upstream of a mount
   *
   * Returns the settings and the names of the added headers.
   * The values of the headers are never returned.
   *
   * `GET /{http_mount}/config/upstream`
   */
  configRead(...args: OperationArguments<"httpConfigRead">): OperationCall<"httpConfigRead">

  /**
   * Configure the upstream of a mount
   *
   * Sets the base URL, the allowed methods and paths, the added headers and the limits of the upstream.
   * Settings that the request does not contain stay unchanged.
   * A write with another `base_url` must contain `headers` if headers are stored.
   * Requires `sudo` on the path.
   *
   * `POST /{http_mount}/config/upstream`
   */
  configWrite(...args: OperationArguments<"httpConfigWrite">): OperationCall<"httpConfigWrite">

  /**
   * Delete the upstream of a mount
   *
   * Deletes the settings and the headers of the upstream.
   * Missing settings are not an error.
   * Requires `sudo` on the path.
   *
   * `DELETE /{http_mount}/config/upstream`
   */
  configDelete(...args: OperationArguments<"httpConfigDelete">): OperationCall<"httpConfigDelete">

  /**
   * Send a GET to the upstream
   *
   * Passes on the query variables; of several with the same name, only the first.
   * `list=true`, `scan=true` and a `help` that is not empty have a meaning in this protocol and cannot be passed on.
   *
   * `GET /{http_mount}/request/{path}`
   */
  read(...args: OperationArguments<"httpRead">): OperationCall<"httpRead">

  /**
   * Send a POST or PUT to the upstream
   *
   * Passes on the JSON object of the body unchanged, or `{}` if there is no body.
   * The upstream receives whichever of `POST` and `PUT` is in `allowed_methods`, whatever the client sends.
   * Query variables are not passed on.
   *
   * `POST /{http_mount}/request/{path}`
   */
  write(...args: OperationArguments<"httpWrite">): OperationCall<"httpWrite">

  /**
   * Send a PATCH to the upstream
   *
   * Passes on the JSON object of the body unchanged, with its content type.
   *
   * `PATCH /{http_mount}/request/{path}`
   */
  patch(...args: OperationArguments<"httpPatch">): OperationCall<"httpPatch">

  /**
   * Send a DELETE to the upstream
   *
   * Passes on the query variables, without a body.
   *
   * `DELETE /{http_mount}/request/{path}`
   */
  delete(...args: OperationArguments<"httpDelete">): OperationCall<"httpDelete">
}

/** Every operation of the spec, in groups. */
export interface GroupedOperations {
  /**
   * Wrap a response, and look up, unwrap and rewrap it.
   */
  readonly wrapping: WrappingOperations
  /**
   * Health, seal, mounts, audit, tools and settings of the server.
   */
  readonly sys: SysOperations
  /**
   * Policies, which define the capabilities of tokens.
   */
  readonly policy: PolicyOperations
  /**
   * Secrets that can be revoked: look up, renew and revoke their leases.
   */
  readonly lease: LeaseOperations
  /**
   * Create, look up, renew and revoke tokens.
   */
  readonly token: TokenOperations
  /**
   * The login method AppRole, for machines: role ids and secret ids.
   */
  readonly appRole: AppRoleOperations
  /**
   * The login method userpass, for people: usernames and passwords.
   */
  readonly userpass: UserpassOperations
  /**
   * The storage that each token has for itself.
   */
  readonly cubbyhole: CubbyholeOperations
  /**
   * The key-value engine, version 1.
   */
  readonly kvV1: KvV1Operations
  /**
   * The key-value engine, version 2, which keeps versions.
   */
  readonly kvV2: KvV2Operations
  /**
   * The pki engine: certificate authorities, certificates and CRLs.
   */
  readonly pki: PkiOperations
  /**
   * The http engine, an extension of Enwrap: any HTTP API, so that its responses can be wrapped.
   */
  readonly http: HttpOperations
}

/** The names of the operations in each group. With the group in front, they are the ids. */
export const groupMembers: { readonly [Group in keyof GroupedOperations]: ReadonlyArray<string> } = {
  wrapping: ["wrap","unwrap","lookup","rewrap"],
  sys: ["healthRead","sealStatusRead","leaderRead","initStatusRead","init","unseal","seal","stepDown","haStatusRead","keyStatusRead","rotate","rotateConfigRead","rotateConfigWrite","keyringRotate","keyringRotateConfigRead","keyringRotateConfigWrite","rootKeyRotate","rootRotationRead","rootRotationStart","rootRotationCancel","rootRotationUpdate","rootRotationVerificationRead","rootRotationVerificationUpdate","rootRotationVerificationRestart","rootRotationBackupRead","rootRotationBackupDelete","recoveryRotationRead","recoveryRotationStart","recoveryRotationCancel","recoveryRotationUpdate","recoveryRotationVerificationRead","recoveryRotationVerificationUpdate","recoveryRotationVerificationRestart","recoveryRotationBackupRead","recoveryRotationBackupDelete","rootGenerationRead","rootGenerationStart","rootGenerationCancel","rootGenerationUpdate","rootTokenGenerationRead","rootTokenGenerationStart","rootTokenGenerationCancel","rootTokenGenerationUpdate","rootTokenDecode","rekeyRead","rekeyStart","rekeyCancel","rekeyUpdate","rekeyVerificationRead","rekeyVerificationUpdate","rekeyVerificationRestart","rekeyBackupRead","rekeyBackupDelete","recoveryRekeyRead","recoveryRekeyStart","recoveryRekeyCancel","recoveryRekeyUpdate","recoveryRekeyVerificationRead","recoveryRekeyVerificationUpdate","recoveryRekeyVerificationRestart","recoveryRekeyBackupRead","recoveryRekeyBackupDelete","versionHistoryList","capabilitiesRead","capabilitiesSelfRead","capabilitiesAccessorRead","uiResultantAclRead","randomGenerate","randomGenerateOf","randomGenerateFrom","hashGenerate","hashGenerateBy","corsRead","corsWrite","corsDelete","metricsRead","rateLimitList","rateLimitRead","rateLimitWrite","rateLimitDelete","quotaConfigRead","quotaConfigWrite","auditList","auditEnable","auditDisable","auditHash","auditHeaderList","auditHeaderRead","auditHeaderWrite","auditHeaderDelete","openApiRead","mountList","mountRead","mountEnable","mountDisable","mountTuningRead","mountTuningWrite","remount","remountStatusRead","uiMountList","uiMountRead","authList","authRead","authEnable","authDisable","authTuningRead","authTuningWrite"],
  policy: ["list","read","write","delete","listDetailed","listDetailedBelow","legacyList","legacyListGet","legacyRead","legacyWrite","legacyDelete"],
  lease: ["listIrrevocable","count","lookup","listByPrefix","renew","renewById","revoke","revokeById","revokeByPrefix","revokeForce","tidy"],
  token: ["create","createOrphan","lookup","lookupSelf","lookupAccessor","renew","renewSelf","renewAccessor","revoke","revokeSelf","revokeOrphan","revokeAccessor","accessorList","createAgainstRole","roleList","roleRead","roleWrite","roleDelete","tidy"],
  appRole: ["login","roleList","roleRead","roleWrite","roleDelete","roleIdRead","roleIdWrite","policiesRead","policiesWrite","policiesDelete","tokenTtlRead","tokenTtlWrite","tokenTtlDelete","tokenMaxTtlRead","tokenMaxTtlWrite","tokenMaxTtlDelete","tokenNumUsesRead","tokenNumUsesWrite","tokenNumUsesDelete","periodRead","periodWrite","periodDelete","tokenBoundCidrsRead","tokenBoundCidrsWrite","tokenBoundCidrsDelete","bindSecretIdRead","bindSecretIdWrite","bindSecretIdDelete","secretIdNumUsesRead","secretIdNumUsesWrite","secretIdNumUsesDelete","secretIdTtlRead","secretIdTtlWrite","secretIdTtlDelete","secretIdBoundCidrsRead","secretIdBoundCidrsWrite","secretIdBoundCidrsDelete","boundCidrListRead","boundCidrListWrite","boundCidrListDelete","localSecretIdsRead","secretIdGenerate","secretIdList","secretIdGenerateCustom","secretIdLookup","secretIdDestroy","secretIdAccessorLookup","secretIdAccessorDestroy","secretIdTidy"],
  userpass: ["login","userList","userRead","userWrite","userDelete","passwordWrite","policiesWrite"],
  cubbyhole: ["read","write","delete","list"],
  kvV1: ["read","write","delete","list","scan"],
  kvV2: ["read","write","patch","delete","versionsDelete","versionsUndelete","versionsDestroy","metadataRead","metadataWrite","metadataPatch","metadataDelete","list","scan","listDetailed","scanDetailed","subkeysRead","configRead","configWrite"],
  pki: ["caDerRead","caPemRead","caChainRead","crlDerRead","crlPemRead","crlRotate","deltaCrlRotate","certRead","certDerRead","certPemRead","certList","certListDetailed","revokedCertList","revoke","issuerList","issuerRead","issuerWrite","issuerPatch","issuerDelete","issuerJsonRead","issuerPemRead","issuerDerRead","issuerCrlRead","issuerCrlPemRead","issuerCrlDerRead","issuerIssue","issuerSign","issuerSignVerbatim","issuerSignVerbatimByRole","issuerSignIntermediate","keyList","keyGenerate","keyRead","keyWrite","keyDelete","rootDelete","rootGenerate","rootSignIntermediate","issuerRootGenerate","intermediateGenerate","issuerIntermediateGenerate","intermediateSetSigned","roleList","roleRead","roleWrite","rolePatch","roleDelete","issue","sign","signVerbatim","signVerbatimByRole","defaultIssuerRead","defaultIssuerWrite","defaultKeyRead","defaultKeyWrite","urlsRead","urlsWrite","crlConfigRead","crlConfigWrite","clusterRead","clusterWrite","autoTidyRead","autoTidyWrite","tidy","tidyStatusRead","tidyCancel"],
  http: ["configRead","configWrite","configDelete","read","write","patch","delete"]
}
