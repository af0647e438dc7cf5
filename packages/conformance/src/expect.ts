import type { ApiResponse } from "./api-request.ts"
import { NOT_VALID } from "./endpoints.ts"
import { ExactNumber, memberOf, parseExact, printExact, type ExactJson } from "./exact-json.ts"
import type { WireRequest } from "./transport.ts"
import { Failure } from "./verdict.ts"

/** The `wrap_info` of a wrapped answer. All but the token is looked at when it is read, and fails the case then. */
export interface WrapInfo {
  readonly token: string
  readonly accessor: string
  readonly ttl: number
  readonly creationTime: string
  readonly creationPath: string
  readonly wrappedAccessor: string | undefined
  readonly response: ApiResponse
}

/** What stands at a path such as `auth.client_token`; undefined where nothing does. */
export function at(response: ApiResponse, path: string): ExactJson | undefined {
  return path.split(".").reduce<ExactJson | undefined>(memberOf, response.json)
}

/** The text at a path; anything else fails the case. */
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

/** An error in the protocol's form: status, and `errors` with one text (or none). */
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

/** Dead: answered as a token that never was. */
export function expectInvalidToken(response: ApiResponse): void {
  expectError(response, 400, NOT_VALID)
}

/** Equal as JSON: numbers by their literal, keys in any order. `expected` is JSON text, or a value. */
export function expectAt(response: ApiResponse, path: string, expected: unknown): void {
  const got = at(response, path)
  const want = parseExact(JSON.stringify(expected))
  if (got === undefined || printExact(got) !== printExact(want)) {
    const reason = got === undefined ? `${path} is absent` : `${path} has the wrong value`
    throw new Failure(reason, { expected: printExact(want), got: format(got), response })
  }
}

/** Equal to JSON that is given as text, number literals and all. */
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

/** A header has this form; `expected` says it in words. */
export function expectHeader(response: ApiResponse, name: string, form: RegExp, expected: string): void {
  const got = response.headers[name.toLowerCase()]
  if (got === undefined || !form.test(got)) {
    throw new Failure(`the header ${name} has the wrong value`, { expected, got: got ?? "nothing", response })
  }
}

export function expectThat(holds: boolean, reason: string, response?: ApiResponse): asserts holds {
  if (!holds) throw new Failure(reason, response === undefined ? {} : { response })
}

/** The texts of `warnings`, which is null where there are none; anything else fails the case. */
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

/** One of the warnings has all of these in it; there may be others. */
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

/** The unwrapped payload: 200, and `data` as it was wrapped. */
export function expectPayload(response: ApiResponse, payload: unknown): void {
  expectStatus(response, 200)
  expectAt(response, "data", payload)
}

/** An answer as it is without wrapping. */
export function expectNotWrapped(response: ApiResponse): void {
  const info = at(response, "wrap_info")
  if (info !== undefined && info !== null) {
    throw new Failure("the response is wrapped but must not be", {
      expected: "wrap_info null or absent",
      got: format(info),
      response
    })
  }
}

/**
 * Reads `wrap_info`; a case fails here if the answer is not wrapped. What else is in it fails only the cases that read
 * it: one field that a server lacks must not hide all that it does right.
 */
export function wrapInfoOf(response: ApiResponse): WrapInfo {
  expectStatus(response, 200)
  const info = at(response, "wrap_info")
  if (info === undefined || info === null) {
    throw new Failure("the response is not wrapped", {
      expected: "wrap_info with a token",
      got: format(info),
      response
    })
  }
  const wrappedAccessor = at(response, "wrap_info.wrapped_accessor")
  return {
    token: stringAt(response, "wrap_info.token"),
    get accessor() {
      return stringAt(response, "wrap_info.accessor")
    },
    get ttl() {
      return secondsAt(response, "wrap_info.ttl")
    },
    get creationTime() {
      return stringAt(response, "wrap_info.creation_time")
    },
    get creationPath() {
      return stringAt(response, "wrap_info.creation_path")
    },
    wrappedAccessor: typeof wrappedAccessor === "string" ? wrappedAccessor : undefined,
    response: response
  }
}

function secondsAt(response: ApiResponse, path: string): number {
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

/** What no error may repeat: the tokens of a request, and the suite's own payloads. Short ones may be words. */
function secretsIn({ headers, path, body = "" }: WireRequest): ReadonlyArray<string> {
  const bearer = headers["authorization"]?.replace(/^Bearer /, "")
  const query = new URLSearchParams(path.split("?")[1]).get("token")
  const named = [...body.matchAll(/"token"\s*:\s*"([^"\\]+)"/g)].map(([, token]) => token)
  const payloads = [...body.matchAll(/enwrap-conformance-[\w-]+-payload/g)].map(([text]) => text)
  return [headers["x-vault-token"], bearer, query, ...named, ...payloads].filter(
    (secret) => typeof secret === "string" && secret.length >= 12
  ) as ReadonlyArray<string>
}

function format(value: ExactJson | number | undefined): string {
  if (value === undefined) return "nothing"
  return typeof value === "number" ? String(value) : printExact(value)
}
