import { mismatchesOf, type SeenAnswer, undescribedMismatchesOf } from "./response-check.ts"
import { findOperation, FOREIGN, isForeign, type MountGroups, type SentRequest } from "./find-operation.ts"

/** A request and its complete response. */
export interface Exchange extends SentRequest, SeenAnswer {
  /** The body of the request, as it was sent. */
  readonly body: string
}

/** The group of operations of each type of engine. Version 2 of the key-value engine is a group of its own. */
const groups: Readonly<Record<string, string>> = {
  approle: "appRole",
  userpass: "userpass",
  kv: "kvV1",
  "kv-v2": "kvV2",
  pki: "pki",
  http: "http"
}

/** The part of a request's body that says what is mounted. */
interface MountBody {
  readonly type?: string
  readonly options?: { readonly version?: string | number } | string | ReadonlyArray<string> | undefined
  readonly from?: string
  readonly to?: string
}

/** The option `version`: of an object, or of `version=2`, alone or in a list. The last one applies. */
const versionIn = (options: MountBody["options"] = []): string | undefined =>
  [options]
    .flat()
    .map((part) => (typeof part === "string" ? /^version=(.*)$/s.exec(part)?.[1] : part?.version))
    .filter((version) => version !== undefined)
    .map(String)
    .at(-1)

export const groupOf = ({ options, type = "" }: MountBody): string =>
  (type === "kv" && versionIn(options) === "2" ? groups["kv-v2"] : groups[type]) ?? FOREIGN

const trimmed = (path: string): string => path.replace(/^\/+|\/+$/g, "")

const fields = (body: string): MountBody => {
  try {
    return (JSON.parse(body) as MountBody | null) ?? {}
  } catch {
    return {}
  }
}

/**
 * Compares every response of a server with the spec. It learns from the requests what is mounted where.
 *
 * A request that no operation of the spec describes must not succeed.
 */
export class ContractCheck {
  readonly #mounts: Map<string, string>
  readonly #findings = new Map<string, string>()
  readonly #operations = new Set<string>()

  constructor(mounts: MountGroups) {
    this.#mounts = new Map(mounts)
  }

  /** What is wrong, once for each operation and mistake, with the first request that showed it. No response is quoted. */
  get findings(): ReadonlyArray<string> {
    return [...this.#findings].map(([finding, request]) => `${finding} (${request})`)
  }

  /** The ids of the operations that were requested. */
  get operations(): ReadonlySet<string> {
    return this.#operations
  }

  /** Throws if there are findings. */
  verify(): void {
    if (this.#findings.size === 0) return
    throw new Error(`responses that are not in the spec:\n${this.findings.join("\n")}`)
  }

  see(exchange: Exchange): void {
    // A preflight request belongs to CORS, not to the protocol.
    if (exchange.method === "OPTIONS") return
    if (!isForeign(this.#mounts, exchange)) this.#compare(exchange)
    if (exchange.status < 300) this.#learn(exchange)
  }

  #compare(exchange: Exchange): void {
    const operation = findOperation(this.#mounts, exchange)
    if (operation !== undefined) this.#operations.add(operation.id)
    const found = operation === undefined ? undescribedMismatchesOf(exchange) : mismatchesOf(operation, exchange)
    for (const mismatch of found) {
      const finding = `${operation?.id ?? "no operation"}: ${mismatch}`
      if (!this.#findings.has(finding)) this.#findings.set(finding, `${exchange.method} ${exchange.path}`)
    }
  }

  /** Follows what a successful request mounts, moves or tunes. */
  #learn({ body, method, path }: Exchange): void {
    if (method !== "POST" && method !== "PUT") return
    const asked = fields(body)
    const [, kind, mount = "", tune] = /^sys\/(mounts|auth)\/(.+?)(\/tune)?\/?$/.exec(decodeURIComponent(path)) ?? []
    const at = kind === "auth" ? `auth/${trimmed(mount)}` : trimmed(mount)
    if (path === "sys/remount") this.#move(trimmed(asked.from ?? ""), trimmed(asked.to ?? ""))
    else if (kind === undefined) return
    else if (tune === undefined) this.#mounts.set(at, groupOf(asked))
    else if (versionIn(asked.options) !== undefined) this.#mounts.set(at, groupOf({ ...asked, type: "kv" }))
  }

  #move(from: string, to: string): void {
    const group = this.#mounts.get(from)
    this.#mounts.delete(from)
    if (group !== undefined) this.#mounts.set(to, group)
  }
}
