/** A response as a server sends it for a wrapped error, or, without a body, for a wrapped 404 that has none. */
export const unwrapped = (status: number, body: string) => (): Response =>
  new Response(body, { status, headers: { "content-type": "application/json", "cache-control": "no-store" } })

/** A wrapped error. */
export const envelopeText = JSON.stringify({
  request_id: "1",
  lease_id: "",
  renewable: false,
  lease_duration: 0,
  data: { data: null, metadata: { version: 1 } },
  wrap_info: null,
  warnings: null,
  auth: null
})

const json = { "content-type": "application/json" }
const noStore = { "cache-control": "no-cache, no-store, max-age=0, must-revalidate" }

/** Responses to an unwrap that a gateway may have sent in place of the server's, which may have unwrapped the token. */
export const gatewayErrors: ReadonlyArray<() => Response> = [
  () =>
    new Response('{"message":"no Route matched with those values","request_id":"1"}', { status: 404, headers: json }),
  () => new Response('{"code":"404","error":"Not Found"}', { status: 404, headers: json }),
  () => new Response("{}", { status: 404, headers: json }),
  () => new Response('{"status":404,"path":"/v1"}', { status: 404, headers: { ...json, ...noStore } }),
  () => new Response(envelopeText, { status: 404, headers: json }),
  () => new Response('{"request_id":"1","data":null}', { status: 404, headers: { ...json, ...noStore } }),
  () => new Response("[]", { status: 404, headers: { ...json, ...noStore } }),
  () => new Response('{"errors":"no route"}', { status: 404, headers: { ...json, ...noStore } }),
  () => new Response(null, { status: 404 }),
  () => new Response(null, { status: 404, headers: noStore }),
  () => new Response(null, { status: 404, headers: json }),
  () => new Response("<html>", { status: 404, headers: { "content-type": "text/html", ...noStore } }),
  () => new Response("404 page not found", { status: 404, headers: { "content-type": "text/plain" } }),
  () => new Response("<html>", { status: 400, headers: { "content-type": "text/html" } }),
  () => new Response('{"message":"Unauthorized"}', { status: 401, headers: json })
]

/** Bodies with 200 that are not the server's, and no content of a token: their names, types and texts. */
export const foreignBodies: ReadonlyArray<readonly [name: string, contentType: string, body: string]> = [
  ["a login page", "text/html; charset=utf-8", "<!doctype html><title>Sign in</title>"],
  ["a page in XHTML", "application/xhtml+xml", "<html/>"],
  ["an empty body of a type", "text/plain", ""],
  ["an empty body", "application/json", ""],
  ["errors with 200", "application/json", '{"errors":["sign in first"]}'],
  ["half an envelope", "application/json", '{"data":{"zip":"za'],
  ["text that calls itself JSON", "application/json", "Signed out"]
]

/** Responses to a revocation, or to another write, that a gateway or a web server may have sent. The token is still valid. */
export const foreignSuccesses: ReadonlyArray<readonly [name: string, respond: () => Response]> = [
  ["an empty object", () => new Response("{}", { headers: json })],
  ["an accepted empty object", () => new Response("{}", { status: 202, headers: json })],
  ["JSON", () => new Response('{"ok":true}', { headers: json })],
  ["an empty body", () => new Response("", { headers: noStore })],
  ["a page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
  ["a page with no-store", () => new Response("<html>", { headers: { "content-type": "text/html", ...noStore } })],
  ["errors with 200", () => new Response('{"errors":["sign in first"]}', { headers: { ...json, ...noStore } })],
  ["a list with no-store", () => new Response("[1]", { headers: { ...json, ...noStore } })]
]

/** Responses that mean a revocation only if they have both signs of the protocol. Another write may be answered so. */
export const unmarkedRevocations: typeof foreignSuccesses = [
  ["a 204", () => new Response(null, { status: 204 })],
  ["JSON with no-store", () => new Response('{"ok":true}', { headers: { ...json, ...noStore } })],
  ["an empty object with no-store", () => new Response("{}", { headers: { ...json, ...noStore } })],
  ["an envelope without no-store", () => new Response(envelopeText, { headers: json })]
]

/** Responses of servers to a revocation. The second one has a warning that there is no such token. */
export const revocations: typeof foreignSuccesses = [
  ["a 204", () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } })],
  ["an envelope", () => unwrapped(200, envelopeText)()]
]
