import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import type { OpenedServer } from "../../src/index.ts"
import { type Answered, type Ask, asking } from "../asking.ts"

/** A wrapping token, as the response to the wrapped request gives it. */
export interface Wrapped {
  readonly token: string
  readonly accessor: string
}

/** What an operation did to a wrapping token. */
export interface Did {
  readonly status: number
  readonly text: string
  /** The response that was wrapped, if the operation returned it. */
  readonly content?: unknown
  /** The new wrapping token of a rewrap. */
  readonly rewrapped?: Wrapped
  /** The operation says that it has ended the token itself. */
  readonly ended?: boolean
}

type Operation = (server: OpenedServer, wrapped: Wrapped) => Effect.Effect<Did>

const asked =
  (
    run: (ask: Ask, wrapped: Wrapped) => ReturnType<Ask>,
    more: (json: Answered["json"], status: number) => Partial<Did>
  ): Operation =>
  (server, wrapped) =>
    Effect.map(run(asking(server), wrapped), ({ json, status, text }) => ({
      status,
      text,
      ...more(json, status)
    }))

const content = (json: Answered["json"], status: number): Partial<Did> => (status === 200 ? { content: json.data } : {})
const ended = (_: unknown, status: number): Partial<Did> => ({ ended: status === 204 })

export const TTL = 60

/** Everything that can happen to a wrapping token. */
export const operations = {
  "unwrap by header": asked((ask, { token }) => ask("POST", "sys/wrapping/unwrap", { token }), content),
  "unwrap by body": asked((ask, { token }) => ask("POST", "sys/wrapping/unwrap", { body: { token } }), content),
  "cubbyhole read": asked(
    (ask, { token }) => ask("GET", "cubbyhole/response", { token }),
    (json, status) => (status === 200 ? { content: JSON.parse(json.data.response).data } : {})
  ),
  rewrap: asked(
    (ask, { token }) => ask("POST", "sys/wrapping/rewrap", { body: { token } }),
    (json, status) => (status === 200 ? { rewrapped: json.wrap_info } : {})
  ),
  "unwrap, wrapped again": asked(
    (ask, { token }) => ask("POST", "sys/wrapping/unwrap", { body: { token }, ttl: TTL }),
    (json, status) => (status === 200 ? { rewrapped: json.wrap_info } : {})
  ),
  lookup: asked(
    (ask, { token }) => ask("POST", "sys/wrapping/lookup", { token: null, body: { token } }),
    () => ({})
  ),
  revoke: asked(
    (ask, { token }) => ask("POST", "auth/token/revoke", { body: { token } }),
    () => ({})
  ),
  "revoke by accessor": asked(
    (ask, { accessor }) => ask("POST", "auth/token/revoke-accessor", { body: { accessor } }),
    ended
  ),
  "revoke by prefix": asked(
    (ask) => ask("PUT", "sys/leases/revoke-prefix/sys/wrapping/wrap"),
    () => ({})
  ),
  expiry: (server) =>
    TestClock.adjust(TTL * 1000).pipe(Effect.andThen(server.maintain), Effect.as({ status: 204, text: "" })),
  seal: (server) => Effect.map(asking(server)("PUT", "sys/seal"), ({ status, text }) => ({ status, text }))
} satisfies Record<string, Operation>

export type OperationName = keyof typeof operations
