import { InvalidArgumentError, type Fetch } from "@enwrap/client"
import { expect, it } from "vitest"
import { createNodeClient } from "./node-client.ts"
import { createNodeFetch } from "./node-fetch.ts"
import { retryingFetch } from "./retrying-fetch.ts"

const send: Fetch = async () => new Response()
const client = (options: object) => createNodeClient({ address: "http://127.0.0.1:8200", ...options })
const limit = (options: object) => client({ rateLimit: { perSecond: 1, ...options } })
const retries = (options: object) => retryingFetch(send, { retries: 1, ...options })
/** Numbers that no option accepts. Some were taken for zero, and some for infinity. */
const always = [NaN, -1, -Infinity, "5", null]

it.each([
  ["timeoutMs", client, []],
  ["maxResponseBytes", client, []],
  ["maxResponseBytes", createNodeFetch, []],
  ["retries", client, [1.5, Infinity]],
  ["retries", retries, [1.5, Infinity]],
  ["waitMs", retries, []],
  ["maxWaitMs", retries, []],
  ["perSecond", limit, [0, Infinity]],
  ["burst", limit, [1.5, Infinity]]
] as const)("an invalid number is not ignored: %s", (name, make, others) => {
  for (const number of [...always, ...others]) {
    const attempt = () => make({ [name]: number })
    expect(attempt, `${name}: ${number}`).toThrow(InvalidArgumentError)
    expect(attempt).toThrow(new RegExp(`^(rateLimit\\.)?${name} must be a `))
  }
  for (const number of [1, undefined]) {
    if (name !== "perSecond" || number === 1) expect(make({ [name]: number })).toBeDefined()
  }
})
