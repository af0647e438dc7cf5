import { appRoleTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { areWithin, boundAddresses, cidrBlocks } from "../login/cidr-blocks.ts"
import { countField, durationField } from "../token-fields.ts"
import { type Metadata, parseMetadata } from "./metadata.ts"
import type { Role } from "./role.ts"

/** What is kept of a secret id: everything but itself. */
export interface SecretId {
  readonly accessor: string
  /** Addresses from which it may log in; empty is as the role says. */
  readonly cidrs: ReadonlyArray<string>
  /** Addresses from which its tokens may be used; empty is as the role says. */
  readonly tokenBoundCidrs: ReadonlyArray<string>
  readonly metadata: Metadata
  /** How many logins it is still good for; 0 is without limit. */
  readonly numUses: number
  /** Seconds; 0 is without end. */
  readonly ttl: number
  /** Milliseconds since 1970, as all times here. */
  readonly createdTime: number
  readonly expirationTime: number | undefined
  readonly updatedTime: number
}

/** What somebody wants of a secret id. */
export type SecretIdWish = Pick<SecretId, "cidrs" | "tokenBoundCidrs" | "metadata" | "numUses" | "ttl">

export interface SecretIdFields {
  readonly metadata?: string
  readonly cidr_list?: string | ReadonlyArray<string>
  readonly token_bound_cidrs?: string | ReadonlyArray<string>
  readonly num_uses?: string | number
  readonly ttl?: string | number
}

/** Nought is without limit, so it goes beyond any limit. */
const isBeyond = (value: number, limit: number): boolean => limit > 0 && (value === 0 || value > limit)

/** Reads a request for a secret id. What goes beyond the role's own limits is 400. @see RW-AR-15 */
export const parseSecretIdFields = (fields: SecretIdFields, role: Role): Effect.Effect<SecretIdWish, ProtocolError> =>
  Effect.gen(function* () {
    if (!role.bindSecretId) return yield* plainError(400, appRoleTexts.secretIdNotBound)
    const numUses = yield* countField("num_uses", fields.num_uses, role.secretIdNumUses, appRoleTexts.negativeNumUses)
    if (isBeyond(numUses, role.secretIdNumUses)) return yield* plainError(400, appRoleTexts.numUsesAboveRole)
    const ttl = yield* durationField("ttl", fields.ttl, role.secretIdTtl)
    if (isBeyond(ttl, role.secretIdTtl)) return yield* plainError(400, appRoleTexts.ttlAboveRole)
    const cidrs = yield* cidrBlocks("cidr_list", fields.cidr_list ?? [])
    yield* within("cidr_list", cidrs, role.secretIdBoundCidrs)
    const tokenBoundCidrs = yield* boundAddresses("token_bound_cidrs", fields.token_bound_cidrs ?? [])
    yield* within("token_bound_cidrs", tokenBoundCidrs, role.token.boundCidrs)
    return { cidrs, tokenBoundCidrs, metadata: yield* parseMetadata(fields.metadata ?? ""), numUses, ttl }
  })

const within = (field: string, blocks: ReadonlyArray<string>, allowed: ReadonlyArray<string>) =>
  allowed.length === 0 || areWithin(blocks, allowed)
    ? Effect.void
    : Effect.fail(plainError(400, appRoleTexts.cidrsOutsideRole(field)))

/** A secret id as it begins. Its time is at most the mount's longest. */
export const newSecretId = (wish: SecretIdWish, accessor: string, now: number, maxTtl: number): SecretId => {
  const ttl = Math.min(wish.ttl, maxTtl)
  return {
    ...wish,
    accessor,
    ttl,
    createdTime: now,
    updatedTime: now,
    expirationTime: ttl === 0 ? undefined : now + ttl * 1000
  }
}

/** @see RW-AR-8 */
export const isExpired = ({ expirationTime }: SecretId, now: number): boolean =>
  expirationTime !== undefined && now >= expirationTime

/** The time of what never comes, as the original writes it. */
const NEVER = "0001-01-01T00:00:00Z"

/** What a lookup shows. */
export const secretIdData = (secretId: SecretId) => ({
  cidr_list: secretId.cidrs,
  creation_time: new Date(secretId.createdTime).toISOString(),
  expiration_time: secretId.expirationTime === undefined ? NEVER : new Date(secretId.expirationTime).toISOString(),
  last_updated_time: new Date(secretId.updatedTime).toISOString(),
  metadata: secretId.metadata,
  secret_id_accessor: secretId.accessor,
  secret_id_num_uses: secretId.numUses,
  secret_id_ttl: secretId.ttl,
  token_bound_cidrs: secretId.tokenBoundCidrs
})
