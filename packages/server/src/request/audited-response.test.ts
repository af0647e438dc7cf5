import { expect, test } from "vitest"
import type { Raw } from "../actions/outcome.ts"
import { jsonText } from "../values/json/raw-json.ts"
import { rawFacts } from "./audited-response.ts"

const body = new TextEncoder().encode("a")
const outcome: Raw = { kind: "raw", status: 200, contentType: "text/plain", body }

test("an outcome that is sent repeatedly is described once", () => {
  expect(rawFacts(outcome)).toBe(rawFacts(outcome))
})

test("RW-AU-5: bytes that are sent again, or reused, are described as they are now", () => {
  const dataOf = (sent: Raw): unknown => JSON.parse(jsonText(rawFacts(sent).data))
  expect(dataOf({ ...outcome, status: 404 })).toMatchObject({ http_raw_body: "a", http_status_code: 404 })
  body[0] = "b".charCodeAt(0)
  expect(dataOf({ ...outcome })).toMatchObject({ http_raw_body: "b", http_status_code: 200 })
})
