import { pkiTexts } from "@enwrap/protocol/engine-texts"
import * as Result from "effect/Result"
import { certificateOf, type Issuer } from "./authority.ts"
import { kindOfPublicKey, type KeyType } from "./key-pair.ts"

const ALGORITHMS: Readonly<Record<KeyType, ReadonlyArray<string>>> = {
  rsa: [256, 384, 512].flatMap((bits) => [`SHA${bits}WithRSA`, `SHA${bits}WithRSAPSS`]),
  ec: [256, 384, 512].map((bits) => `ECDSAWithSHA${bits}`),
  ed25519: ["Ed25519"]
}

const BY_NAME: ReadonlyMap<string, readonly [name: string, type: KeyType]> = new Map(
  (Object.entries(ALGORITHMS) as ReadonlyArray<[KeyType, ReadonlyArray<string>]>)
    .flatMap(([type, names]) => names.map((name) => [name.toLowerCase(), [name, type]] as const))
    .concat([["pureed25519", ["Ed25519", "ed25519"]]])
)

/**
 * The signature algorithm of an issuer's CRLs in its usual spelling, or what is wrong with it. Case does not matter. An empty
 * string means the default of the issuer's key.
 */
export const revocationSignature = (issuer: Issuer, given: string): Result.Result<string, string> => {
  if (given === "") return Result.succeed("")
  const algorithm = BY_NAME.get(given.toLowerCase())
  if (algorithm === undefined) return Result.fail(pkiTexts.revocationSignatureUnsupported)
  const [name, type] = algorithm
  const own = kindOfPublicKey(certificateOf(issuer).publicKey)?.type
  return own === type
    ? Result.succeed(name)
    : Result.fail(pkiTexts.revocationSignatureOfOtherKey(own ?? "unknown", name))
}
