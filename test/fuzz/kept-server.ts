import type { EnwrapServer, WireRequest, WireResponse } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { ContractCheck } from "../spec/contract-check.ts"
import { findOperation, type MountGroups } from "../spec/find-operation.ts"
import type { SpecOperation } from "../spec/spec-operations.ts"
import { newToken } from "../spec/walk.ts"
import type { WalkedServer } from "../spec/walked-server.ts"
import { makeState, withLiveValues } from "./fuzzed-state.ts"

/** The token that the requests of the fuzzer carry. The kept server puts a new root token in its place. */
export const FUZZER_TOKEN = "token-of-the-fuzzer"

/** The server that is fuzzed. */
export interface Target {
  /** Sends a request without any change. */
  readonly handle: (request: WireRequest) => Promise<WireResponse>
  /** Requests that prepare its state. */
  readonly walked: WalkedServer
  /** Whether it can still be used: unsealed, and its root token is valid. If not, makes it usable again. */
  readonly revive: () => Promise<void>
}

/** The status of a lookup of the root token: 200, unless the server is sealed or the token is not valid any more. */
export const statusOfRoot = async ({ ask, rootToken }: WalkedServer): Promise<number> => {
  const headers = { "x-vault-token": rootToken }
  return (await ask({ method: "GET", path: "/v1/auth/token/lookup-self", headers })).status
}

/** What happened while the server was fuzzed. */
export interface Progress {
  requests: number
  /** How often a part of the state was made again. */
  restored: number
  /** Requests by status. */
  readonly statuses: Map<number, number>
  /** Requests by operation; by status for each. */
  readonly operations: Map<string, Map<number, number>>
}

const decoder = new TextDecoder()

const textOf = (body: string | Uint8Array): string => (typeof body === "string" ? body : decoder.decode(body))

/** The mounts of the fuzzed state. */
const mountGroups: MountGroups = new Map([
  ["secret", "kvV2"],
  ["legacy", "kvV1"],
  ["pki", "pki"],
  ["payment", "http"],
  ["auth/approle", "appRole"],
  ["auth/userpass", "userpass"]
])

/** Whether a request may have ended something that other operations need. */
const mayEnd = ({ id, method }: SpecOperation): boolean =>
  method === "DELETE" || /ConfigWrite|Destroy|Enable|Remount|Revoke|Rotate|Seal|Tidy|Tune|Unseal/.test(id)

/**
 * A server that stays worth fuzzing, whatever it is asked to do.
 *
 * - The requests of the fuzzer have root tokens of their own: one for each operation, and one for each request of an operation
 *   that may revoke it, so that this harms no other request.
 * - Placeholders of the spec's examples become live tokens, accessors and lease ids.
 * - A sealed server is unsealed at once.
 * - When the fuzzer turns to another operation, what the one before may have ended is made again.
 *
 * Every response is also compared with the spec by `check`.
 */
export class KeptServer implements Pick<EnwrapServer, "handle"> {
  readonly check = new ContractCheck(mountGroups)
  readonly progress: Progress = { requests: 0, restored: 0, statuses: new Map(), operations: new Map() }
  readonly #target: Target
  #last: SpecOperation | undefined
  /** Whether the last operation may end its caller, or what other operations need. */
  #mayEnd = false
  /** The token of the fuzzer's requests. */
  #token: string | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(target: Target) {
    this.#target = target
  }

  /** The id of the operation that was requested last. */
  get current(): string {
    return this.#last?.id ?? "a path that is not in the spec"
  }

  handle(request: WireRequest): Effect.Effect<WireResponse> {
    return Effect.promise(() => {
      const response = this.#queue.then(() => this.#answer(request))
      this.#queue = response.catch(() => undefined)
      return response
    })
  }

  async #answer(request: WireRequest): Promise<WireResponse> {
    const sent = { method: request.method, path: request.target.replace(/^\/v1\//, "") }
    const operation = findOperation(mountGroups, sent)
    await this.#restore(operation)
    const filled = await this.#filled(request)
    const response = await this.#target.handle(filled)
    if (operation?.id === "sysSeal") await this.#target.revive()
    if (operation?.id === "sysRateLimitWrite") await this.#deleteQuota(request.target)
    this.#count(operation, response.status)
    if (request.target.startsWith("/v1/"))
      this.check.see({
        ...sent,
        body: textOf(filled.body),
        status: response.status,
        contentType: response.headers["content-type"] ?? "",
        text: textOf(response.body)
      })
    return response
  }

  /** A quota would refuse the requests that follow. */
  async #deleteQuota(target: string): Promise<void> {
    const { ask, rootToken } = this.#target.walked
    await ask({ method: "DELETE", path: target.replace(/\?.*/, ""), headers: { "x-vault-token": rootToken } })
  }

  /** Makes again what the last operation may have ended, once the fuzzer turns to another. */
  async #restore(operation: SpecOperation | undefined): Promise<void> {
    if (operation?.id === this.#last?.id) return
    if (this.#mayEnd && this.#last !== undefined) {
      await this.#target.revive()
      await makeState(this.#target.walked, this.#last.group)
      this.progress.restored++
    }
    this.#last = operation
    this.#mayEnd = operation !== undefined && mayEnd(operation)
    this.#token = undefined
  }

  /** The request with a token of its own, and with live values. */
  async #filled(request: WireRequest): Promise<WireRequest> {
    const { walked } = this.#target
    const body = textOf(request.body)
    const filled = await withLiveValues(walked, body)
    const target = await withLiveValues(walked, request.target)
    const isFuzzer = request.header("x-vault-token") === FUZZER_TOKEN
    if (isFuzzer && (this.#token === undefined || this.#mayEnd)) this.#token = (await newToken(walked)).token
    const token = this.#token
    return {
      ...request,
      target,
      // The bytes may not be text.
      body: filled === body ? request.body : new TextEncoder().encode(filled),
      header: (name) => (name === "x-vault-token" && isFuzzer ? token : request.header(name))
    }
  }

  #count(operation: SpecOperation | undefined, status: number): void {
    const { operations, statuses } = this.progress
    this.progress.requests++
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    const id = operation?.id ?? "no operation"
    const counted = operations.get(id) ?? new Map<number, number>()
    operations.set(id, counted.set(status, (counted.get(status) ?? 0) + 1))
  }
}
