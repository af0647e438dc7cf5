import { request } from "node:http"

export interface RawAnswer {
  readonly status: number
  readonly location: string | undefined
  readonly text: string
}

/** Sends a request with exactly this path: `fetch` would normalize it. */
export const sendExactPath = (
  address: string,
  {
    body,
    headers,
    method,
    path
  }: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: object | undefined
  }
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address)
    const sent = request({ hostname, port, method, path, headers, timeout: 10_000 }, (response) => {
      let text = ""
      response
        .setEncoding("utf8")
        .on("data", (part: string) => (text += part))
        .on("end", () => resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }))
    })
    sent.on("error", reject).on("timeout", () => sent.destroy(new Error(`no response: ${method} ${path}`)))
    sent.end(body && JSON.stringify(body))
  })
