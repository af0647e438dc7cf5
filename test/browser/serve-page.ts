import { build } from "esbuild"
import { once } from "node:events"
import { createServer, request as call } from "node:http"
import type { AddressInfo } from "node:net"

/** A page on a separate origin. Its scripts have the browser client and a React app as the global `enwrap`. */
export interface ServedPage {
  readonly origin: string
  /** The requests of browsers: the path and the referrer. */
  readonly visits: ReadonlyArray<string>
  readonly close: () => Promise<void>
}

const HTML = '<!doctype html><title>Enwrap</title><link rel="icon" href="data:,"><script src="/enwrap.js"></script>'

const PAGE = `
export * from "@enwrap/client-browser"
export * as full from "@enwrap/client-browser/full"
export * as hints from "@enwrap/client-browser/hints"
export * as operations from "@enwrap/client-browser/operations"
export * as app from "./react-app.ts"`

/** Bundles the browser client for a page. */
const bundleClient = async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: import.meta.dirname },
    bundle: true,
    format: "iife",
    globalName: "enwrap",
    platform: "browser",
    conditions: ["@enwrap/source"],
    define: { "process.env.NODE_ENV": '"development"' },
    write: false
  })
  return outputFiles[0]?.text ?? ""
}

/**
 * Serves the page, and the server under test below `/vault`, as a proxy on the page's origin does. The page has a content
 * security policy that permits only its script and calls to the server under test.
 */
export const servePage = async (apiAddress: () => string): Promise<ServedPage> => {
  const script = await bundleClient()
  const visits: Array<string> = []
  const server = createServer((request, response) => {
    visits.push(`${request.url} ${request.headers.referer ?? ""}`)
    if (request.url?.startsWith("/vault/")) {
      const { hostname, port } = new URL(apiAddress())
      const path = request.url.slice("/vault".length)
      const { headers, method } = request
      request.pipe(
        call({ hostname, port, path, method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(response)
        })
      )
      return
    }
    const [type, body] = request.url === "/enwrap.js" ? ["text/javascript", script] : ["text/html", HTML]
    response.writeHead(200, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": `default-src 'none'; img-src data:; script-src 'self'; connect-src 'self' ${apiAddress()}`
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
