/** An attacker in a process of its own: it keeps many connections open, and opens another for each that it loses. */
import * as net from "node:net"
import { type Attack, type AttackName, attacks } from "./attacks.ts"

export interface Orders {
  readonly address: string
  /** Taken in turn, connection by connection. */
  readonly names: ReadonlyArray<AttackName>
  readonly connections: number
}

/** So that a server that refuses at once is not asked in a tight loop. */
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
