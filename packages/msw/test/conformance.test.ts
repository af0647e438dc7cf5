import { METHODS } from "node:http"
import { setupServer } from "msw/node"
import { afterAll, assert, beforeAll, beforeEach, describe, it } from "vitest"
import { families, renderText } from "@enwrap/conformance"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import { runSuite } from "../../conformance/src/run-suite.ts"
import type { Transport } from "../../conformance/src/transport.ts"
import { NOT_BY_FETCH, NOT_BY_ONE_CLOCK } from "./not-on-the-mock.ts"

const cases = families.flatMap(({ cases }) => cases)

describe("the conformance suite", () => {
  const mock = createEnwrapMock()
  const server = setupServer(...mock.handlers)
  beforeAll(() => server.listen({ onUnhandledFrame }))
  beforeEach(() => mock.reset())
  afterAll(() => server.close())

  const send: Transport["send"] = async ({ body, headers, method, path }) => {
    // In Node, MSW does not intercept requests with a method that Node's HTTP parser does not know.
    const sendBy: typeof fetch = METHODS.includes(method) ? fetch : mock.fetch
    const response = await sendBy(`${mock.baseUrl}/v1/${path}`, {
      method,
      headers,
      redirect: "manual",
      ...(body !== undefined && { body })
    })
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }
  }

  const play = async (options: { readonly cases: ReadonlyArray<string> }): Promise<void> => {
    const report = await runSuite(
      {
        ...options,
        url: mock.baseUrl,
        token: mock.rootToken,
        profiles: [...new Set(cases.map(({ profile }) => profile))]
      },
      {
        transport: { send, sendTogether: (requests) => Promise.all(requests.map(send)) },
        wait: async (milliseconds) => mock.clock.advance(`${milliseconds}ms`)
      }
    )
    assert.equal(report.conclusion, "passed", renderText(report, { colour: false }))
    assert.equal(report.counts.skipped, 0, renderText(report, { colour: false }))
  }

  it(
    "passes on the mock, with every profile, as far as fetch can send its requests",
    () =>
      play({
        cases: cases.filter(({ id, waits }) => waits === undefined && !NOT_BY_FETCH.includes(id)).map(({ id }) => id)
      }),
    300_000
  )

  // One at a time, because each case advances the clock.
  it.each(
    cases
      .filter(({ id, waits }) => waits !== undefined && !NOT_BY_ONE_CLOCK.includes(id))
      .map(({ id, title }) => ({ id, title }))
  )("passes on the mock without waiting: $id, $title", ({ id }) => play({ cases: [id] }))
})
