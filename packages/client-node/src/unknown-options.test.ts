import { InvalidArgumentError } from "@enwrap/client"
import { expect, it } from "vitest"
import { optionsFromEnv } from "./from-env.ts"
import { createNodeClient } from "./node-client.ts"
import { createNodeFetch } from "./node-fetch.ts"
import { retryingFetch } from "./retrying-fetch.ts"

const client = (options: object) => () => createNodeClient({ address: "http://127.0.0.1:8200", ...options })
const unknown = (options: object) => options as never

it.each([
  ["the client", client({ retrys: 3 }), "retrys"],
  ["the client, which has all operations", client({ operations: {} }), "operations"],
  ["tls", client({ tls: { ca: "a.pem" } }), "ca"],
  ["rateLimit", client({ rateLimit: { perSecond: 1, brust: 2 } }), "brust"],
  ["proxy", client({ proxy: { http: "http://127.0.0.1:3128", noProxy: "*" } }), "noProxy"],
  [
    "tls of createNodeFetch",
    () => createNodeFetch(unknown({ tls: { rejectUnauthorized: true } })),
    "rejectUnauthorized"
  ],
  ["createNodeFetch", () => createNodeFetch(unknown({ tsl: {} })), "tsl"],
  ["retryingFetch", () => retryingFetch(fetch, Object.assign({ retries: 1 }, { wait: 5 })), "wait"],
  ["optionsFromEnv", () => optionsFromEnv({}, unknown({ tokenhelper: false })), "tokenhelper"]
] as const)("a misspelt option is not ignored: of %s", (_, make, name) => {
  expect(make).toThrow(InvalidArgumentError)
  expect(make).toThrow(new RegExp(`there is no option ${name}$`))
})
