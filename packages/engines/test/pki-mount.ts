import { type OperationGroup, type OperationId, operationTable } from "@enwrap/protocol"
import type { EngineEffect, EngineResponse, SlowQueues } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import { loadTables } from "../../server/src/values/request-tables.ts"
import { pki } from "../src/pki/pki.ts"
import { makeMemoryStorage } from "./memory-storage.ts"
import { decoded, neverSealed, noQueues } from "./mounted.ts"

/** A response of an engine, with its status. */
export interface PkiResponse extends EngineResponse {
  readonly status: number
  readonly errors?: ReadonlyArray<string>
  // oxlint-disable-next-line typescript/no-explicit-any -- responses of all shapes
  readonly data?: any
}

type AnyHandler = (request: unknown) => EngineEffect<EngineResponse | undefined>

const group: OperationGroup = "pki"

/** Each operation with the pattern of its path, those with the fewest parameters first. */
const routes = Object.entries(operationTable)
  .filter(([, row]) => row.group === group)
  .map(([id, row]) => ({
    id: id as OperationId,
    verbs: row.verbs as ReadonlyArray<string>,
    names: [...row.path.matchAll(/\{(\w+)\*?\}/g)].map(([, name]) => name!),
    pattern: new RegExp(`^${row.path.replace(/\{\w+\*?\}/g, "([^/]+)")}$`)
  }))
  .sort((a, b) => a.names.length - b.names.length)

/** A pki engine on a mount, with requests by verb and path. */
export const pkiMountWith = Effect.fnUntraced(function* (queues: SlowQueues) {
  const storage = makeMemoryStorage()
  yield* loadTables(pki.group)
  const mount = yield* pki.mount({
    storage,
    crypto: {
      randomBytes: (length) => randomBytes(length),
      sha256: (data) => createHash("sha256").update(data).digest(),
      hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
      equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
      scrypt: () => Effect.die("no password here"),
      bcrypt: () => Effect.die("no password here")
    },
    queues,
    untilSealed: neverSealed,
    path: "pki/",
    options: {},
    leaseTtl: () => ({ default: 2764800, max: 315360000 })
  })
  const handlers = mount.handlers as Readonly<Record<string, AnyHandler>>
  const ask = (verb: string, path: string, fields: object = {}): Effect.Effect<PkiResponse> => {
    const [place = "", search = ""] = path.split("?")
    const route = routes.find(({ pattern, verbs }) => verbs.includes(verb) && pattern.test(place))
    if (route === undefined) throw new Error(`no operation of the spec is ${verb} ${path}`)
    const [, ...values] = route.pattern.exec(place)!
    const payload = {
      text: JSON.stringify(fields),
      members: new Map(Object.entries(fields).map(([name, value]) => [name, JSON.stringify(value)]))
    }
    const target = {
      path: place,
      parameters: Object.fromEntries(route.names.map((name, i) => [name, values[i]])),
      query: new Map(new URLSearchParams(search))
    }
    return decoded(route.id, target, payload).pipe(
      Effect.flatMap((request) => handlers[route.id]!(request)),
      Effect.map((response): PkiResponse => {
        if (response === undefined) return { status: 204 }
        return { ...response, status: response.raw?.status ?? response.status ?? 200 }
      }),
      Effect.catchTag("ProtocolError", ({ errors, status }) => Effect.succeed<PkiResponse>({ status, errors })),
      Effect.orDie
    )
  }
  return {
    ask,
    write: (path: string, fields: object = {}) => ask("update", path, fields),
    read: (path: string) => ask("read", path),
    revokeLease: mount.revokeLease!,
    storage
  }
})

/** A pki engine on a mount without queues. */
export const pkiMount = pkiMountWith(noQueues)
