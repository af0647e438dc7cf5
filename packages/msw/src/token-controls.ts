import { TOKEN_HEADER } from "@enwrap/protocol"
import type { MockClock } from "./mock-clock.ts"
import type { TokenState } from "./mock-registry.ts"
import type { MockServer } from "./mock-server.ts"
import type { TokenLedger } from "./token-ledger.ts"

/** What became of a token: the server says whether it is valid, and the ledger why not. */
export const stateOf = (server: MockServer, ledger: TokenLedger, now: number, token: string): TokenState => {
  const history = ledger.find(token)
  if (history === undefined) return "unknown"
  const { status } = server.ask({ method: "POST", path: "sys/wrapping/lookup", body: { token } })
  if (status === 200) return "pending"
  const use = history.uses.find((one) => one.status < 400)
  if (use !== undefined) return use.kind === "unwrap" ? "unwrapped" : "rewrapped"
  return now >= history.expiresAt ? "expired" : "revoked"
}

/** Revokes a token with the root token. Throws an `Error` if the token is not valid. */
export const revokeToken = (server: MockServer, token: string): void => {
  const ask = (path: string) =>
    server.ask({ method: "POST", path, headers: { [TOKEN_HEADER]: server.rootToken }, body: { token } })
  if (ask("auth/token/lookup").status !== 200) throw new Error("mock.revoke: the token is not valid")
  const { status } = ask("auth/token/revoke")
  if (status >= 400) throw new Error(`mock.revoke: the server answered ${status}`)
}

/** Advances the clock until a wrapping token has expired. Throws an `Error` if the token is unknown. */
export const expireToken = (ledger: TokenLedger, clock: MockClock, token: string): void => {
  const history = ledger.find(token)
  if (history === undefined) throw new Error("mock.expire: the mock has not handed out this wrapping token")
  const left = history.expiresAt - clock.now()
  if (left > 0) clock.advance(`${Math.ceil(left)}ms`)
}
