import type { ApiResponse } from "./api-request.ts"
import { NOT_VALID } from "./endpoints.ts"
import { ExactNumber, memberOf, parseExact, printExact, type ExactJson } from "./exact-json.ts"
import type { WireRequest } from "./transport.ts"
import { Failure } from "./verdict.ts"

/** Returns the value at a path such as `auth.client_token`; undefined if there is none. */
export function at(response: ApiResponse, path: string): ExactJson | undefined {
  return path.split(".").reduce<ExactJson | undefined>(memberOf, response.json)
}

/** Returns the string at a path; anything else fails the case. */
export function stringAt(response: ApiResponse, path: string): string {
  const value = at(response, path)
  if (typeof value !== "string" || value === "") {
    throw new Failure(`${path} is not a string`, {
      expected: "a non-empty string",
      got: format(value),
      response
    })
  }
  return value
}

export function expectStatus(response: ApiResponse, ...statuses: ReadonlyArray<number>): void {
  if (!statuses.includes(response.status)) {
    throw new Failure(
      `${response.exchange.request.method} ${response.exchange.request.path} returned the wrong status`,
      {
        expected: statuses.join(" or "),
        got: `${response.status}${response.text === "" ? "" : ` ${response.text.trim().slice(0, 300)}`}`,
        response
      }
    )
  }
}

/** Expects an error in the protocol's format, with this status and this message. The error must not repeat secrets. */
export function expectError(
  response: ApiResponse,
  status: number | ReadonlyArray<number>,
  text?: string | { readonly beginsWith: string } | { readonly contains: string }
): void {
  expectStatus(response, ...[status].flat())
  const errors = at(response, "errors")
  if (!Array.isArray(errors) || !errors.every((error) => typeof error === "string")) {
    throw new Failure("the error response has no list of strings in `errors`", {
      expected: '{"errors":[…]}',
      got: response.text.slice(0, 300),
      response
    })
  }
  for (const secret of secretsIn(response.exchange.request)) {
    if (errors.some((error) => error.includes(secret))) {
      throw new Failure("the error repeats a secret from the request", {
        expected: "errors without tokens or payloads",
        got: JSON.stringify(errors),
        response
      })
    }
  }
  if (text === undefined) return
  const first: unknown = errors[0]
  const fits =
    typeof first === "string" &&
    (typeof text === "string"
      ? first === text
      : "beginsWith" in text
        ? first.startsWith(text.beginsWith)
        : first.includes(text.contains))
  if (!fits) {
    const expected =
      typeof text === "string" ? text : "beginsWith" in text ? `${text.beginsWith}…` : `…${text.contains}…`
    throw new Failure("the error has the wrong message", {
      expected: JSON.stringify([expected]),
      got: JSON.stringify(errors),
      response
    })
  }
}

/** Expects the error for a value that is not a live wrapping token. */
export function expectInvalidToken(response: ApiResponse): void {
  expectError(response, 400, NOT_VALID)
}

/** Expects a value at a path that is equal as JSON: number literals must match, and keys may be in any order. */
export function expectAt(response: ApiResponse, path: string, expected: unknown): void {
  const got = at(response, path)
  const want = parseExact(JSON.stringify(expected))
  if (got === undefined || printExact(got) !== printExact(want)) {
    const reason = got === undefined ? `${path} is absent` : `${path} has the wrong value`
    throw new Failure(reason, { expected: printExact(want), got: format(got), response })
  }
}

/** Like `expectAt`, with the expected value as JSON text, so that it can contain any number literal. */
export function expectJsonAt(response: ApiResponse, path: string, expected: string): void {
  const got = at(response, path)
  const want = printExact(parseExact(expected))
  if (got === undefined || printExact(got) !== want) {
    throw new Failure(`${path} differs from what was wrapped`, { expected: want, got: format(got), response })
  }
}

export function expectEqual(
  what: string,
  got: string | number,
  expected: string | number,
  response?: ApiResponse
): void {
  if (got !== expected) {
    throw new Failure(`${what} has the wrong value`, {
      expected: format(expected),
      got: format(got),
      ...(response === undefined ? {} : { response })
    })
  }
}

/** Expects a header that matches a pattern; `expected` describes the pattern. */
export function expectHeader(response: ApiResponse, name: string, form: RegExp, expected: string): void {
  const got = response.headers[name.toLowerCase()]
  if (got === undefined || !form.test(got)) {
    throw new Failure(`the header ${name} has the wrong value`, { expected, got: got ?? "nothing", response })
  }
}

export function expectThat(holds: boolean, reason: string, response?: ApiResponse): asserts holds {
  if (!holds) throw new Failure(reason, response === undefined ? {} : { response })
}

/** Returns the strings in `warnings`, which is null if there are none; anything else fails the case. */
export function warningsOf(response: ApiResponse): ReadonlyArray<string> {
  const warnings = at(response, "warnings")
  if (warnings === null) return []
  if (Array.isArray(warnings)) {
    const texts = warnings.filter((one) => typeof one === "string")
    if (texts.length === warnings.length) return texts
  }
  throw new Failure("warnings is neither null nor a list of strings", {
    expected: "null or a list of strings",
    got: format(warnings),
    response
  })
}

/** Expects a warning that contains all of these parts; there may be other warnings. */
export function expectWarning(response: ApiResponse, ...parts: ReadonlyArray<string | RegExp>): void {
  const warnings = warningsOf(response)
  const has = (warning: string, part: string | RegExp): boolean =>
    typeof part === "string" ? warning.includes(part) : part.test(warning)
  if (!warnings.some((warning) => parts.every((part) => has(warning, part)))) {
    throw new Failure("a warning is missing", {
      expected: `a warning that contains ${parts.map(String).join(" and ")}`,
      got: JSON.stringify(warnings),
      response
    })
  }
}

/** Expects 200 and the payload in `data`. */
export function expectPayload(response: ApiResponse, payload: unknown): void {
  expectStatus(response, 200)
  expectAt(response, "data", payload)
}

/** Returns the whole number of seconds at a path; anything else fails the case. */
export function secondsAt(response: ApiResponse, path: string): number {
  const value = at(response, path)
  if (!(value instanceof ExactNumber) || !/^\d+$/.test(value.literal)) {
    throw new Failure(`${path} is not a whole number`, {
      expected: "a number of seconds",
      got: format(value),
      response
    })
  }
  return Number(value.literal)
}

/** The secrets that an error must not repeat: tokens of the request, and payloads. Short values may be ordinary words. */
function secretsIn({ headers, path, body = "" }: WireRequest): ReadonlyArray<string> {
  const bearer = headers["authorization"]?.replace(/^Bearer /, "")
  const query = new URLSearchParams(path.split("?")[1]).get("token")
  const named = [...body.matchAll(/"token"\s*:\s*"([^"\\]+)"/g)].map(([, token]) => token)
  const payloads = [...body.matchAll(/enwrap-conformance-[\w-]+-payload/g)].map(([text]) => text)
  return [headers["x-vault-token"], bearer, query, ...named, ...payloads].filter(
    (secret) => typeof secret === "string" && secret.length >= 12
  ) as ReadonlyArray<string>
}

/** Formats a value for `got` and `expected`. */
export function format(value: ExactJson | number | undefined): string {
  if (value === undefined) return "nothing"
  return typeof value === "number" ? String(value) : printExact(value)
}
