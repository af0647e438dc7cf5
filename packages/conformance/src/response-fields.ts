import type { ApiResponse } from "./api-request.ts"
import { ExactNumber, memberOf, printExact, type ExactJson } from "./exact-json.ts"
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

/** Formats a value for `got` and `expected`. */
export function format(value: ExactJson | number | undefined): string {
  if (value === undefined) return "nothing"
  return typeof value === "number" ? String(value) : printExact(value)
}
