import { existsOnceOperations, groupTable, operationTable } from "@enwrap/protocol"
import type { ResponseBody } from "../wrapping/wrapping-calls.ts"
import type { PathVerb } from "./path-calls.ts"

/** The fields in which a write returns what it has created, such as a secret id of AppRole, a private key or key shares. */
const CREATED = [
  "encoded_root_token",
  "encoded_token",
  "keys",
  "keys_base64",
  "otp",
  "password",
  "private_key",
  "root_token",
  "secret_id",
  "token"
]

/** The operations of the protocol whose responses exist only once. A mount, or a namespace before it, has any number of segments. */
const onlyResponses = existsOnceOperations.map((id) => {
  const { group, path, verbs } = operationTable[id]
  const { mount, mountPrefix } = groupTable[group]
  const segments = path.replace(/\{\w+\*\}/g, ".+").replace(/\{\w+\}/g, "[^/]+")
  return {
    verbs: verbs as ReadonlyArray<string>,
    pattern: new RegExp(`^(.+/)?${mount ?? `${mountPrefix}.+`}/${segments}/?$`)
  }
})

/** Whether the server may never return the response to a request again, as far as its path says. */
export const mayExistOnce = (verb: PathVerb, path: string): boolean =>
  onlyResponses.some(({ pattern, verbs }) => verbs.includes(verb) && pattern.test(path))

/** Whether the server may never return a response again: a token, a secret with a lease, or a secret that a write has created. */
export const existsOnce = (verb: PathVerb, response: ResponseBody): boolean => {
  const isWrite = verb === "update" || verb === "patch"
  return typeof response === "string" ? hasNewSecret(response, isWrite) : isWrite && response.length > 0
}

const hasNewSecret = (text: string, isWrite: boolean): boolean => {
  if (text === "") return false
  try {
    const response = JSON.parse(text) as Readonly<Record<string, unknown>>
    const { auth, data, lease_id, wrap_info } = response
    if (isObject(auth) || isObject(wrap_info) || Boolean(lease_id)) return true
    // Outside of the logical layer, there is no `data`.
    return isWrite && [response, data].some((part) => isObject(part) && CREATED.some((name) => Boolean(part[name])))
  } catch {
    // It is nested more deeply than the parser can handle, or is no JSON: it is not known.
    return true
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null
