import { headerText, type ListenerAccess, type WireRequest } from "@enwrap/server"
import type { IncomingMessage } from "node:http"
import type { Connection } from "../connection/connection.ts"
import type { Exchange } from "../connection/request-queue.ts"

/**
 * The first value of a header. Node joins the values of a repeated header with a comma, so the raw headers are searched only
 * if there is a comma.
 */
const firstValue = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name]
  // What the object inherits, if its name is that of a header, is no string.
  if (value === undefined || (typeof value === "string" && !value.includes(", "))) return value
  // Several of them are no trace context: W3C has them ignored, as any other invalid value.
  if (name === "traceparent") return undefined
  const raw = req.rawHeaders
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]!.toLowerCase() === name) return raw[i + 1]
  }
  return undefined
}

/** Whether the client asks to switch to another protocol. The server does not support any. */
export const asksForUpgrade = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade !== undefined && /\bupgrade\b/i.test(headers.connection ?? "")

/** Whether a page sent the request, below `sys/wrapping/`. Only browsers send the origin of a page. */
export const isWrappingOfPage = (origin: string | undefined, target: string): boolean =>
  origin !== undefined && target.includes("/sys/wrapping/")

/** The number of `Host` headers in a head, of its fields, and of its bytes. */
export interface HeadCount {
  readonly hosts: number
  readonly fields: number
  readonly bytes: number
}

export const countHead = ({ rawHeaders, url }: IncomingMessage): HeadCount => {
  let hosts = 0
  let bytes = url!.length
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!
    if (isHost(name)) hosts++
    bytes += name.length + rawHeaders[i + 1]!.length
  }
  return { hosts, fields: rawHeaders.length / 2, bytes }
}

const isHost = (name: string): boolean => name.length === 4 && name.toLowerCase() === "host"

const ABSOLUTE_FORM = /^https?:\/\/[^/?#]*/i

/**
 * The target in origin form. It is given as a path, or as an absolute URL, as clients send it to a proxy.
 *
 * @returns `undefined` for anything else, and if it contains a byte that is not allowed in a URL
 */
export const originForm = (target: string): string | undefined => {
  const path = target.startsWith("/") ? target : target.replace(ABSOLUTE_FORM, "")
  if (path === target) return target.startsWith("/") && isVisibleAscii(target) ? target : undefined
  return isVisibleAscii(path) ? (path.startsWith("/") ? path : `/${path}`) : undefined
}

const isVisibleAscii = (text: string): boolean => /^[\x21-\x7e]*$/.test(text)

/** A request whose head has been received. */
export interface ReceivedHead {
  readonly connection: Connection
  readonly exchange: Exchange
  readonly method: string
  readonly target: string
  /** The first value of a header, by its lower-case name. */
  readonly header: WireRequest["header"]
  /** The address of the client, which may differ from that of the peer. */
  readonly remoteAddress: string
}

/** The headers of a request that Node's parser has read. */
export const headerOf =
  (req: IncomingMessage): WireRequest["header"] =>
  (name) => {
    const value = firstValue(req, name)
    return value === undefined ? undefined : headerText(value)
  }

/** The platform-neutral form of a complete request. */
export const wireRequest = (
  { connection, header, method, remoteAddress, target }: ReceivedHead,
  body: Uint8Array,
  withoutToken?: ListenerAccess
): WireRequest => ({
  method,
  target,
  header,
  body,
  remoteAddress,
  remotePort: connection.remotePort,
  hasLeft: connection.hasLeft,
  withoutToken
})
