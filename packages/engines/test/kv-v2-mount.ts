import * as Effect from "effect/Effect"
import { kvV2 } from "../src/index.ts"
import { type TestResponse, mounted } from "./mounted.ts"

export const START = "1970-01-01T00:00:00.000Z"

/** A readable version as responses show it. */
export const version = (number: number) => ({
  created_time: START,
  custom_metadata: null,
  deletion_time: "",
  destroyed: false,
  version: number
})

export const written = (number: number) => ({ status: 200, data: version(number) })

export const read = (number: number, data: unknown) => ({ status: 200, data: { data, metadata: version(number) } })

export const refused = (text: string) => ({ status: 400, errors: [text] })

export const MISSING = { status: 404, errors: [] }

export const MISMATCH = refused("check-and-set parameter did not match the current version")

/** A response without the text of its data, for tests in which the digits do not matter. */
export const plain = <E>(response: Effect.Effect<TestResponse, E>) =>
  Effect.map(response, ({ text: _, ...rest }) => rest)

export const mountedKv = Effect.map(mounted(kvV2), ({ ask, exists, storage }) => {
  const ask2 = (...request: Parameters<typeof ask>) => plain(ask(...request))
  return {
    ask: ask2,
    askText: ask,
    exists: exists!,
    storage,
    write: (path: string, data: unknown, options?: unknown) =>
      ask2("kvV2Write", path, { body: { data, ...(options === undefined ? {} : { options }) } })
  }
})
