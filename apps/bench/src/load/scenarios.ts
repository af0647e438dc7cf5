import type { Connection } from "./connection.ts"

/** The behaviour of one connection: it prepares once, then repeats a step. The steps are counted. */
export interface Scenario {
  readonly name: string
  readonly prepare: (connection: Connection, token: string) => Promise<() => Promise<string>>
}

/** Seconds: long enough for a round, short enough that the server has expired tokens to remove. */
const WRAP_TTL = 60

const SECRET = JSON.stringify({
  username: "app-42",
  password: "correct horse battery staple",
  url: "https://db.example:5432/app"
})

/** Where a prepared request has its token. */
const PLACE = "TOKEN"

/** The text of a request, prepared once and sent many times. */
const request = (path: string, headers: Readonly<Record<string, string | number>>, body: string): string => {
  const all = {
    host: "127.0.0.1",
    "x-vault-request": "true",
    ...headers,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body)
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST /v1/${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`
}

const wrapRequest = (token: string): string =>
  request("sys/wrapping/wrap", { "x-vault-token": token, "x-vault-wrap-ttl": WRAP_TTL }, SECRET)
const lookupRequest = (wrappingToken: string): string =>
  request("sys/wrapping/lookup", {}, JSON.stringify({ token: wrappingToken }))

const [beforeToken, afterToken] = request("sys/wrapping/unwrap", { "x-vault-token": PLACE }, "").split(PLACE)
const unwrapRequest = (wrappingToken: string): string => beforeToken + wrappingToken + afterToken

const TOKEN = '"token":"'

const tokenIn = (response: string): string => {
  const start = response.indexOf(TOKEN) + TOKEN.length
  return response.slice(start, response.indexOf('"', start))
}

export const wrapAndUnwrap: Scenario = {
  name: "wrap+unwrap",
  prepare: async (connection, token) => {
    const wrap = wrapRequest(token)
    return async () => connection.send(unwrapRequest(tokenIn(await connection.send(wrap))))
  }
}

export const scenarios: ReadonlyArray<Scenario> = [
  {
    name: "wrap",
    prepare: async (connection, token) => {
      const wrap = wrapRequest(token)
      return () => connection.send(wrap)
    }
  },
  wrapAndUnwrap,
  {
    name: "lookup",
    prepare: async (connection, token) => {
      const lookup = lookupRequest(tokenIn(await connection.send(wrapRequest(token))))
      return () => connection.send(lookup)
    }
  }
]
