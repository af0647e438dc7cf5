import { errorTextFor, errorTexts, fieldProblems, loginTexts } from "@enwrap/protocol"
import {
  addressBlock,
  type LoginAuth,
  type LoginLimits,
  narrowCidrs,
  plainError,
  type ProtocolError
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { asBoolean, asInteger, asSeconds, conversionError } from "./fields.ts"
import { boundAddresses, stringItems } from "./login/cidr-blocks.ts"

const TOKEN_TYPES = ["default", "service", "batch", "default-service", "default-batch"] as const

/** What the tokens are like that the logins of a role or a user get. Times are seconds; 0 leaves them to the mount. */
export interface TokenFields {
  readonly boundCidrs: ReadonlyArray<string>
  readonly explicitMaxTtl: number
  readonly maxTtl: number
  readonly noDefaultPolicy: boolean
  /** 0 is without limit. */
  readonly numUses: number
  readonly period: number
  readonly policies: ReadonlyArray<string>
  /** A token may be used from the address of its login only. */
  readonly strictlyBindIp: boolean
  readonly ttl: number
  readonly type: (typeof TOKEN_TYPES)[number]
}

/** The fields of a request, as the spec types them. */
export interface TokenFieldsInput {
  readonly token_bound_cidrs?: string | ReadonlyArray<string>
  readonly token_explicit_max_ttl?: string | number
  readonly token_max_ttl?: string | number
  readonly token_no_default_policy?: string | boolean
  readonly token_num_uses?: string | number
  readonly token_period?: string | number
  readonly token_policies?: string | ReadonlyArray<string>
  readonly token_strictly_bind_ip?: string | boolean
  readonly token_ttl?: string | number
  readonly token_type?: string
}

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

type Parsed<A> = Effect.Effect<A, ProtocolError>

const refuse = (text: string): Parsed<never> => Effect.fail(plainError(400, text))

/** Whole seconds, not below nought; what stood before where the request names none. */
export const durationField = (field: string, value: string | number | undefined, before: number): Parsed<number> => {
  if (value === undefined) return Effect.succeed(before)
  const seconds = value === "" ? 0 : asSeconds(value)
  if (seconds === undefined) return Effect.fail(conversionError(field, fieldProblems.duration))
  return seconds < 0 ? Effect.fail(conversionError(field, fieldProblems.durationNotNegative)) : Effect.succeed(seconds)
}

/** A whole number, not below nought; what stood before where the request names none. */
export const countField = (
  field: string,
  value: string | number | undefined,
  before: number,
  negative: string
): Parsed<number> => {
  if (value === undefined) return Effect.succeed(before)
  const count = asInteger(value)
  if (count === undefined) return Effect.fail(conversionError(field, fieldProblems.wholeNumber))
  return count < 0 ? refuse(negative) : Effect.succeed(count)
}

export const booleanField = (field: string, value: string | boolean | undefined, before: boolean): Parsed<boolean> => {
  if (value === undefined) return Effect.succeed(before)
  const flag = asBoolean(value)
  return flag === undefined ? Effect.fail(conversionError(field, fieldProblems.boolean)) : Effect.succeed(flag)
}

const typeField = (value: string | undefined, before: TokenFields["type"]): Parsed<TokenFields["type"]> => {
  if (value === undefined) return Effect.succeed(before)
  const type = TOKEN_TYPES.find((type) => type === (value === "" ? "default" : value))
  return type === undefined ? refuse(errorTextFor.tokenTypeInvalid(value)) : Effect.succeed(type)
}

/** Changes the fields that a request names. Fails with a 400 that names the field, or the two that do not go together. */
export const parseTokenFields = (input: TokenFieldsInput, before: TokenFields): Parsed<TokenFields> =>
  Effect.gen(function* () {
    const { token_bound_cidrs: cidrs, token_policies: policies } = input
    const fields: TokenFields = {
      boundCidrs: cidrs === undefined ? before.boundCidrs : yield* boundAddresses("token_bound_cidrs", cidrs),
      explicitMaxTtl: yield* durationField(
        "token_explicit_max_ttl",
        input.token_explicit_max_ttl,
        before.explicitMaxTtl
      ),
      maxTtl: yield* durationField("token_max_ttl", input.token_max_ttl, before.maxTtl),
      noDefaultPolicy: yield* booleanField(
        "token_no_default_policy",
        input.token_no_default_policy,
        before.noDefaultPolicy
      ),
      numUses: yield* countField(
        "token_num_uses",
        input.token_num_uses,
        before.numUses,
        loginTexts.negativeTokenNumUses
      ),
      period: yield* durationField("token_period", input.token_period, before.period),
      policies: policies === undefined ? before.policies : stringItems(policies),
      strictlyBindIp: yield* booleanField(
        "token_strictly_bind_ip",
        input.token_strictly_bind_ip,
        before.strictlyBindIp
      ),
      ttl: yield* durationField("token_ttl", input.token_ttl, before.ttl),
      type: yield* typeField(input.token_type, before.type)
    }
    const conflict = conflictIn(fields)
    return conflict === undefined ? fields : yield* refuse(conflict)
  })

/** What of the fields does not go together. */
const conflictIn = ({ boundCidrs, maxTtl, numUses, period, strictlyBindIp, ttl, type }: TokenFields) => {
  const isBatch = type === "batch" || type === "default-batch"
  if (isBatch && period > 0) return loginTexts.periodOfBatch
  if (isBatch && numUses > 0) return loginTexts.numUsesOfBatch
  if (maxTtl > 0 && ttl > maxTtl) return loginTexts.ttlAboveMax
  if (strictlyBindIp && boundCidrs.length > 0) return loginTexts.strictlyBoundAndCidrs
  return undefined
}

/** The fields as an answer shows them. */
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

/** The addresses from which the token of a login may be used, by the fields; empty is from anywhere. */
const boundBy = ({ boundCidrs, strictlyBindIp }: TokenFields, remoteAddress: string): ReadonlyArray<string> =>
  strictlyBindIp ? [addressBlock(remoteAddress)] : boundCidrs

/**
 * What the fields decide of the token of a login from an address. What the login was made with, such as a secret id, may have
 * addresses of its own: they narrow those of the fields, and a login that leaves the token no address is refused.
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

/** The limits that hold when such a token is renewed. */
export const renewalLimits = ({ maxTtl, period, ttl }: TokenFields): LoginLimits => ({ ttl, maxTtl, period })

/** `approle`, `userpass-alice`: the mount that somebody logged in at, and the name if it has one. */
export const displayName = (mountPath: string, name: string | undefined): string =>
  [mountPath.replace(/^auth\/|\/$/g, "").replaceAll("/", "-"), ...(name === undefined ? [] : [name])].join("-")
