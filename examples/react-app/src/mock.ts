import { createEnwrapMock } from "@enwrap/msw"
import { http } from "msw"

/** The server behind the proxy of the page's origin, and the app's own backend. */
export const mock = createEnwrapMock({ baseUrl: "/vault" })

export const ORDER_KEY = "order-key-of-17"

/** The backend reads secret/data/orders/ID of kv version 2, with a wrap TTL of 60 seconds. */
export const wrapOrderKey = (id: string) =>
  mock.wrap({ data: { key: ORDER_KEY } }, { path: `secret/data/orders/${id}`, ttl: "60s" })

export const handlers = [
  ...mock.handlers,
  http.post("/api/orders/:id/key", ({ params }) => wrapOrderKey(String(params["id"])))
]
