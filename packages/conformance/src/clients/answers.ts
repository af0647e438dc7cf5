import type { Handler } from "./hostile-server.ts"

/** The creation path that the receiver is told to expect. */
export const EXPECTED_PATH = "secret/data/payments"

const NOT_VALID = "wrapping token is not valid or does not exist"

const EMPTY = {
  request_id: "8ad8d9a8-2c5f-4a57-9ee6-0a8dbf2a6a11",
  lease_id: "",
  renewable: false,
  lease_duration: 0,
  data: null,
  wrap_info: null,
  warnings: null,
  auth: null
}

export const json =
  (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_, response) =>
    void response
      .writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers })
      .end(JSON.stringify(value))

export const errors = (status: number, ...texts: ReadonlyArray<string>): Handler => json(status, { errors: texts })

export const invalidToken = errors(400, NOT_VALID)

/** The answer to a lookup of a token with this creation path. */
export const found = (creationPath: string): Handler => json(200, foundEnvelope(creationPath))

const foundEnvelope = (creationPath: string) => ({
  ...EMPTY,
  data: { creation_path: creationPath, creation_time: new Date().toISOString(), creation_ttl: 300 }
})

/** The answer to an unwrap. */
export const opened = (data: unknown): Handler => json(200, { ...EMPTY, data })

/** The wrapped response is itself a wrapped response: someone opened the token and wrapped the content again. */
export const openedWrapped = (token: string): Handler =>
  json(200, {
    ...EMPTY,
    request_id: "",
    wrap_info: {
      token,
      accessor: "l8C6NIFTNWdCKcPcWTQDGmtn",
      ttl: 300,
      creation_time: new Date().toISOString(),
      creation_path: EXPECTED_PATH
    }
  })

export const page: Handler = (_, response) =>
  void response
    .writeHead(200, { "content-type": "text/html; charset=utf-8" })
    .end("<!doctype html><html><head><title>Welcome</title></head><body><h1>Please log in</h1></body></html>")

export const redirect =
  (status: number, to: string): Handler =>
  (_, response) =>
    void response.writeHead(status, { location: to }).end()

export const cut: Handler = (_, response) => response.socket?.destroy()

/** Announces a body, sends a part of it, and cuts the connection. */
export const cutInside =
  (data: unknown): Handler =>
  (_, response) => {
    const body = JSON.stringify({ ...EMPTY, data })
    response.writeHead(200, { "content-type": "application/json", "content-length": String(body.length) })
    response.write(body.slice(0, -20), () => setTimeout(() => response.socket?.destroy(), 50))
  }

export const silence: Handler = () => undefined

/** Begins a JSON body that never ends: `bytes` at a time, every `everyMs` milliseconds. */
export const endless =
  (bytes: number, everyMs: number): Handler =>
  (_, response) => {
    response.writeHead(200, { "content-type": "application/json" })
    response.write('{"data":{"password":"')
    const timer = setInterval(() => {
      if (response.writableLength < 4 * bytes) response.write("x".repeat(bytes))
    }, everyMs)
    response.on("close", () => clearInterval(timer))
  }

/** Answers as it should, and then again on the same connection, without having been asked. */
export const twice =
  (first: unknown, second: unknown): Handler =>
  (_, response) => {
    const body = JSON.stringify(first)
    const again = JSON.stringify(second)
    const lengthOf = (text: string): string => String(Buffer.byteLength(text))
    const headers = { "content-type": "application/json", "content-length": lengthOf(body) }
    const { socket } = response
    // Both answers are sent together, so that it does not depend on chance which of them the client reads first.
    socket?.cork()
    response.on("finish", () => {
      socket?.write(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${lengthOf(again)}\r\n\r\n${again}`
      )
      socket?.uncork()
    })
    response.writeHead(200, headers).end(body)
    socket?.uncork()
  }

/** A lookup that is answered, and then the unwrap too, before it was sent. */
export const foundAndForged = (creationPath: string, forged: unknown): Handler =>
  twice(foundEnvelope(creationPath), { ...EMPTY, data: forged })

/** An unwrap that is answered twice, with different data. */
export const openedAndForged = (data: unknown, forged: unknown): Handler =>
  twice({ ...EMPTY, data }, { ...EMPTY, data: forged })
