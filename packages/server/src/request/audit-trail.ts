import { errorTexts, type OperationGroup, type OperationId, operationTable } from "@enwrap/protocol"
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Audit } from "../actions/audit/audit.ts"
import type { OpaqueData, PolicyResults, RequestFacts, ResponseFacts } from "../actions/audit/audit-facts.ts"
import type { WireRequest } from "../ports/exchange.ts"
import type { NoMatch, OperationMatch } from "../state/mount/operation-router.ts"
import type { RunningMount } from "../state/mount/running-mount.ts"
import { isWrappingToken, type TokenEntry } from "../state/token/token-entry.ts"
import { invalidWrappingToken } from "../values/denied.ts"
import type { ProtocolError } from "../values/protocol-error.ts"
import { numericFields } from "./decode-fields.ts"
import { METHOD_FLAGS, type ParsedRequest } from "./parsed-request.ts"

type AuditService = typeof Audit.Service

/** Engines that only store or pass on data. In version 2 of the key-value engine, that is what the field `data` contains. */
const OPAQUE_GROUPS: Partial<Record<OperationGroup, OpaqueData>> = {
  cubbyhole: "all",
  http: "all",
  kvV1: "all",
  kvV2: "data"
}

/** Where a request leads. */
interface Destination {
  readonly request: ParsedRequest
  readonly mount: RunningMount | undefined
  readonly match: OperationMatch | NoMatch
}

/** Nobody knows what the data is of a request that leads to no operation: it may be the data of a misspelt path. */
const opaqueOf = (destination: Destination | undefined): OpaqueData => {
  if (destination === undefined) return "all"
  const { match, mount, request } = destination
  if (mount === undefined || typeof match === "string" || operationTable[match.operation].opaqueBody) return "all"
  if (request.verb === "list" || request.verb === "scan") return "none"
  return OPAQUE_GROUPS[mount.group] ?? "none"
}

const numericOf = ({ match }: Destination): ReadonlySet<string> | undefined =>
  typeof match === "string" ? undefined : numericFields(match.operation)

/** The fields of a request as a JSON object. */
const dataOf = ({ payload, query }: ParsedRequest): string | undefined => {
  if (payload.members.size > 0) return payload.text
  if (query.size === 0) return undefined
  const fields = [...query].filter(([name]) => !METHOD_FLAGS.has(name))
  return fields.length === 0 ? undefined : JSON.stringify(Object.fromEntries(fields))
}

/**
 * Operations that only read before the entry of their response is written. The entry of their request is written together with it:
 * this halves the waiting, and a request that cannot be audited still gets no response.
 */
const READ_FIRST: ReadonlySet<OperationId> = new Set([
  "wrappingWrap",
  "wrappingLookup",
  "wrappingUnwrap",
  "wrappingRewrap"
])

/** Whether a request by this token counts a use of it, before the operation. A wrapping token is used up by the operation. */
const countsUse = (caller: TokenEntry | undefined): boolean =>
  caller !== undefined && caller.numUses !== 0 && !isWrappingToken(caller)

/** The error of a request that was refused with a status only. */
const NO_TEXT = "failed"

/** The paths that are about a wrapping token are below it. */
const SYSTEM_MOUNT = "sys/"

/** How far the entries of a request have been written. */
type Stage = "nothing" | "request" | "response"

/** The audit entries of one request: its facts, as they become known, and which entries have been written. */
export class AuditTrail {
  /** The id of the request in its entries and in the envelope of its response. */
  readonly id: string
  readonly #audit: AuditService
  readonly #clock: Clock.Clock
  readonly #parsed: ParsedRequest
  readonly #wire: WireRequest
  #destination: Destination | undefined
  #caller: TokenEntry | undefined
  #sender: TokenEntry | undefined
  #policyResults: PolicyResults | undefined
  #facts: RequestFacts | undefined
  #isValidating = false
  #stage: Stage = "nothing"
  /** When the entry of the request was made, if it is written with the one of the response. */
  #requestMs: number | undefined

  constructor(audit: AuditService, clock: Clock.Clock, id: string, parsed: ParsedRequest, wire: WireRequest) {
    this.#audit = audit
    this.#clock = clock
    this.id = id
    this.#parsed = parsed
    this.#wire = wire
  }

  /** Notes that the wrapping token of the request is being validated. */
  validating(): void {
    this.#isValidating = true
  }

  /** Whether the wrapping token of the request is being validated. If that fails, its sender was not identified. */
  get isValidating(): boolean {
    return this.#isValidating
  }

  /** Notes whose token a request was sent with that is refused because of another token. */
  sentWith(sender: TokenEntry | undefined): void {
    this.#sender = sender
  }

  /** Notes where the request leads. */
  routed(destination: Destination): void {
    this.#destination = destination
    this.#isValidating = false
  }

  /** Notes who sent the request, and what the policies say, before a use of the token is counted. */
  identified(caller: TokenEntry | undefined, policyResults: PolicyResults): void {
    this.#caller = caller
    this.#policyResults = policyResults
  }

  /** The data of an entry of the response, which the server only passes on. */
  get opaque(): OpaqueData {
    return this.#known.opaque
  }

  /** Writes the entry of a request whose operation is about to be performed, or takes care that it is written before the response. */
  request(): Effect.Effect<void, ProtocolError> {
    const match = this.#destination?.match
    if (match === undefined || typeof match === "string" || !READ_FIRST.has(match.operation))
      return this.#request(undefined)
    // The first JWT stores the key that signs it, before the response is known.
    if (countsUse(this.#caller) || this.#parsed.wrapJwt) return this.#request(undefined)
    this.#stage = "request"
    this.#requestMs = this.#nowMs
    return Effect.void
  }

  /** Writes the entry of a response that is about to be committed and sent. */
  response(facts: ResponseFacts): Effect.Effect<void, ProtocolError> {
    return this.#response(facts, undefined)
  }

  /**
   * Writes the entry of an error. An entry of a response that could not be committed is followed by this one. If the request has no
   * entry yet, its token or its policies were the reason, and both entries are written. Those of a wrapping token, and a request that
   * leads nowhere, have only the entry of the request.
   */
  failure(errors: ReadonlyArray<string>): Effect.Effect<void, ProtocolError> {
    const text = errors.join("; ")
    // A status without a text, such as 404 for a secret that does not exist, is no error in the original's entries.
    if (this.#stage !== "nothing") return this.#response({}, text || undefined)
    // As in the original, all problems of a wrapping token have the same text.
    if (this.#isValidating)
      return this.#request(text === errorTexts.internalError ? text : invalidWrappingToken.errors[0])
    if (this.#destination === undefined) return this.#request(text || NO_TEXT)
    this.#stage = "response"
    return this.#audit.refused(this.#known, this.#nowMs, text || NO_TEXT)
  }

  get #nowMs(): number {
    return this.#clock.currentTimeMillisUnsafe()
  }

  #request(error: string | undefined): Effect.Effect<void, ProtocolError> {
    this.#stage = "request"
    return this.#audit.request(this.#known, this.#nowMs, error)
  }

  #response(facts: ResponseFacts, error: string | undefined): Effect.Effect<void, ProtocolError> {
    return Effect.suspend(() => {
      const requestMs = this.#requestMs
      this.#requestMs = undefined
      this.#stage = "response"
      return this.#audit.response(this.#known, facts, this.#nowMs, error, requestMs)
    })
  }

  get #known(): RequestFacts {
    return (this.#facts ??= this.#collect())
  }

  #collect(): RequestFacts {
    const { hasLeft, header, remoteAddress, remotePort } = this.#wire
    const { token, verb, wrapTtl } = this.#parsed
    return {
      id: this.id,
      verb,
      path: this.#destination?.request.path ?? this.#parsed.path,
      data: dataOf(this.#parsed),
      opaque: opaqueOf(this.#destination),
      numeric: this.#destination && numericOf(this.#destination),
      mount: this.#destination?.mount?.entry,
      mountPoint: this.#isValidating ? SYSTEM_MOUNT : undefined,
      token,
      caller: this.#caller,
      sender: this.#sender,
      policyResults: this.#policyResults,
      remoteAddress,
      remotePort,
      wrapTtl,
      header,
      hasLeft,
      onlyReads: verb === "read" && this.#destination?.mount?.kind === "built-in"
    }
  }
}
