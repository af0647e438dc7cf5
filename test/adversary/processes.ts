import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import type { Orders } from "./attacker-process.ts"

/** It imports what is built, as users do: what it takes to load the sources counts as memory of the process. */
const start = (file: string, ...args: ReadonlyArray<string>): ChildProcess =>
  fork(new URL(file, import.meta.url), args, { execArgv: [], serialization: "json" })

export interface Usage {
  /** Bytes. */
  readonly rss: number
  readonly peakRss: number
  /** Of the database and its log. */
  readonly stored: number
}

/** A process that a signal stops. */
class Process {
  readonly child: ChildProcess
  constructor(child: ChildProcess) {
    this.child = child
  }

  /** Stops it and returns its exit code; `null` if it was killed. */
  async stop(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode
    this.child.kill(signal)
    const [code] = (await once(this.child, "exit")) as [number | null]
    return code
  }
}

export class ServerProcess extends Process {
  readonly address: string
  readonly rootToken: string

  private constructor(child: ChildProcess, address: string, rootToken: string) {
    super(child)
    this.address = address
    this.rootToken = rootToken
  }

  /** In memory, or with its files in a folder. */
  static async start(folder?: string): Promise<ServerProcess> {
    const child = start("./server-process.ts", ...(folder === undefined ? [] : [folder]))
    const [{ address, rootToken }] = (await once(child, "message")) as [{ address: string; rootToken: string }]
    return new ServerProcess(child, address, rootToken)
  }

  async usage(): Promise<Usage> {
    const reply = once(this.child, "message")
    this.child.send("usage")
    return ((await reply) as [Usage])[0]
  }
}

export class AttackerProcess extends Process {
  static async start(orders: Orders): Promise<AttackerProcess> {
    const child = start("./attacker-process.ts")
    const started = once(child, "message")
    child.send(orders)
    await started
    return new AttackerProcess(child)
  }
}
