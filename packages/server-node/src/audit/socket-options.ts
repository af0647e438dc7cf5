import { AuditSinkFailure, type AuditSinkOptions } from "@enwrap/server/audit"
import * as Result from "effect/Result"
import type { NetConnectOpts } from "node:net"
import { readWriteTimeout } from "./write-timeout.ts"

/** The options of a socket device. */
export interface SocketOptions {
  readonly target: NetConnectOpts
  /** The address, for error texts. */
  readonly address: string
  /** Milliseconds to connect, and to write; 0 does not limit them. */
  readonly timeout: number
}

const TCP: ReadonlyMap<string, 0 | 4 | 6> = new Map([
  ["tcp", 0],
  ["tcp4", 4],
  ["tcp6", 6]
])
/** `host:port`, or `[::1]:port`. */
const HOST_AND_PORT = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/
const MAX_PORT = 65_535

export const socketOptionNames = ["address", "socket_type", "write_timeout"] as const

const fail = (option: (typeof socketOptionNames)[number], problem: string): Result.Result<never, AuditSinkFailure> =>
  Result.fail(new AuditSinkFailure({ problem, option }))

/** Reads the options of a socket device. UDP is not supported: it loses entries without an error. */
export const readSocketOptions = ({
  address,
  socket_type: type = "tcp",
  write_timeout: timeoutText = "2s"
}: AuditSinkOptions): Result.Result<SocketOptions, AuditSinkFailure> => {
  if (address === undefined || address === "") return fail("address", "address is required")
  const readTimeout = readWriteTimeout(timeoutText)
  if (Result.isFailure(readTimeout)) return Result.fail(readTimeout.failure)
  const timeout = readTimeout.success
  if (type === "unix") return Result.succeed({ target: { path: address }, address, timeout })
  const family = TCP.get(type)
  if (family === undefined)
    return fail("socket_type", "socket_type must be tcp, tcp4, tcp6 or unix; udp would lose entries silently")
  const [, bracketed, plain, portText] = HOST_AND_PORT.exec(address) ?? []
  const host = bracketed ?? plain
  const port = Number(portText)
  if (host === undefined || port === 0 || port > MAX_PORT)
    return fail("address", "address must be a host and a port, such as 127.0.0.1:9090")
  return Result.succeed({ target: { host, port, family }, address, timeout })
}
