import type { EnwrapServer, RequestHead, WireResponse } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip as zlibGzip } from "node:zlib"
import { contentEncoding, type ContentEncoding, ENCODINGS } from "./content-encoding.ts"

const require = createRequire(import.meta.url)

/** The documents of `@enwrap/protocol`, by the path at which they are served. They are not part of the API, so it is not below `/v1`. */
const FILES: ReadonlyMap<string, () => string> = new Map([
  ["/openapi.json", () => require.resolve("@enwrap/protocol/openapi.json")],
  ["/openapi.generators.json", () => require.resolve("@enwrap/protocol/openapi.generators.json")]
])
/** Of every path in `FILES`: other requests need no further look. */
const COMMON_PREFIX = "/openapi."

/** Seconds for which a client need not ask again: the documents change only with the version of the server. */
const MAX_AGE = 300

interface Representation {
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

/** A document in each encoding. */
type OpenApiDocument = ReadonlyMap<ContentEncoding, Representation>

const brotli = promisify(brotliCompress)
const gzip = promisify(zlibGzip)

/** Above this quality, Brotli takes many times as long, and the documents become little shorter. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

const representation = (encoding: ContentEncoding, body: Uint8Array, hash: string): Representation => {
  const isEncoded = encoding !== "identity"
  const headers = {
    // Any page may read it: it is public, and the same for everyone.
    "access-control-allow-origin": "*",
    "cache-control": `public, max-age=${MAX_AGE}`,
    vary: "accept-encoding",
    ...(isEncoded && { "content-encoding": encoding }),
    etag: isEncoded ? `"${hash}-${encoding}"` : `"${hash}"`
  }
  return { body, headers }
}

const read = async (file: string): Promise<OpenApiDocument> => {
  const body = await readFile(file)
  const hash = createHash("sha256").update(body).digest("base64url")
  const bodies = { identity: body, br: await brotli(body, BROTLI), gzip: await gzip(body) }
  return new Map((["identity", ...ENCODINGS] as const).map((each) => [each, representation(each, bodies[each], hash)]))
}

const known = new Map<string, Promise<OpenApiDocument>>()

/** Each document is read and compressed for the first request for it, and again if it could not be read. */
export const documentOf = (file: string): Promise<OpenApiDocument> => {
  const before = known.get(file)
  if (before !== undefined) return before
  const document = read(file)
  known.set(file, document)
  document.catch(() => known.delete(file))
  return document
}

const responseOf = (document: OpenApiDocument, head: RequestHead): WireResponse => {
  const { body, headers } = document.get(contentEncoding(head.header("accept-encoding")))!
  const seen =
    head
      .header("if-none-match")
      ?.split(",")
      .map((tag) => tag.trim().replace(/^W\//, "")) ?? []
  if (seen.includes(headers["etag"]!) || seen.includes("*")) {
    const { "content-encoding": _, ...others } = headers
    return { status: 304, headers: others, body: "" }
  }
  return { status: 200, headers: { ...headers, "content-type": "application/json" }, body }
}

/** The file at the path of a request. */
const fileAt = ({ method, target }: RequestHead): string | undefined =>
  target.startsWith(COMMON_PREFIX) && (method === "GET" || method === "HEAD")
    ? FILES.get(target.split("?", 1)[0]!)?.()
    : undefined

/** The server, which serves the OpenAPI documents too. They need no token, and are available while the server is sealed. */
export const withOpenApiDocuments = (server: EnwrapServer): EnwrapServer => ({
  ...server,
  handle: (request) => {
    const file = fileAt(request)
    return file === undefined
      ? server.handle(request)
      : Effect.map(
          Effect.promise(() => documentOf(file)),
          (document) => responseOf(document, request)
        )
  }
})
