import type { AttackName } from "./attacks.ts"
import { AttackerProcess, ServerProcess } from "./processes.ts"
import { Probe } from "./probe.ts"

export interface Outcome {
  readonly peakRss: number
  /** Milliseconds: the 99th percentile of `sys/health` on another connection during the attack. */
  readonly healthUnderAttack: number
  /** Milliseconds: the slowest of ten responses, one second after the attack. */
  readonly healthAfter: number
  /** Milliseconds from SIGTERM to the exit. */
  readonly stoppedWithin: number
  readonly exitCode: number | null
}

/** Starts a server, attacks it, and measures how the server behaves. */
export const withstand = async (
  names: ReadonlyArray<AttackName>,
  { connections = 200, milliseconds }: { readonly connections?: number; readonly milliseconds: number }
): Promise<Outcome> => {
  const server = await ServerProcess.start()
  const probe = new Probe(server.address)
  try {
    await prepare(server)
    await probe.measure()
    const attacker = await AttackerProcess.start({ address: server.address, names, connections })
    try {
      await probe.watch(milliseconds)
    } finally {
      await attacker.stop("SIGKILL")
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
    let healthAfter = 0
    for (let i = 0; i < 10; i++) healthAfter = Math.max(healthAfter, await probe.measure())
    const { peakRss } = await server.usage()
    probe.close()
    const begin = performance.now()
    const exitCode = await server.stop("SIGTERM")
    return {
      peakRss,
      healthUnderAttack: probe.percentile(0.99),
      healthAfter,
      stoppedWithin: performance.now() - begin,
      exitCode
    }
  } finally {
    probe.close()
    await server.stop("SIGKILL")
  }
}

/** Creates the user whose password is attacked. */
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
