import { TOKEN_HEADER, type components } from "@enwrap/protocol"
import type { WireRequest, WireResponse } from "@enwrap/server"
import { bodyText, type Sender } from "./mock-server.ts"
import { decodePath } from "./request-parts.ts"
import { secretsIn } from "./secrets-in.ts"

/** The `wrap_info` of a wrapped response: the wrapping token, its TTL in seconds, its accessor, and where it was created. */
export type WrapInfo = components["schemas"]["WrapInfo"]

/** A request that used a wrapping token, or tried to. */
export interface TokenUse {
  readonly by: Sender
  readonly kind: "unwrap" | "rewrap"
  readonly status: number
}

/** What a mock remembers of a wrapping token. */
export interface TokenHistory {
  /** The tokens of a mock are numbered, so that a log can name them. */
  readonly number: number
  readonly info: WrapInfo
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  readonly uses: ReadonlyArray<TokenUse>
}

interface OpenHistory extends TokenHistory {
  readonly uses: Array<TokenUse>
}

/** What a request did to wrapping tokens. */
export interface Effects {
  readonly created: TokenHistory | undefined
  readonly used: TokenHistory | undefined
}

/** The wrapping tokens that a server has handed out, what happened to them, and the secrets that were inside. */
export interface TokenLedger {
  readonly observe: (sender: Sender, request: WireRequest, response: WireResponse) => Effects
  readonly find: (token: string) => TokenHistory | undefined
  readonly secrets: () => ReadonlySet<string>
  readonly addSecret: (secret: string) => void
}

interface Envelope {
  readonly data?: unknown
  readonly auth?: { readonly client_token?: unknown } | null
  readonly wrap_info?: WrapInfo | null
}

/** The operations that use a wrapping token up; the last is how old clients unwrap. */
const USES: ReadonlyMap<string, TokenUse["kind"]> = new Map([
  ["sys/wrapping/unwrap", "unwrap"],
  ["sys/wrapping/rewrap", "rewrap"],
  ["cubbyhole/response", "unwrap"]
])

/** Creates the ledger of a server. `now` is the time in milliseconds since 1970. */
export const makeTokenLedger = (now: () => number): TokenLedger => {
  const tokens = new Map<string, OpenHistory>()
  const secrets = new Set<string>()

  const created = (info: WrapInfo): TokenHistory => {
    const history = { number: tokens.size + 1, info, expiresAt: now() + info.ttl * 1000, uses: [] }
    tokens.set(info.token, history)
    secrets.add(info.token)
    return history
  }

  return {
    observe: (by, request, { body, status }) => {
      const path = decodePath(request.target.split("?", 1)[0]!.slice("/v1/".length))
      const isSuccess = status < 400
      const envelope = isSuccess ? jsonIn(body) : undefined
      const sent = request.body.length === 0 ? undefined : jsonIn(request.body)

      const kind = USES.get(path)
      const token = (sent?.["token"] as string | undefined) ?? request.header(TOKEN_HEADER)
      const used = kind === undefined || token === undefined ? undefined : tokens.get(token)
      if (used !== undefined && kind !== undefined) used.uses.push({ by, kind, status })

      if (isSuccess) {
        if (kind === "unwrap") for (const secret of secretsIn(envelope?.data ?? bodyText(body))) secrets.add(secret)
        if (path === "sys/wrapping/wrap") for (const secret of secretsIn(sent)) secrets.add(secret)
        const clientToken = envelope?.auth?.client_token
        if (typeof clientToken === "string" && clientToken !== "") secrets.add(clientToken)
      }
      const info = envelope?.wrap_info
      return { used, created: info === undefined || info === null ? undefined : created(info) }
    },
    find: (token) => tokens.get(token),
    secrets: () => secrets,
    addSecret: (secret) => secrets.add(secret)
  }
}

const jsonIn = (body: string | Uint8Array): (Envelope & Readonly<Record<string, unknown>>) | undefined => {
  try {
    const value: unknown = JSON.parse(bodyText(body))
    return typeof value === "object" && value !== null ? (value as Envelope & Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
