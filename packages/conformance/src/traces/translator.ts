import { unwrapByBody, unwrapByHeader, type ApiRequest, type ApiResponse } from "../api-request.ts"
import { LOOKUP, REWRAP, WRAP } from "../endpoints.ts"
import { ExactNumber, memberOf, parseExact, type ExactJson } from "../exact-json.ts"
import { at } from "../expect.ts"
import { byAccessor, createRequest, lookupSelf } from "../fixtures/token.ts"
import type { TraceRequest } from "./trace.ts"
import { accessorOf, only, type Answer } from "./model.ts"

const CREATE = "auth/token/create"

/** A caller that no server knows. */
const STRANGER = "enwrap-conformance-stranger"

/** What the player knows about a wrapping token of a trace. */
interface Held {
  readonly token: string
  readonly accessor: string
  readonly root: number
}

/**
 * The secrets of one trace: translates requests of the model to HTTP, and answers back. `isNew` says whether no other
 * answer of the run had this accessor.
 */
export class Translator {
  readonly #prefix: string
  readonly #isNew: (accessor: string) => boolean
  readonly #held = new Map<number, Held>()
  readonly #paths = new Map<number, string>()
  readonly #accessorsInside = new Map<number, string>()
  readonly #tokensInside = new Map<number, string>()

  constructor(prefix: string, isNew: (accessor: string) => boolean) {
    this.#prefix = prefix
    this.#isNew = isNew
  }

  /** Returns the HTTP request; undefined if it needs an answer that an earlier request did not get. */
  requestOf({ number, op, token, ttl, inside, allowed, way }: TraceRequest): ApiRequest | undefined {
    const conformance = this.#payload(number)
    if (op === "wrap") {
      this.#paths.set(number, inside ? CREATE : WRAP)
      if (!inside) return { method: "POST", path: WRAP, ttl, body: { conformance } }
      return { ...createRequest({ policies: ["default"], meta: { conformance } }), ttl }
    }
    if (op === "revoke-inside") return whenKnown(this.#accessorsInside.get(token), (it) => byAccessor("revoke", it))
    if (op === "use-inside") return whenKnown(this.#tokensInside.get(token), lookupSelf)
    const held = this.#held.get(token)
    if (held === undefined) return undefined
    switch (op) {
      case "lookup":
        return { method: "POST", path: LOOKUP, token: null, body: { token: held.token } }
      case "unwrap":
        if (!allowed) return unwrapByBody(held.token, STRANGER)
        if (way === "cubbyhole") return { method: "GET", path: "cubbyhole/response", token: held.token }
        return way === "header" ? unwrapByHeader(held.token) : unwrapByBody(held.token)
      case "rewrap":
        return {
          method: "POST",
          path: REWRAP,
          body: { token: held.token },
          ...(ttl > 0 && { ttl }),
          ...(!allowed && { token: STRANGER })
        }
      case "find":
        return whenKnown(held.accessor, (it) => byAccessor("lookup", it))
      case "revoke":
        return whenKnown(held.accessor, (it) => byAccessor("revoke", it))
      case "misuse":
        return whenKnown(held.accessor, way === "header" ? unwrapByHeader : (it) => unwrapByBody(it))
    }
  }

  /**
   * Returns what an answer says in the words of the model. `contended` says whether another request for the same token
   * was under way: its loser may get any error, or 204. `ending` says whether the token may be about to end: a revocation
   * by accessor may then fail, and the token ends all the same.
   */
  answerOf(request: TraceRequest, response: ApiResponse, contended: boolean, ending: boolean): Answer {
    const { op, allowed } = request
    if (op === "revoke" || op === "revoke-inside") {
      const isDone =
        response.status === 200 || response.status === 204 || ((contended || ending) && response.status >= 400)
      return only(isDone ? "done" : "other")
    }
    const refusal = only(allowed ? "refused" : "denied")
    if (response.status >= 400 && response.status < 500) return refusal
    if (contended && (response.status === 204 || response.status >= 500)) return refusal
    if (response.status !== 200) return only("other")
    switch (op) {
      case "wrap":
      case "rewrap":
        return this.#wrapped(request, response)
      case "lookup":
        return this.#found(request, at(response, "data.creation_path"), at(response, "data.creation_ttl"))
      case "find":
        return this.#found(request, at(response, "data.path"), at(response, "data.creation_ttl"))
      case "unwrap":
      case "misuse":
        return this.#opened(request, response)
      case "use-inside":
        return only("found")
    }
  }

  /** Requests that remove what is left of the trace. */
  leftovers(ended: ReadonlySet<number>): ReadonlyArray<ApiRequest> {
    return [
      ...[...this.#held].flatMap(([number, { token }]) => (ended.has(number) ? [] : [unwrapByHeader(token)])),
      ...[...this.#accessorsInside.values()].map((accessor) => byAccessor("revoke", accessor)),
      ...[...this.#tokensInside].flatMap(([root, token]) =>
        this.#accessorsInside.has(root) ? [] : [{ method: "POST", path: "auth/token/revoke-self", token }]
      )
    ]
  }

  #payload(number: number): string {
    return `${this.#prefix}-payload-${number}`
  }

  #wrapped({ number, op, inside, token }: TraceRequest, response: ApiResponse): Answer {
    const wrapping = at(response, "wrap_info.token")
    if (typeof wrapping !== "string" || wrapping === "") return only("other")
    const accessor = textOf(at(response, "wrap_info.accessor"))
    const root = op === "wrap" ? number : (this.#held.get(token)?.root ?? -1)
    this.#held.set(number, { token: wrapping, accessor, root })
    const wrappedAccessor = textOf(at(response, "wrap_info.wrapped_accessor"))
    if (op === "wrap" && inside && wrappedAccessor !== "") this.#accessorsInside.set(number, wrappedAccessor)
    const isOwn =
      accessor === "" || (!accessor.includes(wrapping) && accessor !== wrappedAccessor && this.#isNew(accessor))
    return {
      ...only("wrapped"),
      accessor: isOwn ? accessorOf(number) : WRONG,
      path: at(response, "wrap_info.creation_path") === this.#paths.get(root) ? root : WRONG,
      ttl: secondsOf(at(response, "wrap_info.ttl"))
    }
  }

  #found({ op, token }: TraceRequest, path: ExactJson | undefined, ttl: ExactJson | undefined): Answer {
    const root = this.#held.get(token)?.root ?? -1
    const known = path === this.#paths.get(root) ? root : WRONG
    return { ...only("found"), path: op === "find" && token !== root ? -1 : known, ttl: secondsOf(ttl) }
  }

  #opened({ token, way }: TraceRequest, response: ApiResponse): Answer {
    const envelope = way === "cubbyhole" ? jsonOf(at(response, "data.response")) : response.json
    const inside = memberOf(envelope, "auth")
    const content = memberOf(inside, "metadata") ?? memberOf(envelope, "data")
    const payload = memberOf(content, "conformance")
    const root = [...this.#paths.keys()].find((number) => this.#payload(number) === payload)
    if (root === undefined) return payload === undefined ? only("other") : { ...only("opened"), secret: WRONG }
    const own = memberOf(inside, "client_token")
    if (typeof own === "string") this.#tokensInside.set(this.#held.get(token)?.root ?? root, own)
    return { ...only("opened"), secret: root }
  }
}

/** Stands for a value that the answer must not have. */
export const WRONG = -2

const whenKnown = <A>(value: string | undefined, then: (value: string) => A): A | undefined =>
  value === undefined || value === "" ? undefined : then(value)

const textOf = (value: ExactJson | undefined): string => (typeof value === "string" ? value : "")

const secondsOf = (value: ExactJson | undefined): number =>
  value instanceof ExactNumber ? Number(value.literal) : WRONG

function jsonOf(text: ExactJson | undefined): ExactJson | undefined {
  try {
    return typeof text === "string" ? parseExact(text) : undefined
  } catch {
    return undefined
  }
}
