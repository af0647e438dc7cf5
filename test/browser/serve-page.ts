import { build } from "esbuild"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** A page on a separate origin. Its scripts have the browser client as the global `enwrap`. */
export interface ServedPage {
  readonly origin: string
  /** The requests of browsers: the path and the referrer. */
  readonly visits: ReadonlyArray<string>
  readonly close: () => Promise<void>
}

const HTML = '<!doctype html><title>Enwrap</title><link rel="icon" href="data:,"><script src="/enwrap.js"></script>'

const PAGE = 'export * from "@enwrap/client-browser"; export * as operations from "@enwrap/client-browser/operations"'

/** Bundles the browser client for a page. */
const bundleClient = async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: import.meta.dirname },
    bundle: true,
    format: "iife",
    globalName: "enwrap",
    platform: "browser",
    conditions: ["@enwrap/source"],
    write: false
  })
  return outputFiles[0]?.text ?? ""
}

/** Serves the page with a content security policy that permits only its script and calls to the server under test. */
export const servePage = async (apiAddress: () => string): Promise<ServedPage> => {
  const script = await bundleClient()
  const visits: Array<string> = []
  const server = createServer((request, response) => {
    visits.push(`${request.url} ${request.headers.referer ?? ""}`)
    const [type, body] = request.url === "/enwrap.js" ? ["text/javascript", script] : ["text/html", HTML]
    response.writeHead(200, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": `default-src 'none'; img-src data:; script-src 'self'; connect-src ${apiAddress()}`
    })
    response.end(body)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    visits,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    }
  }
}
