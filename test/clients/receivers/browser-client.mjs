// Receives a token with @enwrap/client-browser, which uses the `fetch` of Node here.
import { createBrowserClient } from "@enwrap/client-browser"
import { address, expectedPath, finishWith, timeoutMs, token } from "./contract.mjs"

finishWith(await createBrowserClient({ address }).receive({ token, expectedPath, timeoutMs }))
