// A frontend developer's test with MSW.
import { createBrowserClient } from "@enwrap/client-browser"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import { setupServer } from "msw/node"
import assert from "node:assert/strict"

const mock = createEnwrapMock()
const server = setupServer(...mock.handlers)
server.listen({ onUnhandledFrame })
const client = createBrowserClient({ address: mock.baseUrl, token: mock.rootToken })
const wrapped = await client.wrap({ pin: "0451" }, { ttl: "5m" })
mock.clock.advance("5m")
await assert.rejects(client.unwrap(wrapped), { code: "WRAPPING_TOKEN_INVALID" })
server.close()
