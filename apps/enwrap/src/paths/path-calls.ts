import {
  type Client,
  defineOperation,
  type DefinedOperation,
  type Envelope,
  isClientError,
  NOT_FOUND,
  UNEXPECTED_RESPONSE,
  type CallOptions
} from "@enwrap/client-node"
import { Failure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { bodyOf, foundEnvelope, type ResponseBody } from "../wrapping/wrapping-calls.ts"
import { type Connection, sendTo } from "../wrapping/send.ts"

/** What a call does with a path. */
export type PathVerb = "read" | "list" | "update" | "patch" | "delete"

/** A request of any path. */
export interface PathRequest {
  readonly path: string
  readonly query?: Readonly<Record<string, string>> | undefined
  readonly body?: Readonly<Record<string, unknown>> | undefined
  /** How long the wrapped response can be unwrapped; without it, the response is not wrapped. */
  readonly wrapTtl?: string | undefined
}

type Parameters = Pick<PathRequest, "path" | "query" | "body">

/** Like the calls by path of the client, but the response may also have no envelope: a certificate, a CRL. */
const operationOf = (verb: PathVerb): DefinedOperation<Parameters> => ({
  ...(defineOperation(`${verb} {path*}`) as DefinedOperation<Parameters>),
  raw: true
})

/**
 * Sends a request, and returns its response. A 404 with data is a response too, such as the metadata of a deleted version.
 *
 * @throws Failure if the request fails, or there is nothing at the path
 */
export const sendToPath = async (
  verb: PathVerb,
  { wrapTtl, ...parameters }: PathRequest,
  connection: Connection,
  io: Io
): Promise<ResponseBody> => {
  const send = sendTo(connection, io)
  const operation = operationOf(verb)
  let isMissing = false
  const call = (to: Client, options: CallOptions = {}): Promise<Envelope | undefined | object> => {
    const started = to.call(operation, parameters, options)
    return wrapTtl === undefined ? started : started.wrapped(wrapTtl)
  }
  const sent = await send((to) =>
    call(to).catch((error: unknown) => {
      // It was carried out, and there was nothing to wrap.
      if (isClientError(error) && error.code === UNEXPECTED_RESPONSE && error.reason === "empty") return undefined
      isMissing = isClientError(error) && error.code === NOT_FOUND && error.errors.length === 0
      return isMissing ? undefined : foundEnvelope(error)
    })
  )
  if (isMissing && sent.text === "")
    throw new Failure("the server responded with status 404, but not in the format of the protocol.", [
      "Check that the address is the server's, and not a proxy's or a web page's."
    ])
  if (isMissing && !hasData(sent.text)) throw nothingAt(verb, parameters.path, sent.text)
  return bodyOf(sent)
}

const hasData = (text: string): boolean => {
  const { data } = parsed(text)
  return data !== null && data !== undefined
}

const parsed = (text: string): { readonly data?: unknown; readonly warnings?: unknown } => {
  const value: unknown = text === "" ? {} : JSON.parse(text)
  return typeof value === "object" && value !== null ? value : {}
}

const nothingAt = (verb: PathVerb, path: string, text: string): Failure => {
  const { warnings } = parsed(text)
  // Version 2 of the key-value engine has its values below data/, and its keys below metadata/.
  const part = verb === "list" ? "metadata" : "data"
  const said = Array.isArray(warnings) ? warnings.filter((warning) => typeof warning === "string") : []
  const [mount = "", ...rest] = path.split("/")
  return new Failure(`there is nothing at ${path}.`, [
    ...said.map((warning) => `The server says: ${warning}`),
    ...(said.some((warning) => warning.includes("versioned K/V"))
      ? [
          `With this command, the path of such a secret has ${part}/ after its mount: ${[mount, part, ...rest].join("/")}`
        ]
      : []),
    ...(path.includes("?") ? ["A query is not part of the path: pass it as key=value arguments after the path."] : []),
    ...(mount === "v1" ? ["The path does not begin with v1/."] : [])
  ])
}
