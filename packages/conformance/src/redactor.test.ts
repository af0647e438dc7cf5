import { expect, it } from "vitest"
import { makeRedactor } from "./redactor.ts"

it("names the tokens and accessors of a response by kind", () => {
  const redactor = makeRedactor()
  const counters = new Map<string, number>()
  const body =
    '{"wrap_info":{"token":"s.aaaaaaaaaaaaaaaa","accessor":"bbbbbbbbbbbbbbbbbb"},"auth":{"client_token": "s.cccccccccccccccc"}}'
  redactor.discover(body, counters)
  expect(redactor.redact(body)).toBe(
    '{"wrap_info":{"token":"<wrapping token 1>","accessor":"<accessor 1>"},"auth":{"client_token": "<token 1>"}}'
  )
  redactor.discover('{"wrap_info":{"token":"s.dddddddddddddddd"}}', counters)
  expect(redactor.redact("s.aaaaaaaaaaaaaaaa and s.dddddddddddddddd")).toBe("<wrapping token 1> and <wrapping token 2>")
})

it("finds tokens in JSON inside a string, as in cubbyhole/response", () => {
  const redactor = makeRedactor()
  const body = JSON.stringify({ data: { response: JSON.stringify({ auth: { client_token: "s.eeeeeeeeeeeeeeee" } }) } })
  redactor.discover(body, new Map())
  expect(redactor.redact(body)).not.toContain("eeee")
})

it("replaces a secret in a query and in JSON", () => {
  const redactor = makeRedactor()
  redactor.name('t/"o k+en=x', "the given token")
  expect(redactor.redact(`?token=${encodeURIComponent('t/"o k+en=x')}`)).toBe("?token=<the given token>")
  expect(redactor.redact(JSON.stringify({ token: 't/"o k+en=x' }))).toBe('{"token":"<the given token>"}')
})

it("replaces a short token only where a token is expected", () => {
  const redactor = makeRedactor()
  redactor.name("root", "the given token")
  const shown = '"path":"pki/issuers/root","policies":["root"]'
  expect(redactor.redact(`{"token":"root","id": "root",${shown}}`)).toBe(
    `{"token":"<the given token>","id": "<the given token>",${shown}}`
  )
  expect(redactor.redact("sys/wrapping/lookup?token=root")).toBe("sys/wrapping/lookup?token=<the given token>")
  expect(redactor.redactHeader("x-vault-token", "s.another, then root")).toBe("s.another, then <the given token>")
  expect(redactor.redactHeader("Authorization", "Bearer root")).toBe("Bearer <the given token>")
  expect(redactor.redactHeader("content-type", "root")).toBe("root")
})

it("does not treat a short word of a payload as a secret", () => {
  const redactor = makeRedactor()
  const body = '{"data":{"token":"t","accessor":"a","client_token":"c"}}'
  redactor.discover(body, new Map())
  expect(redactor.redact(`a t is a c: ${body}`)).toBe(`a t is a c: ${body}`)
})

it("replaces the whole of a secret that begins with another one", () => {
  const redactor = makeRedactor()
  redactor.name("s.abcdefghijkl", "short")
  redactor.name("s.abcdefghijklmnopqrst", "long")
  expect(redactor.redact("s.abcdefghijklmnopqrst s.abcdefghijkl")).toBe("<long> <short>")
})
