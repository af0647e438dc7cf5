import type { ApiResponse } from "./api-request.ts"
import { NOT_VALID } from "./endpoints.ts"
import { memberOf, parseExact, printExact, type ExactJson } from "./exact-json.ts"
import type { WireRequest } from "./transport.ts"
import { at, format } from "./response-fields.ts"
import { Failure } from "./verdict.ts"

export { at, format, secondsAt, stringAt } from "./response-fields.ts"

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

/** Expects that an operation was carried out: by convention 204, or another 2xx if the server has something to say. */
export function expectDone(response: ApiResponse): void {
  if (response.status < 200 || response.status > 299) expectStatus(response, 204)
}

/**
 * The texts of errors that clients look for. Clients treat a wrapping token as used up if they find the first one, and
 * Vault's Go client gives up renewing a token if it finds the second one. No other text is judged.
 */
type JudgedText = typeof NOT_VALID | "permission denied"

/**
 * Expects an error in the protocol's format, with one of these statuses. The error must not repeat secrets. A text is
 * found as clients find it: anywhere in any of the errors, because servers put it into a list, or say more.
 */
export function expectError(response: ApiResponse, status: number | ReadonlyArray<number>, text?: JudgedText): void {
  expectStatus(response, ...[status].flat())
  const errors = errorsOf(response)
  if (text === undefined || errors.some((error) => error.includes(text))) return
  throw new Failure("the error has the wrong message", {
    expected: `an error that contains ${JSON.stringify(text)}`,
    got: JSON.stringify(errors),
    response
  })
}

/** Expects an error that names a field, as the profile `strict` requires. */
export function expectNamed(response: ApiResponse, field: string): void {
  const errors = errorsOf(response)
  if (errors.some((error) => error.includes(field))) return
  throw new Failure("the error does not name the field", {
    expected: `an error that contains ${field}`,
    got: JSON.stringify(errors),
    response
  })
}

/** Returns the errors of a response. Fails the case if they have the wrong form, or repeat a secret. */
function errorsOf(response: ApiResponse): ReadonlyArray<string> {
  const errors = at(response, "errors")
  if (!isListOfStrings(errors)) {
    throw new Failure("the error response has no list of strings in `errors`", {
      expected: '{"errors":[…]}',
      got: response.text.slice(0, 300),
      response
    })
  }
  expectNoSecret(response, errors)
  return errors
}

const isListOfStrings = (value: ExactJson | undefined): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((one) => typeof one === "string")

function expectNoSecret(response: ApiResponse, texts: ReadonlyArray<string>): void {
  for (const secret of secretsIn(response.exchange.request)) {
    if (texts.some((text) => text.includes(secret))) {
      throw new Failure("the error repeats a secret from the request", {
        expected: "errors without tokens or payloads",
        got: JSON.stringify(texts),
        response
      })
    }
  }
}

/** Expects that the server refused a request that is malformed, with any 4xx that is about the request itself. */
export function expectRefused(response: ApiResponse): void {
  if (response.status < 400 || response.status > 499 || response.status === 429) {
    throw new Failure(`${response.exchange.request.method} ${response.exchange.request.path} was not refused`, {
      expected: "a status from 400 to 499",
      got: `${response.status} ${response.text.trim().slice(0, 300)}`,
      response
    })
  }
  expectNoSecret(response, [response.text])
}

/** Expects the error for a value that is not a live wrapping token. */
export function expectInvalidToken(response: ApiResponse): void {
  expectError(response, 400, NOT_VALID)
}

/**
 * Expects a value at a path that is equal as JSON: number literals must match, and keys may be in any order. `requirement` is
 * what the server violates otherwise, if that is not the subject of the case.
 */
export function expectAt(response: ApiResponse, path: string, expected: unknown, requirement?: string): void {
  const got = at(response, path)
  const want = parseExact(JSON.stringify(expected))
  if (got === undefined || printExact(got) !== printExact(want)) {
    const reason = got === undefined ? `${path} is absent` : `${path} has the wrong value`
    throw new Failure(reason, { expected: printExact(want), got: format(got), response, requirement })
  }
}

/** Expects a list of these names, in any order. */
export function expectNames(response: ApiResponse, path: string, names: ReadonlyArray<string>): void {
  const got = at(response, path)
  const sorted = (list: ReadonlyArray<unknown>): string => JSON.stringify(list.map(String).sort())
  if (!isListOfStrings(got) || sorted(got) !== sorted(names)) {
    throw new Failure(got === undefined ? `${path} is absent` : `${path} has the wrong value`, {
      expected: `${JSON.stringify(names)} in any order`,
      got: format(got),
      response
    })
  }
}

/** Expects these members in the object at a path, which may have others. */
export function expectMembers(response: ApiResponse, path: string, members: Readonly<Record<string, unknown>>): void {
  for (const [key, expected] of Object.entries(members)) {
    const got = memberOf(at(response, path), key)
    const want = printExact(parseExact(JSON.stringify(expected)))
    if (got === undefined || printExact(got) !== want) {
      throw new Failure(got === undefined ? `${path} has no ${key}` : `${path} has the wrong value for ${key}`, {
        expected: want,
        got: format(got),
        response
      })
    }
  }
}

/**
 * Expects a setting or property, however the server writes it: lists in any order, objects with more members, and
 * nothing as an empty list, null or no key.
 */
export function expectField(response: ApiResponse, path: string, expected: unknown): void {
  if (expected === null || (Array.isArray(expected) && expected.length === 0)) return expectEmpty(response, path)
  if (Array.isArray(expected)) return expectNames(response, path, expected.map(String))
  if (typeof expected === "object") return expectMembers(response, path, expected as Record<string, unknown>)
  expectAt(response, path, expected)
}

/** Expects nothing at a path: no such key, null, or an empty string or list. */
export function expectEmpty(response: ApiResponse, path: string): void {
  const got = at(response, path)
  if (got === undefined || got === null || got === "" || (Array.isArray(got) && got.length === 0)) return
  throw new Failure(`${path} is not empty`, { expected: "nothing", got: format(got), response })
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
  if (isListOfStrings(warnings)) return warnings
  throw new Failure("warnings is neither null nor a list of strings", {
    expected: "null or a list of strings",
    got: format(warnings),
    response
  })
}

/** Expects a warning that contains all of these parts, in any words; there may be other warnings. */
export function expectWarning(response: ApiResponse, ...parts: ReadonlyArray<string | RegExp>): void {
  const warnings = warningsOf(response)
  const has = (warning: string, part: string | RegExp): boolean =>
    typeof part === "string" ? warning.includes(part) : part.test(warning)
  if (!warnings.some((warning) => parts.every((part) => has(warning, part)))) {
    throw new Failure("a warning is missing", {
      expected: parts.length === 0 ? "a warning" : `a warning that contains ${parts.map(String).join(" and ")}`,
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

/** Expects 200 and a list of these names, in this order. */
export function expectKeys(response: ApiResponse, names: ReadonlyArray<string>): void {
  expectStatus(response, 200)
  expectAt(response, "data.keys", names)
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
