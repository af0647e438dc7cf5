import { appRoleTexts } from "@enwrap/protocol/engine-texts"
import { type DecodedFields, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { addressesAsWritten, areWithin, cidrBlocks } from "../login/cidr-blocks.ts"
import { refuseIf } from "../refuse.ts"
import { type Metadata, parseMetadata } from "./metadata.ts"
import type { Role } from "./role.ts"

/** The stored record of a secret ID: everything but the secret ID itself. */
export interface SecretId {
  readonly accessor: string
  /** The addresses from which it can log in; empty leaves it to the role. */
  readonly cidrs: ReadonlyArray<string>
  /** The addresses from which its tokens can be used, as they were written; empty leaves it to the role. */
  readonly tokenBoundCidrs: ReadonlyArray<string>
  readonly metadata: Metadata
  /** The number of logins left; 0 means no limit. */
  readonly numUses: number
  /** Seconds; 0 means no expiry. */
  readonly ttl: number
  /** Milliseconds since 1970, like all times here. */
  readonly createdTime: number
  readonly expirationTime: number | undefined
  readonly updatedTime: number
}

/** The properties that a request asks for. */
export type SecretIdRequest = Pick<SecretId, "cidrs" | "tokenBoundCidrs" | "metadata" | "numUses" | "ttl">

export type SecretIdFields = DecodedFields<"appRoleSecretIdGenerate">

/** 0 means no limit, so it exceeds any limit. */
const exceeds = (value: number, limit: number): boolean => limit > 0 && (value === 0 || value > limit)

/** Reads a request for a secret ID. A value that exceeds the role's limits is a 400. @see RW-AR-15 */
export const parseSecretIdFields = Effect.fnUntraced(function* (
  fields: SecretIdFields,
  { settings }: Role
): Effect.fn.Return<SecretIdRequest, ProtocolError> {
  const { num_uses: numUses = settings.secret_id_num_uses, ttl = settings.secret_id_ttl } = fields
  if (!settings.bind_secret_id) return yield* plainError(400, appRoleTexts.secretIdNotBound)
  if (numUses < 0) return yield* plainError(400, appRoleTexts.negativeNumUses)
  if (exceeds(numUses, settings.secret_id_num_uses)) return yield* plainError(400, appRoleTexts.numUsesAboveRole)
  if (exceeds(ttl, settings.secret_id_ttl)) return yield* plainError(400, appRoleTexts.ttlAboveRole)
  const cidrs = yield* cidrBlocks("cidr_list", fields.cidr_list ?? [])
  yield* within("cidr_list", cidrs, settings.secret_id_bound_cidrs)
  const tokenBoundCidrs = yield* addressesAsWritten("token_bound_cidrs", fields.token_bound_cidrs ?? [])
  yield* within("token_bound_cidrs", tokenBoundCidrs, settings.token_bound_cidrs)
  return { cidrs, tokenBoundCidrs, metadata: yield* parseMetadata(fields.metadata ?? ""), numUses, ttl }
})

const within = (field: string, blocks: ReadonlyArray<string>, allowed: ReadonlyArray<string>) =>
  refuseIf(allowed.length === 0 || areWithin(blocks, allowed) ? undefined : appRoleTexts.cidrsOutsideRole(field))

/** A new secret ID. Its TTL is at most the mount's maximum. */
export const newSecretId = (requested: SecretIdRequest, accessor: string, now: number, maxTtl: number): SecretId => {
  const ttl = Math.min(requested.ttl, maxTtl)
  return {
    ...requested,
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

/** What the original writes in place of an absent time. */
const NEVER = "0001-01-01T00:00:00Z"

/** The secret ID as a lookup shows it. */
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
