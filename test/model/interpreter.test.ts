import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import {
  EMPTY,
  serve,
  type Answer,
  type ModelRequest,
  type ModelServer
} from "../../packages/conformance/src/traces/model.ts"
import { holds, readModel, readTraces } from "./quint.ts"

interface State {
  readonly now: number
  readonly server: { readonly entries: ReadonlyMap<number, unknown>; readonly inside: ReadonlyArray<number> }
  readonly flights: ReadonlyMap<number, { readonly request: ModelRequest; readonly answer: Answer }>
  readonly last: { readonly step: string; readonly number: number }
}

const folder = mkdtempSync(join(tmpdir(), "enwrap-traces-"))
afterAll(() => rmSync(folder, { recursive: true }))

it("gives the answers of spec/wrapping.qnt, and has its states, in traces that Quint made", async () => {
  const model = await readModel(join(import.meta.dirname, "../../spec/wrapping.qnt"))
  await holds(model, "true", { traces: 25, steps: 45, seed: 3, writeTo: folder })
  const operations = new Set<string>()
  const kinds = new Set<string>()
  for (const states of readTraces(folder) as ReadonlyArray<unknown> as ReadonlyArray<ReadonlyArray<State>>) {
    let server: ModelServer = EMPTY
    for (const { now, server: theirs, flights, last } of states) {
      const flight = last.step === "serve" ? flights.get(last.number) : undefined
      if (flight !== undefined) {
        const served = serve(server, now, flight.request)
        expect(served.answer).toEqual(flight.answer)
        server = served.server
        operations.add(flight.request.op)
        kinds.add(served.answer.kind)
      }
      expect(new Map(server.entries)).toEqual(theirs.entries)
      expect([...server.inside].sort()).toEqual([...theirs.inside].sort())
    }
  }
  expect(operations.size).toBe(9)
  expect(kinds.size).toBe(6)
}, 120_000)
