// Receives a token with @enwrap/client-node.
import { createNodeClient } from "@enwrap/client-node"
import { address, expectedPath, finishWith, timeoutMs, token } from "./contract.mjs"

finishWith(await createNodeClient({ address }).receive({ token, expectedPath, timeoutMs }))
