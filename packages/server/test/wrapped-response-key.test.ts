import { engines } from "@enwrap/engines"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto, layerMemory, layerNobleCrypto, makeServer, Store } from "../src/index.ts"
import type { Batch, Commit } from "../src/ports/store/port.ts"
import { asking, ROOT, wrap } from "./asking.ts"

/** A call of the crypto port, with copies of its inputs and its output. */
interface Call {
  readonly inputs: ReadonlyArray<Buffer>
  readonly output: Buffer
}

/** The bytes that an encryption leaves free for its caller, who fills them in later. */
const headroomOf = (inputs: ReadonlyArray<unknown>): number => (typeof inputs[3] === "number" ? inputs[3] : 0)

/** A crypto port that records the calls of all its methods, and a store that keeps every record that was ever put. */
const watched = () => {
  const calls: Array<Call> = []
  const stored: Array<Buffer> = []
  const watch =
    (run: (...inputs: ReadonlyArray<unknown>) => unknown) =>
    (...inputs: ReadonlyArray<unknown>) => {
      // Copied before the call: buffers with secrets are cleared afterwards.
      const copies = inputs.filter((input) => input instanceof Uint8Array).map((input) => Buffer.from(input))
      const output = run(...inputs)
      if (output instanceof Uint8Array)
        calls.push({ inputs: copies, output: Buffer.from(output.subarray(headroomOf(inputs))) })
      return output
    }
  const crypto = Effect.map(
    Crypto,
    (inner) =>
      Object.fromEntries(
        Object.entries(inner).map(([name, run]) => [name, watch(run as Parameters<typeof watch>[0])])
      ) as unknown as typeof Crypto.Service
  )
  const store = Effect.map(Store, (inner): typeof Store.Service => ({
    ...inner,
    commit: ((batch: Batch) => {
      for (const { value } of batch.puts ?? []) stored.push(Buffer.from(value))
      return inner.commit(batch)
    }) as Commit
  }))
  const layer = Layer.merge(
    Layer.effect(Crypto, crypto).pipe(Layer.provide(layerNobleCrypto)),
    Layer.effect(Store, store).pipe(Layer.provide(layerMemory))
  )
  return { calls, layer, stored }
}

const PAYLOAD = "a-payload-that-is-wrapped"

it.effect("RW-SEC-3: the key of a wrapped response comes from a hash of its wrapping token, and is never stored", () =>
  Effect.gen(function* () {
    const { calls, layer, stored } = watched()
    const server = yield* makeServer({ engines, rootToken: ROOT }).pipe(Effect.provide(layer))
    const ask = asking(server)
    yield* ask("POST", "secret/data/app", { body: { data: { key: PAYLOAD } } })

    /** The key of the only encryption of the payload, and the calls that it could have come from. */
    const keyOf = Effect.fnUntraced(function* (wrapping: Effect.Effect<{ readonly token: string }>) {
      calls.length = 0
      const { token } = yield* wrapping
      const encryptions = calls.filter(
        ({ inputs, output }) =>
          inputs.some((input) => input.includes(PAYLOAD)) && stored.some((value) => value.includes(output))
      )
      assert.lengthOf(encryptions, 1)
      const key = encryptions[0]!.inputs[0]!
      assert.lengthOf(key, 32)
      return { key, sources: calls.filter(({ output }) => output.includes(key)), token }
    })

    const read = Effect.map(ask("GET", "secret/data/app", { ttl: 60 }), ({ json }) => json.wrap_info)
    const { token: old } = yield* wrap(ask, { key: PAYLOAD })
    const rewrapped = Effect.map(
      ask("POST", "sys/wrapping/rewrap", { body: { token: old } }),
      ({ json }) => json.wrap_info
    )
    for (const wrapping of [wrap(ask, { key: PAYLOAD }), read, rewrapped]) {
      const { key, sources, token } = yield* keyOf(wrapping)
      assert.isNotEmpty(sources)
      for (const { inputs } of sources) assert.isTrue(inputs.some((input) => input.includes(token)))
      assert.isFalse(stored.some((value) => value.includes(key)))
    }
  })
)
