/** An attacker in a separate process: it keeps many connections open, and replaces each closed connection. */
import * as net from "node:net"
import { type Attack, type AttackName, attacks } from "./attacks.ts"

export interface Orders {
  readonly address: string
  /** Each connection uses the next one. */
  readonly names: ReadonlyArray<AttackName>
  readonly connections: number
}

/** Prevents a tight loop if the server refuses connections at once. */
const RECONNECT_MILLISECONDS = 20

process.once("message", ({ address, connections, names }: Orders) => {
  const { hostname, port } = new URL(address)
  const open = (attack: Attack): void => {
    const socket = net.connect({ host: hostname, port: Number(port), noDelay: true })
    socket.on("error", () => {})
    socket.on("connect", () => attack(socket))
    socket.on("close", () => setTimeout(() => open(attack), RECONNECT_MILLISECONDS))
  }
  for (let i = 0; i < connections; i++) open(attacks[names[i % names.length]!])
  process.send!("started")
})
process.on("disconnect", () => process.exit(0))
