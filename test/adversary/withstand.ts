import type { AttackName } from "./attacks.ts"
import { AttackerProcess, ServerProcess } from "./processes.ts"
import { Probe } from "./probe.ts"

export interface Outcome {
  readonly peakRss: number
  /** Milliseconds, the 99th percentile of `sys/health` on another connection, while the attack goes on. */
  readonly healthUnderAttack: number
  /** The slowest of ten, one second after the attacker has left. */
  readonly healthAfter: number
  /** Milliseconds from SIGTERM to the end, and the exit code. */
  readonly endedWithin: number
  readonly exitCode: number | null
}

/** Starts a server and an attacker, and looks at how the server bears it. */
export const withstand = async (
  names: ReadonlyArray<AttackName>,
  { connections = 200, milliseconds }: { readonly connections?: number; readonly milliseconds: number }
): Promise<Outcome> => {
  const server = await ServerProcess.start()
  const probe = new Probe(server.address)
  try {
    await prepare(server)
    await probe.ask()
    const attacker = await AttackerProcess.start({ address: server.address, names, connections })
    try {
      await probe.watch(milliseconds)
    } finally {
      await attacker.end("SIGKILL")
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
    let healthAfter = 0
    for (let i = 0; i < 10; i++) healthAfter = Math.max(healthAfter, await probe.ask())
    const { peakRss } = await server.usage()
    probe.close()
    const begin = performance.now()
    const exitCode = await server.end("SIGTERM")
    return {
      peakRss,
      healthUnderAttack: probe.percentile(0.99),
      healthAfter,
      endedWithin: performance.now() - begin,
      exitCode
    }
  } finally {
    probe.close()
    await server.end("SIGKILL")
  }
}

/** A user to be attacked. */
const prepare = async ({ address, rootToken }: ServerProcess): Promise<void> => {
  const write = (path: string, body: object) =>
    fetch(`${address}/v1/${path}`, {
      method: "POST",
      headers: { "x-vault-token": rootToken },
      body: JSON.stringify(body)
    })
  await write("sys/auth/userpass", { type: "userpass" })
  await write("auth/userpass/users/alice", { password: "right" })
}
