import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import {
  layerMemory,
  layerNobleCrypto,
  openSealableServer,
  type SealableOptions,
  type SealableServer,
  staticSeal
} from "../../src/index.ts"
import { type Ask, type Answered, asking } from "../asking.ts"

export const memory = Layer.merge(layerMemory, layerNobleCrypto)

export const open = (options: Partial<SealableOptions> = {}) =>
  openSealableServer({
    engines,
    seal: "shamir",
    mounts: [{ path: "kv1/", type: "kv", options: { version: "1" } }],
    ...options
  })

/** A seal with the key of a byte, and perhaps that of another byte as its previous key. */
export const staticSealOf = (byte: number, previous?: number) => {
  const keyOf = (fill: number) => ({ id: `key-${fill}`, key: new Uint8Array(32).fill(fill) })
  return staticSeal({ current: keyOf(byte), previous: previous === undefined ? undefined : keyOf(previous) })
}

/** Asks without a token unless one is given. */
export const askingOpen =
  (server: SealableServer): Ask =>
  (method, path, asked = {}) =>
    asking(server)(method, path, { token: null, ...asked })

export interface Initialized {
  readonly keys: ReadonlyArray<string>
  readonly rootToken: string
}

export const initialize = (ask: Ask, shares: number, threshold: number): Effect.Effect<Initialized> =>
  Effect.map(ask("PUT", "sys/init", { body: { secret_shares: shares, secret_threshold: threshold } }), ({ json }) => ({
    keys: json.keys,
    rootToken: json.root_token
  }))

/** Sends shares one after the other, and returns the last response. */
export const unseal = Effect.fnUntraced(function* (ask: Ask, keys: ReadonlyArray<string>) {
  let last: Answered | undefined
  for (const key of keys) last = yield* ask("PUT", "sys/unseal", { body: { key } })
  return last!
})

/** A server that is initialized and unsealed. */
export const unsealed = Effect.fnUntraced(function* (
  shares: number,
  threshold: number,
  options: Partial<SealableOptions> = {}
) {
  const server = yield* open(options)
  const ask = askingOpen(server)
  const { keys, rootToken } = yield* initialize(ask, shares, threshold)
  yield* unseal(ask, keys.slice(0, threshold))
  return { server, ask, keys, rootToken }
})
