import type { AttackName } from "./attacks.ts"
import { AttackerProcess, ServerProcess } from "./processes.ts"
import { Probe } from "./probe.ts"

export interface Outcome {
  readonly peakRss: number
  /** Milliseconds: the 99th percentile of `sys/health` on another connection during the attack. */
  readonly healthUnderAttack: number
  /** Milliseconds: the 99th percentile of a wrap on another connection during the attack. */
  readonly wrapUnderAttack: number
  /** The wraps during the attack. */
  readonly wraps: number
  /** Bytes that the database and its log grew by during the attack. */
  readonly stored: number
  /** Milliseconds: the slowest of ten responses, one second after the attack. */
  readonly healthAfter: number
  /** Milliseconds from SIGTERM to the exit. */
  readonly stoppedWithin: number
  readonly exitCode: number | null
}

/** Starts a server, attacks it, and measures how the server behaves. */
export const withstand = async (
  names: ReadonlyArray<AttackName>,
  {
    connections = 200,
    folder,
    milliseconds
  }: {
    readonly connections?: number
    /** Where the server has its files. Without a folder, it has none. */
    readonly folder?: string | undefined
    readonly milliseconds: number
  }
): Promise<Outcome> => {
  const server = await ServerProcess.start(folder)
  const probe = new Probe(server.address)
  const wraps = new Probe(server.address, server.rootToken)
  try {
    await prepare(server)
    // Not the first of their kind: those take longer, attack or not.
    await Promise.all([probe.measure(), wraps.measure()])
    const before = await server.usage()
    const attacker = await AttackerProcess.start({ address: server.address, names, connections })
    try {
      await Promise.all([probe.watch(milliseconds), wraps.watch(milliseconds)])
    } finally {
      await attacker.stop("SIGKILL")
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
    let healthAfter = 0
    for (let i = 0; i < 10; i++) healthAfter = Math.max(healthAfter, await probe.measure())
    const { peakRss, stored } = await server.usage()
    probe.close()
    wraps.close()
    const begin = performance.now()
    const exitCode = await server.stop("SIGTERM")
    return {
      peakRss,
      healthUnderAttack: probe.percentile(0.99),
      wrapUnderAttack: wraps.percentile(0.99),
      wraps: wraps.milliseconds.length,
      stored: stored - before.stored,
      healthAfter,
      stoppedWithin: performance.now() - begin,
      exitCode
    }
  } finally {
    probe.close()
    wraps.close()
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
