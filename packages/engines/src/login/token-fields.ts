import { errorTextFor, errorTexts } from "@enwrap/protocol"
import { loginTexts } from "@enwrap/protocol/engine-texts"
import {
  addressBlock,
  type DecodedFields,
  type LoginAuth,
  type LoginLimits,
  narrowCidrs,
  type ProtocolError
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { withGiven } from "../given-fields.ts"
import { refuse, refuseIf } from "../refuse.ts"
import { boundAddresses, normalBlocks, trimmedItems } from "./cidr-blocks.ts"

/** A login cannot name a type, so `default-service` and `default-batch` are not among them. */
const TOKEN_TYPES = ["default", "service", "batch"]

const none: ReadonlyArray<string> = []

/**
 * The `token_` fields of a role or a user with their defaults: the properties of the tokens that its logins get. Times are in
 * seconds; 0 leaves the decision to the mount.
 */
export const defaultTokenFields = {
  token_bound_cidrs: none,
  token_explicit_max_ttl: 0,
  token_max_ttl: 0,
  token_no_default_policy: false,
  /** 0 means no limit. */
  token_num_uses: 0,
  token_period: 0,
  token_policies: none,
  /** A token is valid only from the address of its login. */
  token_strictly_bind_ip: false,
  token_ttl: 0,
  token_type: "default"
}

export type TokenFields = Readonly<typeof defaultTokenFields>

type UserFields = DecodedFields<"userpassUserWrite">

/** The `token_` fields of a request. */
export type TokenFieldsInput = Pick<UserFields, Extract<keyof UserFields, `token_${string}`>>

/** The fields with the changes of a request. Fails with a 400 that names the wrong field, or two fields that conflict. */
export const parseTokenFields = Effect.fnUntraced(function* <Fields extends TokenFields>(
  input: TokenFieldsInput,
  before: Fields
): Effect.fn.Return<Fields, ProtocolError> {
  const { token_bound_cidrs: cidrs, token_policies: policies, token_type: type } = input
  const fields: Fields = {
    ...withGiven(before, input),
    ...(cidrs === undefined ? {} : { token_bound_cidrs: yield* boundAddresses("token_bound_cidrs", cidrs) }),
    ...(policies === undefined ? {} : { token_policies: trimmedItems(policies) }),
    ...(type === "" ? { token_type: "default" } : {})
  }
  yield* refuseIf(problemIn(fields))
  return fields
})

/** The error text for an invalid field, or for fields that conflict. */
const problemIn = (fields: TokenFields): string | undefined => {
  const { token_max_ttl: maxTtl, token_num_uses: numUses, token_type: type } = fields
  if (numUses < 0) return loginTexts.negativeTokenNumUses
  if (!TOKEN_TYPES.includes(type)) return errorTextFor.tokenTypeInvalid(type)
  const isBatch = type === "batch"
  if (isBatch && fields.token_period > 0) return loginTexts.periodOfBatch
  if (isBatch && numUses > 0) return loginTexts.numUsesOfBatch
  if (maxTtl > 0 && fields.token_ttl > maxTtl) return loginTexts.ttlAboveMax
  if (fields.token_strictly_bind_ip && fields.token_bound_cidrs.length > 0) return loginTexts.strictlyBoundAndCidrs
  return undefined
}

type TokenPart = Omit<LoginAuth, "displayName" | "metadata" | "alias" | "internal">

/** The addresses from which a login's token can be used; empty means any. */
const boundBy = (fields: TokenFields, remoteAddress: string): ReadonlyArray<string> =>
  fields.token_strictly_bind_ip ? [addressBlock(remoteAddress)] : fields.token_bound_cidrs

/**
 * The properties of a login's token that the fields determine. `narrowedTo` are the addresses of the credential, such as a
 * secret ID: the token is bound to those that both allow. If there are none, the login is a 400.
 *
 * @see RW-AR-16, RW-AR-21
 */
export const tokenPart = (
  fields: TokenFields,
  remoteAddress: string,
  narrowedTo: ReadonlyArray<string> = []
): Effect.Effect<TokenPart, ProtocolError> => {
  const boundCidrs = narrowCidrs(boundBy(fields, remoteAddress), normalBlocks(narrowedTo))
  if (boundCidrs === undefined) return refuse(errorTexts.noAddressInCommon)
  const { token_type: type } = fields
  return Effect.succeed({
    ...renewalLimits(fields),
    policies: fields.token_policies,
    noDefaultPolicy: fields.token_no_default_policy,
    explicitMaxTtl: fields.token_explicit_max_ttl,
    numUses: fields.token_num_uses,
    ...(type === "batch" || type === "service" ? { type } : {}),
    boundCidrs,
    renewable: true
  })
}

/** The limits for renewing such a token. */
export const renewalLimits = (fields: TokenFields): LoginLimits => ({
  ttl: fields.token_ttl,
  maxTtl: fields.token_max_ttl,
  period: fields.token_period
})

/** `approle`, `userpass-alice`: the mount of a login, and the user's name if there is one. */
export const displayName = (mountPath: string, name?: string): string =>
  [mountPath.replace(/^auth\/|\/$/g, "").replaceAll("/", "-"), name ?? []].flat().join("-")
