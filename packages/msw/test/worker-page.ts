import { setupWorker } from "msw/browser"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import { sendTo, unwrapIn, wrapIn } from "./hand-over.ts"

/** The page of worker.test.ts. It runs in a browser, and provides its results as the global `seen`. */
const handOver = async () => {
  const mock = createEnwrapMock({ baseUrl: "https://vault.example" })
  await setupWorker(...mock.handlers).start({ onUnhandledFrame, quiet: true })

  const token = await wrapIn(mock, { password: "correct horse" })
  const unwraps = await Promise.all(Array.from({ length: 10 }, async () => (await unwrapIn(mock, token)).status))

  const expiring = await wrapIn(mock, {}, "60s")
  mock.clock.advance("60s")
  const expired = (await unwrapIn(mock, expiring)).status

  await sendTo(mock, "secret/data/db", { token: mock.rootToken, body: { data: {} } })
  const list = await sendTo(mock, "secret/metadata", { method: "LIST", token: mock.rootToken })

  mock.faults.lostResponse({ times: 1 })
  const lost = await sendTo(mock, "sys/health", { method: "GET" }).catch((error: unknown) => error instanceof TypeError)

  await fetch("/elsewhere?token=query-secret", { method: "POST", body: "body-secret" })
  return { unwraps: unwraps.sort(), expired, list: await list.text(), lost }
}

export type Seen = Awaited<ReturnType<typeof handOver>>

Object.assign(globalThis, { seen: handOver() })
