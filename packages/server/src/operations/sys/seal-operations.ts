import { type QueryParameters } from "@enwrap/protocol"
import { rareTexts, sealTextFor, sealTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { type Bare, bare } from "../../actions/outcome.ts"
import { decodeKeyShare, shareProblem } from "../../state/seal/key-share.ts"
import type { Seal } from "../../state/seal/seal.ts"
import { recoverySharesProblem, sharesProblem } from "../../state/seal/seal-config.ts"
import type { Cluster } from "../../state/set-up-record.ts"
import { now } from "../../values/now.ts"
import { type ProtocolError, refused } from "../../values/protocol-error.ts"
import { base64, hex } from "../../values/encodings.ts"
import { REPORTED_VERSION } from "../../values/reported-version.ts"
import type { SystemHandlers, SystemRequest } from "../system-handler.ts"

type CodeParameter = Extract<keyof QueryParameters<"sysHealthRead">, `${string}code`>

/** The query variables that choose the status of a health check. As in the original, others are not even validated. */
const CODES: ReadonlyArray<CodeParameter> = ["activecode", "standbycode", "sealedcode", "uninitcode"]
const MOST = 2n ** 63n

/** Whether the original reads it as a number. */
const isNumber = (text: string): boolean => {
  if (!/^[+-]?\d+$/.test(text)) return false
  const value = BigInt(text.replace(/^\+/, ""))
  return value >= -MOST && value < MOST
}

/** Whether the original reads it as a boolean. */
const isBoolean = (text: string): boolean => /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)?$/.test(text)

/** The usual status of a health check, and the variable that changes it. */
const usualHealth = (initialized: boolean, sealed: boolean): readonly [CodeParameter, number] =>
  initialized ? (sealed ? ["sealedcode", 503] : ["activecode", 200]) : ["uninitcode", 501]

/** The status of a health check: the usual one, or the one in the query; `undefined` if a variable is invalid. */
const healthStatus = (
  query: ReadonlyMap<string, string>,
  [variable, usual]: readonly [CodeParameter, number]
): number | undefined => {
  if (CODES.some((name) => !isNumber(query.get(name) ?? "0"))) return undefined
  if (!isBoolean(query.get("standbyok") ?? "")) return undefined
  const asked = query.get(variable)
  if (asked === undefined) return usual
  const status = Number(asked)
  return status >= 200 && status <= 599 ? status : undefined
}

const BARRIER_PARAMETERS = ["secret_shares", "secret_threshold", "pgp_keys"] as const
const RECOVERY_PARAMETERS = ["recovery_shares", "recovery_threshold", "recovery_pgp_keys"] as const

const isGiven = (value: ReadonlyArray<string> | number | string | undefined): boolean =>
  typeof value === "object" || typeof value === "string" ? value.length > 0 : (value ?? 0) !== 0

/** The parameters of a request that do not apply to a seal. */
const inapplicable = ({ fields }: SystemRequest<"sysInit">, recovery: boolean): ReadonlyArray<string> =>
  (recovery ? BARRIER_PARAMETERS : RECOVERY_PARAMETERS).filter((name) => isGiven(fields[name]))

/** What is wrong with a request to initialize a server, if anything is. The order of the checks is the original's. */
const initProblem = (
  request: SystemRequest<"sysInit">,
  { recovery, type }: Pick<ReturnType<typeof Seal.Service.status>, "recovery" | "type">
): string | undefined => {
  const { fields } = request
  const others = inapplicable(request, recovery)
  if (others.length > 0) return sealTextFor.parametersNotApplicable(others, type)
  const problem = recovery
    ? recoverySharesProblem(askedShares(request, true))
    : sharesProblem(askedShares(request, false))
  if (problem === undefined)
    return [fields.pgp_keys, fields.recovery_pgp_keys, fields.root_token_pgp_key].some(isGiven)
      ? sealTexts.pgpUnsupported
      : undefined
  return recovery ? sealTextFor.recoveryConfigInvalid(problem) : sealTextFor.sealConfigInvalid(problem)
}

const askedShares = ({ fields }: SystemRequest<"sysInit">, recovery: boolean) => ({
  shares: (recovery ? fields.recovery_shares : fields.secret_shares) ?? 0,
  threshold: (recovery ? fields.recovery_threshold : fields.secret_threshold) ?? 0
})

/** Key shares as they are sent: in hexadecimal, and in base64. */
export const sharesInHex = (keys: ReadonlyArray<Uint8Array>): ReadonlyArray<string> => keys.map(hex)
export const sharesInBase64 = (keys: ReadonlyArray<Uint8Array>): ReadonlyArray<string> => keys.map(base64)

/**
 * The share in a request.
 *
 * @param errorFor the text of the error for a share with the wrong length
 */
export const keyShareOf = (
  text: string | undefined,
  errorFor: (problem: string) => string
): Effect.Effect<Uint8Array, ProtocolError> => {
  if (text === undefined || text === "") return refused(sealTexts.keyShareMissing)
  const share = decodeKeyShare(text)
  if (Result.isFailure(share)) return Effect.fail(share.failure)
  const problem = shareProblem(share.success)
  return problem === undefined ? Effect.succeed(share.success) : refused(errorFor(problem))
}

/**
 * What a sealed server still answers: `sys/health`, `sys/seal-status`, `sys/leader`, `sys/init` and `sys/unseal`.
 *
 * @param cluster what an unsealed server says about its cluster
 * @see RW-SYS-12
 */
export const sealOperations = (seal: typeof Seal.Service, cluster: () => Cluster | undefined) => {
  const sealStatus = (): Bare => {
    const { initialized, nonce, progress, recovery, sealed, shares, storageType, threshold, type } = seal.status()
    return bare(200, {
      type,
      initialized,
      sealed,
      t: threshold,
      n: shares,
      progress,
      nonce,
      version: REPORTED_VERSION,
      commit_date: "",
      migration: false,
      ...(sealed ? undefined : cluster()),
      recovery_seal: recovery,
      ...(recovery ? { recovery_seal_type: "shamir" } : undefined),
      storage_type: storageType
    })
  }

  return {
    sysHealthRead: ({ query }) =>
      Effect.map(now, (nowMs) => {
        const { initialized, sealed } = seal.status()
        const status = healthStatus(query, usualHealth(initialized, sealed))
        if (status === undefined) return bare(400, { errors: [rareTexts.healthCodeInvalid] })
        return bare(status, {
          initialized,
          sealed,
          standby: sealed,
          replication_performance_mode: sealed ? "unknown" : "disabled",
          replication_dr_mode: sealed ? "unknown" : "disabled",
          server_time_utc: Math.floor(nowMs / 1000),
          version: REPORTED_VERSION,
          ...(sealed ? undefined : cluster())
        })
      }),
    sysSealStatusRead: () => Effect.sync(sealStatus),
    sysLeaderRead: () => Effect.succeed(bare(200, { ha_enabled: false })),
    sysInitStatusRead: () => Effect.sync(() => bare(200, { initialized: seal.status().initialized })),
    sysInit: Effect.fnUntraced(function* (request) {
      const { recovery, type } = seal.status()
      const problem = initProblem(request, { recovery, type })
      if (problem !== undefined) return yield* refused(problem)
      const { keys, recoveryKeys, rootToken } = yield* seal.initialize(askedShares(request, recovery))
      const recoveryShares =
        recoveryKeys.length === 0
          ? undefined
          : { recovery_keys: sharesInHex(recoveryKeys), recovery_keys_base64: sharesInBase64(recoveryKeys) }
      return bare(200, {
        keys: sharesInHex(keys),
        keys_base64: sharesInBase64(keys),
        ...recoveryShares,
        root_token: rootToken
      })
    }),
    sysUnseal: Effect.fnUntraced(function* ({ fields }) {
      if (fields.reset) {
        if (!seal.isSealed()) return yield* refused(sealTexts.vaultIsUnsealed)
        seal.resetUnsealing()
        return sealStatus()
      }
      if (fields.key === undefined || fields.key === "") return yield* refused(sealTexts.unsealKeyMissing)
      const share = decodeKeyShare(fields.key)
      if (Result.isFailure(share)) return yield* share.failure
      if (fields.migrate) return yield* refused(sealTexts.noMigrationSeal)
      yield* seal.unseal(share.success)
      return sealStatus()
    })
  } satisfies Partial<SystemHandlers<"sys">>
}
