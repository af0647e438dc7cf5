import {
  type OperationGroup,
  type OperationId,
  type OperationIdOf,
  type OperationRow,
  operationTable
} from "@enwrap/protocol"
import {
  type Engine,
  type EngineCrypto,
  type EngineEffect,
  type EngineResponse,
  jsonText,
  type LoginAuth,
  type Payload,
  type SlowQueues,
  type UntilSealed
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import bcrypt from "bcryptjs"
import { createHash, createHmac, randomBytes, scryptSync, timingSafeEqual } from "node:crypto"
import { decodeFields, decodeQueryNumbers } from "../../server/src/request/decode-fields.ts"
import { loadTables } from "../../server/src/values/request-tables.ts"
import { parseJsonTree, printJsonTree } from "../src/json/json-tree.ts"
import { makeMemoryStorage } from "./memory-storage.ts"

export interface Request {
  /** A value, or a JSON text without white space, which is sent unchanged. */
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string>>
  /** The path's parameters. By default the whole path is the operation's only parameter. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly remoteAddress?: string
}

/** The server's response: its status, and the parts of the envelope that an engine decides. */
export interface TestResponse {
  readonly status: number
  readonly errors?: ReadonlyArray<string>
  readonly warnings?: ReadonlyArray<string>
  readonly data?: unknown
  /** The text of `data`, digit by digit. */
  readonly text?: string
  readonly lease?: number
  readonly auth?: LoginAuth
  readonly wrappedAccessor?: string
}

/** A handler without the types of its operation: the requests here are made from plain values. */
type AnyHandler = (request: unknown) => EngineEffect<EngineResponse | undefined>

/** The operations whose path below the mount has a prefix. */
const below: Readonly<Record<string, (path: string) => string>> = {
  kvV2List: (path) => `metadata/${path}`,
  kvV2Scan: (path) => `metadata/${path}`,
  kvV2ListDetailed: (path) => `detailed-metadata/${path}`,
  kvV2ScanDetailed: (path) => `detailed-metadata/${path}`
}

/** The cryptography of engines, from Node. */
export const engineCrypto: EngineCrypto = {
  randomBytes: (length) => randomBytes(length),
  sha256: (data) => createHash("sha256").update(data).digest(),
  hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
  equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  // As cheap as possible: the server decides the real cost.
  scrypt: (password, salt, { r, p }) => Effect.sync(() => scryptSync(password, salt, 32, { N: 2, r, p })),
  bcrypt: (password, hash) => Effect.promise(() => bcrypt.compare(password, hash))
}

/** Queues that run everything at once. Real queues have their own tests. */
export const noQueues: SlowQueues = {
  passwords: (_, work) => work,
  keys: (_, work) => work,
  signatures: (_, work) => work
}

/** That of a server that is never sealed. */
export const neverSealed: UntilSealed = (wait) => wait

/** An engine on a mount with an empty storage. */
export const mounted = <Group extends OperationGroup>(engine: Engine<Group>, crypto = engineCrypto) =>
  Effect.gen(function* () {
    const storage = makeMemoryStorage()
    yield* loadTables(engine.group)
    const mount = yield* engine.mount({
      storage,
      crypto,
      queues: noQueues,
      untilSealed: neverSealed,
      path: "mounted/",
      options: engine.options,
      leaseTtl: () => ({ default: 2764800, max: 2764800 })
    })
    const handlers = mount.handlers as Readonly<Record<string, AnyHandler>>
    const ask = (
      operation: OperationIdOf<Group>,
      path: string,
      { body = {}, parameters, query = {}, remoteAddress = "127.0.0.1" }: Request = {}
    ) => {
      const text = typeof body === "string" ? body : JSON.stringify(body)
      const tree = parseJsonTree(text)
      if (typeof tree === "string") throw new Error("a body is an object")
      const payload = { text, members: new Map([...tree].map(([key, { value }]) => [key, printJsonTree(value)])) }
      const target = {
        path: below[operation]?.(path) ?? path,
        parameters: canonical(operation, parameters ?? { path }),
        query: new Map(Object.entries(query))
      }
      return decoded(operation, target, payload, remoteAddress).pipe(
        Effect.flatMap((request) => handlers[operation]!(request)),
        Effect.map(testResponse),
        Effect.catchTag("ProtocolError", ({ errors, status }) => Effect.succeed<TestResponse>({ status, errors }))
      )
    }
    return { ask, exists: mount.exists, storage, mount }
  })

/** Where a request goes. */
interface Target {
  readonly path: string
  readonly parameters: Readonly<Record<string, string | undefined>>
  readonly query: ReadonlyMap<string, string>
}

/** A request as the server passes it to a handler: with decoded fields, or the error for a wrong one. */
export const decoded = Effect.fnUntraced(function* (
  operation: OperationId,
  target: Target,
  payload: Payload,
  remoteAddress = "127.0.0.1"
) {
  const fields = yield* Effect.fromResult(decodeFields(operation, payload))
  const queryNumbers = yield* Effect.fromResult(decodeQueryNumbers(operation, target.query))
  return { operation, ...target, queryNumbers, fields, payload, caller: undefined, remoteAddress, hasLeft: () => false }
})

/** The parameters in canonical form, as the server passes them to engines. */
const canonical = (operation: keyof typeof operationTable, parameters: Readonly<Record<string, string>>) => {
  const { spelling }: OperationRow = operationTable[operation]
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      spelling[name]?.includes("lower-case") ? value.toLowerCase() : value
    ])
  )
}

const testResponse = (response: EngineResponse | undefined): TestResponse => {
  if (response === undefined) return { status: 204 }
  const text = response.data === undefined ? undefined : jsonText(response.data)
  return {
    status: response.status ?? 200,
    ...(text === undefined ? {} : { data: JSON.parse(text), text }),
    ...(response.warnings === undefined ? {} : { warnings: response.warnings }),
    ...(response.leaseDuration === undefined ? {} : { lease: response.leaseDuration }),
    ...(response.auth === undefined ? {} : { auth: response.auth }),
    ...(response.wrappedAccessor === undefined ? {} : { wrappedAccessor: response.wrappedAccessor })
  }
}
