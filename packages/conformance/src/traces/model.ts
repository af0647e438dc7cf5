/**
 * What a server does with one request, as `spec/wrapping.qnt` says it. A test replays traces that Quint made, so the two
 * are kept equal: change both.
 */

export type Operation =
  | "wrap"
  | "lookup"
  | "unwrap"
  | "rewrap"
  | "find"
  | "revoke"
  | "misuse"
  | "revoke-inside"
  | "use-inside"

/** A request. Its number also names the token that it creates, and the secret that it wraps. */
export interface ModelRequest {
  readonly number: number
  readonly op: Operation
  /** The number of the wrapping token; of the secret for `revoke-inside` and `use-inside`; -1 for a wrap. */
  readonly token: number
  /** The wrap TTL that is asked for; 0 if none. */
  readonly ttl: number
  /** For a wrap: whether the wrapped response contains a token. */
  readonly inside: boolean
  /** Whether the caller may carry out the operation. */
  readonly allowed: boolean
}

/** An answer. A field that the answer does not have is -1. The model never gives one of the kind `other`. */
export interface Answer {
  readonly kind: "wrapped" | "found" | "opened" | "done" | "refused" | "denied" | "lost" | "other"
  readonly accessor: number
  readonly secret: number
  readonly path: number
  readonly ttl: number
}

/** A live wrapping token. */
export interface Entry {
  readonly accessor: number
  readonly secret: number
  readonly path: number
  readonly ttl: number
  readonly expires: number
}

export interface ModelServer {
  readonly entries: ReadonlyMap<number, Entry>
  /** The tokens inside wrapped responses that have not been revoked, by the secret. */
  readonly inside: ReadonlySet<number>
}

export interface Served {
  readonly server: ModelServer
  readonly answer: Answer
}

export const EMPTY: ModelServer = { entries: new Map(), inside: new Set() }

export const only = (kind: Answer["kind"]): Answer => ({ kind, accessor: -1, secret: -1, path: -1, ttl: -1 })

/** The number that stands for the accessor of a token. */
export const accessorOf = (token: number): number => 1000 + token

/** Returns the server after a request, and its answer. */
export function serve(server: ModelServer, now: number, request: ModelRequest): Served {
  const { number, op, token, ttl } = request
  if (!request.allowed) return { server, answer: only("denied") }
  switch (op) {
    case "wrap": {
      const inside = request.inside ? new Set([...server.inside, number]) : server.inside
      const entry = { accessor: accessorOf(number), secret: number, path: number, ttl, expires: now + ttl }
      return wrapped({ entries: server.entries, inside }, number, entry)
    }
    case "revoke-inside":
      return { server: { ...server, inside: without(server.inside, token) }, answer: only("done") }
    case "use-inside":
      return { server, answer: only(server.inside.has(token) ? "found" : "refused") }
    default: {
      const named = [...server.entries].find(([key, { accessor }]) =>
        op === "find" || op === "revoke"
          ? accessor === accessorOf(token)
          : key === (op === "misuse" ? accessorOf(token) : token)
      )
      if (named === undefined || named[1].expires <= now)
        return { server, answer: only(op === "revoke" ? "done" : "refused") }
      return serveLive(server, now, { ...request, token: named[0] }, named[1])
    }
  }
}

function serveLive(server: ModelServer, now: number, request: ModelRequest, entry: Entry): Served {
  const { number, op, token, ttl: asked } = request
  const entries = new Map(server.entries)
  entries.delete(token)
  const ended = { ...server, entries }
  if (op === "unwrap") return { server: ended, answer: { ...only("opened"), secret: entry.secret } }
  if (op === "revoke") return { server: ended, answer: only("done") }
  if (op === "rewrap") {
    const ttl = asked > 0 && asked < entry.ttl ? asked : entry.ttl
    return wrapped(ended, number, { ...entry, accessor: accessorOf(number), ttl, expires: now + ttl })
  }
  // A lookup by accessor may name the rewrap as the path of a rewrapped token.
  const path = op === "find" && token !== entry.secret ? -1 : entry.path
  return { server, answer: { ...only("found"), path, ttl: entry.ttl } }
}

function wrapped(server: ModelServer, number: number, entry: Entry): Served {
  const { accessor, path, ttl } = entry
  return {
    server: { ...server, entries: new Map(server.entries).set(number, entry) },
    answer: { ...only("wrapped"), accessor, path, ttl }
  }
}

function without(set: ReadonlySet<number>, value: number): ReadonlySet<number> {
  return new Set([...set].filter((one) => one !== value))
}
