import { groupTable, type OperationGroup, operationTable, TOKEN_HEADER } from "@enwrap/protocol"
import * as Result from "effect/Result"
import { type ProtocolError, silentError } from "../values/protocol-error.ts"
import type { Verb } from "../values/verb.ts"

const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"])
const FALSE = new Set(["", "0", "f", "F", "FALSE", "false", "False"])

type ParsedMethod = Result.Result<Verb, ProtocolError>

const READ: ParsedMethod = Result.succeed("read")
const LIST: ParsedMethod = Result.succeed("list")
const SCAN: ParsedMethod = Result.succeed("scan")
const HELP: ParsedMethod = Result.succeed("help")
const BAD_FLAGS: ParsedMethod = Result.fail(silentError(400))
const UNKNOWN: ParsedMethod = Result.fail(silentError(405))

const VERBS: ReadonlyMap<string, ParsedMethod> = new Map([
  ["POST", Result.succeed("update")],
  ["PUT", Result.succeed("update")],
  ["PATCH", Result.succeed("patch")],
  ["DELETE", Result.succeed("delete")],
  ["LIST", LIST],
  ["SCAN", SCAN],
  ["HEAD", Result.succeed("head")]
])

const flag = (text: string | undefined): boolean | undefined =>
  text === undefined || FALSE.has(text) ? false : TRUE.has(text) ? true : undefined

/**
 * The verb of a method. On a `GET`, `?list=true` and `?scan=true` change it. With any method, `?help=1` asks for help: a request
 * that only asks what a path is for must not do what the method does.
 *
 * @see RW-HD-14
 */
export const parseMethod = (method: string, query: ReadonlyMap<string, string>): ParsedMethod => {
  if (query.size > 0 && (query.get("help") ?? "") !== "") return HELP
  if (method !== "GET") return VERBS.get(method) ?? UNKNOWN
  if (query.size === 0) return READ
  const list = flag(query.get("list"))
  const scan = flag(query.get("scan"))
  if (list === undefined || scan === undefined || (list && scan)) return BAD_FLAGS
  return list ? LIST : scan ? SCAN : READ
}

const BEARER = "Bearer "

/** The client token: its own header, or else a bearer token. */
export const parseToken = (header: (name: string) => string | undefined): string | undefined => {
  const token = header(TOKEN_HEADER)
  if (token !== undefined && token !== "") return token
  const authorization = header("authorization")
  if (authorization === undefined || !authorization.startsWith(BEARER)) return undefined
  const bearer = authorization.slice(BEARER.length).trim()
  return bearer === "" ? undefined : bearer
}

const BARE: ReadonlySet<string> = new Set(
  Object.values(operationTable)
    .filter(({ bare }) => bare)
    .map(({ group, path }) => `${groupTable[group as OperationGroup].mount}/${path}`)
)

/** Whether a path is outside the logical layer: no envelope, no token, no wrapping. */
export const isBare = (path: string): boolean => BARE.has(path)

/** As in the original, this path is outside the logical layer if it needs no token, and within it otherwise. @see RW-MT-3 */
export const METRICS_PATH = "sys/metrics"
