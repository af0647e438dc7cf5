import type * as net from "node:net"

/** What an attacker without a token does on one connection, until the socket is closed. */
export type Attack = (socket: net.Socket) => void

/** Writes the same bytes repeatedly, as fast as the server reads them. */
const pour = (socket: net.Socket, bytes: string | Buffer): void => {
  const block = Buffer.from(bytes as string)
  const more = (): void => {
    while (!socket.destroyed && socket.writable && socket.write(block));
  }
  socket.on("drain", more)
  more()
}

const drip = (socket: net.Socket, bytes: () => string, milliseconds: number): void => {
  const timer = setInterval(() => {
    if (socket.writable) socket.write(bytes())
  }, milliseconds)
  socket.on("close", () => clearInterval(timer))
}

const post = (path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`

const head = "POST /v1/sys/wrapping/lookup HTTP/1.1\r\nhost: x\r\n"
const get = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`

const objects = `{"token":[${"{},".repeat(20_000)}{}]}`
const nested = `{"token":${"[".repeat(9000)}${"]".repeat(9000)}}`
const strings = `{${Array.from({ length: 900 }, (_, i) => `"${"k".repeat(60)}${i}":""`).join(",")}}`

export const attacks = {
  "pipelined requests": (socket) => {
    socket.resume()
    pour(socket, get("/x").repeat(2000))
  },
  "pipelined requests, responses not read": (socket) => {
    socket.pause()
    pour(socket, get("/v1/sys/internal/specs/openapi").repeat(500))
  },
  "slow heads": (socket) => {
    socket.resume()
    socket.write(`GET /v1/sys/health HTTP/1.1\r\nhost: x\r\na: ${"b".repeat(25_000)}`)
    drip(socket, () => "c", 100)
  },
  "many header fields": (socket) => {
    socket.resume()
    pour(socket, `${get("/x").slice(0, -2)}${"a: b\r\n".repeat(4000)}\r\n`)
  },
  "one-byte chunks": (socket) => {
    socket.resume()
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n`)
    pour(socket, "1\r\n \r\n".repeat(10_000))
  },
  "small chunks": (socket) => {
    socket.resume()
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n`)
    pour(socket, `14\r\n${" ".repeat(20)}\r\n`.repeat(4000))
  },
  "one-byte chunks, then silence": (socket) => {
    socket.resume()
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n${"1\r\n \r\n".repeat(60_000)}`)
  },
  "bodies that never end": (socket) => {
    socket.resume()
    socket.write(`${head}content-length: 1000000\r\n\r\n${" ".repeat(900_000)}`)
    drip(socket, () => " ", 200)
  },
  "large bodies without a token": (socket) => {
    socket.resume()
    socket.write("POST /v1/secret/data/x HTTP/1.1\r\nhost: x\r\ncontent-length: 30000000\r\n\r\n")
    pour(socket, " ".repeat(100_000))
  },
  "JSON bombs": (socket) => {
    socket.resume()
    pour(socket, [objects, nested, strings].map((body) => post("/v1/sys/wrapping/lookup", body)).join(""))
  },
  logins: (socket) => {
    socket.resume()
    pour(socket, post("/v1/auth/userpass/login/alice", `{"password":"wrong"}`).repeat(50))
  },
  "clients that leave": (socket) => {
    socket.write(post("/v1/secret/data/x", `{"a":[${"1,".repeat(950)}1]}`).repeat(4), () => {
      setTimeout(() => socket.resetAndDestroy(), 10)
    })
  },
  "idle connections": (socket) => {
    socket.resume()
  }
} satisfies Readonly<Record<string, Attack>>

export type AttackName = keyof typeof attacks
