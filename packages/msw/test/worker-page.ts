import { http, HttpResponse } from "msw"
import { setupWorker } from "msw/browser"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import { sendTo, unwrapIn, wrapIn } from "./hand-over.ts"

/** The page of worker.test.ts. It runs in a browser, and provides its results as the global `seen`. */
const handOver = async () => {
  const mock = createEnwrapMock({ baseUrl: "https://vault.example" })
  const relative = createEnwrapMock({ baseUrl: "/vault" })
  const backend = mock.wrappable([http.get("/api/orders/:id/key", () => HttpResponse.json({ key: "order-key-of-17" }))])
  const worker = setupWorker(...mock.handlers, ...relative.handlers, ...backend)
  await worker.start({ onUnhandledFrame, quiet: true })

  const token = await wrapIn(mock, { password: "correct horse" })
  const unwraps = await Promise.all(Array.from({ length: 10 }, async () => (await unwrapIn(mock, token)).status))

  const expiring = await wrapIn(mock, {}, "60s")
  mock.clock.advance("60s")
  const expired = (await unwrapIn(mock, expiring)).status

  await sendTo(mock, "secret/data/db", { token: mock.rootToken, body: { data: {} } })
  const list = await sendTo(mock, "secret/metadata", { method: "LIST", token: mock.rootToken })

  mock.faults.lostResponse({ times: 1 })
  const lost = await sendTo(mock, "sys/health", { method: "GET" }).catch((error: unknown) => error instanceof TypeError)

  const cut = mock.wrap({ password: "correct horse" })
  mock.faults.cutOff({ times: 1 })
  const cutOff = await unwrapIn(mock, cut.wrapInfo.token)
    .then((response) => response.text())
    .catch((error: unknown) => error instanceof TypeError)

  const order = await fetch("/api/orders/17/key", { headers: { "x-vault-wrap-ttl": "1m" } })
  const { wrap_info: info } = (await order.json()) as { wrap_info: { token: string; creation_path: string } }
  const key = await (await unwrapIn(mock, info.token)).json()

  const health = await fetch("/vault/v1/sys/health")

  await fetch("/elsewhere?token=query-secret", { method: "POST", body: "body-secret" })
  return {
    unwraps: unwraps.sort(),
    expired,
    list: await list.text(),
    lost,
    cutOff,
    stateOfCut: mock.state(cut.wrapInfo),
    creationPath: info.creation_path,
    key: key as unknown,
    health: health.status
  }
}

export type Seen = Awaited<ReturnType<typeof handOver>>

Object.assign(globalThis, { seen: handOver() })
