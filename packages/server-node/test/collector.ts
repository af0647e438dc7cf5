import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { gunzipSync } from "node:zlib"

/** A span as OTLP has it in JSON. */
export interface CollectedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly attributes: Readonly<Record<string, string | number>>
  readonly status: { readonly code: number }
}

export interface CollectedBatch {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string; readonly intValue?: number }
}

interface Batch {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: { readonly attributes: ReadonlyArray<Attribute> }
    readonly scopeSpans: ReadonlyArray<{
      readonly spans: ReadonlyArray<
        Omit<CollectedSpan, "attributes"> & { readonly attributes: ReadonlyArray<Attribute> }
      >
    }>
  }>
}

const plain = (attributes: ReadonlyArray<Attribute>): CollectedSpan["attributes"] =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, (value.stringValue ?? value.intValue)!]))

const parse = ({ body }: CollectedBatch): Batch => JSON.parse(body.toString()) as Batch

/** A receiver of OTLP over HTTP, on the loopback address. */
export interface Collector {
  readonly url: string
  readonly batches: ReadonlyArray<CollectedBatch>
  /** The spans of all batches, which are in JSON. */
  readonly spans: () => ReadonlyArray<CollectedSpan>
  readonly resource: () => CollectedSpan["attributes"]
  /** Responds to the batches from now on. */
  respond: (response: ServerResponse) => void
  readonly close: () => void
}

export const accept = (response: ServerResponse): void => {
  response.writeHead(200, { "content-type": "application/json" }).end("{}")
}

export const respondWith =
  (status: number): Collector["respond"] =>
  (response) => {
    response.writeHead(status).end()
  }

export const startCollector = async (): Promise<Collector> => {
  const batches: Array<CollectedBatch> = []
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const sent = Buffer.concat(chunks)
      const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent
      batches.push({ path: request.url!, headers: request.headers, body })
      collector.respond(response)
    })
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const { port } = server.address() as AddressInfo
  const collector: Collector = {
    url: `http://127.0.0.1:${port}`,
    batches,
    spans: () =>
      batches
        .flatMap((batch) => parse(batch).resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map((span) => ({ ...span, attributes: plain(span.attributes) })),
    resource: () => plain(parse(batches[0]!).resourceSpans[0]!.resource.attributes),
    respond: accept,
    close: () => {
      server.close()
      server.closeAllConnections()
    }
  }
  return collector
}
