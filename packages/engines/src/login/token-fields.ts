import { errorTextFor, errorTexts, loginTexts } from "@enwrap/protocol"
import {
  addressBlock,
  type DecodedFields,
  type LoginAuth,
  type LoginLimits,
  narrowCidrs,
  plainError,
  type ProtocolError
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { boundAddresses, trimmedItems } from "./cidr-blocks.ts"

const TOKEN_TYPES = ["default", "service", "batch", "default-service", "default-batch"] as const

/**
 * The properties of the tokens that logins of a role or a user get. Times are in seconds; 0 leaves the decision to the mount.
 */
export interface TokenFields {
  readonly boundCidrs: ReadonlyArray<string>
  readonly explicitMaxTtl: number
  readonly maxTtl: number
  readonly noDefaultPolicy: boolean
  /** 0 means no limit. */
  readonly numUses: number
  readonly period: number
  readonly policies: ReadonlyArray<string>
  /** A token is valid only from the address of its login. */
  readonly strictlyBindIp: boolean
  readonly ttl: number
  readonly type: (typeof TOKEN_TYPES)[number]
}

type UserFields = DecodedFields<"userpassUserWrite">

/** The `token_` fields of a request. */
export type TokenFieldsInput = Pick<UserFields, Extract<keyof UserFields, `token_${string}`>>

export const defaultTokenFields: TokenFields = {
  boundCidrs: [],
  explicitMaxTtl: 0,
  maxTtl: 0,
  noDefaultPolicy: false,
  numUses: 0,
  period: 0,
  policies: [],
  strictlyBindIp: false,
  ttl: 0,
  type: "default"
}

const refuse = (text: string): Effect.Effect<never, ProtocolError> => Effect.fail(plainError(400, text))

const typeField = (
  value: string | undefined,
  before: TokenFields["type"]
): Effect.Effect<TokenFields["type"], ProtocolError> => {
  if (value === undefined) return Effect.succeed(before)
  const type = TOKEN_TYPES.find((type) => type === (value === "" ? "default" : value))
  return type === undefined ? refuse(errorTextFor.tokenTypeInvalid(value)) : Effect.succeed(type)
}

/** The fields with the changes of a request. Fails with a 400 that names the wrong field, or two fields that conflict. */
export const parseTokenFields = Effect.fnUntraced(function* (
  input: TokenFieldsInput,
  before: TokenFields
): Effect.fn.Return<TokenFields, ProtocolError> {
  const { token_bound_cidrs: cidrs, token_num_uses: numUses = before.numUses, token_policies: policies } = input
  const boundCidrs = cidrs === undefined ? before.boundCidrs : yield* boundAddresses("token_bound_cidrs", cidrs)
  if (numUses < 0) return yield* refuse(loginTexts.negativeTokenNumUses)
  const fields: TokenFields = {
    boundCidrs,
    explicitMaxTtl: input.token_explicit_max_ttl ?? before.explicitMaxTtl,
    maxTtl: input.token_max_ttl ?? before.maxTtl,
    noDefaultPolicy: input.token_no_default_policy ?? before.noDefaultPolicy,
    numUses,
    period: input.token_period ?? before.period,
    policies: policies === undefined ? before.policies : trimmedItems(policies),
    strictlyBindIp: input.token_strictly_bind_ip ?? before.strictlyBindIp,
    ttl: input.token_ttl ?? before.ttl,
    type: yield* typeField(input.token_type, before.type)
  }
  const conflict = conflictIn(fields)
  return conflict === undefined ? fields : yield* refuse(conflict)
})

/** The fields that conflict, if any do. */
const conflictIn = ({ boundCidrs, maxTtl, numUses, period, strictlyBindIp, ttl, type }: TokenFields) => {
  const isBatch = type === "batch" || type === "default-batch"
  if (isBatch && period > 0) return loginTexts.periodOfBatch
  if (isBatch && numUses > 0) return loginTexts.numUsesOfBatch
  if (maxTtl > 0 && ttl > maxTtl) return loginTexts.ttlAboveMax
  if (strictlyBindIp && boundCidrs.length > 0) return loginTexts.strictlyBoundAndCidrs
  return undefined
}

/** The fields as a response shows them. */
export const tokenFieldsData = (fields: TokenFields) => ({
  token_bound_cidrs: fields.boundCidrs,
  token_explicit_max_ttl: fields.explicitMaxTtl,
  token_max_ttl: fields.maxTtl,
  token_no_default_policy: fields.noDefaultPolicy,
  token_num_uses: fields.numUses,
  token_period: fields.period,
  token_policies: fields.policies,
  token_strictly_bind_ip: fields.strictlyBindIp,
  token_ttl: fields.ttl,
  token_type: fields.type
})

type TokenPart = Omit<LoginAuth, "displayName" | "metadata" | "alias" | "internal">

/** The addresses from which a login's token can be used; empty means any. */
const boundBy = ({ boundCidrs, strictlyBindIp }: TokenFields, remoteAddress: string): ReadonlyArray<string> =>
  strictlyBindIp ? [addressBlock(remoteAddress)] : boundCidrs

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
  const boundCidrs = narrowCidrs(boundBy(fields, remoteAddress), narrowedTo)
  if (boundCidrs === undefined) return refuse(errorTexts.noAddressInCommon)
  return Effect.succeed({
    policies: fields.policies,
    noDefaultPolicy: fields.noDefaultPolicy,
    ttl: fields.ttl,
    maxTtl: fields.maxTtl,
    explicitMaxTtl: fields.explicitMaxTtl,
    period: fields.period,
    numUses: fields.numUses,
    ...(fields.type === "default" ? {} : { type: fields.type.endsWith("batch") ? "batch" : "service" }),
    boundCidrs,
    renewable: true
  })
}

/** The limits for renewing such a token. */
export const renewalLimits = ({ maxTtl, period, ttl }: TokenFields): LoginLimits => ({ ttl, maxTtl, period })

/** `approle`, `userpass-alice`: the mount of a login, and the user's name if there is one. */
export const displayName = (mountPath: string, name: string | undefined): string =>
  [mountPath.replace(/^auth\/|\/$/g, "").replaceAll("/", "-"), ...(name === undefined ? [] : [name])].join("-")
