import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import type { Target } from "../load/run-load.ts"
import type { ParentMessage, ServerMessage } from "./parent.ts"

export type ServerName = "limit" | "limit-in-batches" | "enwrap" | "enwrap-sqlite" | "enwrap-audited" | "enwrap-durable"

const END_MILLISECONDS = 5000
/** A server of another commit may not understand the question. */
const ANSWER_MILLISECONDS = 10_000

/** The built code starts built servers; the sources start sources. */
const EXTENSION = import.meta.url.endsWith(".ts") ? ".ts" : ".js"
const SOURCE_FLAGS = EXTENSION === ".ts" ? ["--conditions=@enwrap/source"] : []

/** @throws Error if the checkout has not been built */
const builtServer = (checkout: string, name: ServerName): string => {
  const program = join(checkout, "apps", "bench", "dist", "servers", `${name}.js`)
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`npm ci && npm run build\` in that checkout`)
  return program
}

export interface StartOptions {
  /** The directory for a CPU profile, written when the process exits. */
  readonly profileDirectory?: string | undefined
  /** The root of another built checkout of this repository, to start its server. */
  readonly checkout?: string | undefined
  /** Wrapped responses that are added at the start, on one of our servers. */
  readonly pending?: number | undefined
  /** Where the durable server stores everything; the next one continues with it. */
  readonly folder?: string | undefined
  /** From when on the added responses expire, all in one minute; in a day by default. */
  readonly expireFromMs?: number | undefined
}

/** A server in a separate process. */
export class ServerProcess implements Target {
  readonly name: ServerName
  readonly port: number
  /** A token with permission to wrap. */
  readonly token: string
  readonly #child: ChildProcess

  private constructor(name: ServerName, child: ChildProcess, port: number, token: string) {
    this.name = name
    this.#child = child
    this.port = port
    this.token = token
  }

  static async start(name: ServerName, options: StartOptions = {}): Promise<ServerProcess> {
    const { checkout, expireFromMs = 0, folder, pending = 0, profileDirectory } = options
    const profile = profileDirectory === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileDirectory}`]
    const program =
      checkout === undefined
        ? fileURLToPath(new URL(name + EXTENSION, import.meta.url))
        : builtServer(resolve(checkout), name)
    const words = [String(pending), ...(folder === undefined ? [] : [folder, String(expireFromMs)])]
    const child = fork(program, words, {
      execArgv: [...SOURCE_FLAGS, ...profile],
      stdio: ["ignore", "ignore", "inherit", "ipc"]
    })
    try {
      const ready = await nextMessage(child, ["ready"])
      return new ServerProcess(name, child, ready.port, ready.token)
    } catch (error) {
      await end(child)
      throw error
    }
  }

  /** CPU time that the process has used, in microseconds. */
  readonly cpu = async (): Promise<number> => (await this.#ask("usage", "cpu")).microseconds

  /** The resident memory of the process, in bytes. */
  readonly resident = async (): Promise<number> => (await this.#ask("usage")).resident

  #ask<K extends ServerMessage["kind"]>(...kinds: ReadonlyArray<K>): Promise<Extract<ServerMessage, { kind: K }>> {
    const message = nextMessage(this.#child, kinds, ANSWER_MILLISECONDS)
    this.#child.send("usage" satisfies ParentMessage)
    return message
  }

  stop(): Promise<void> {
    return end(this.#child)
  }
}

const nextMessage = <K extends ServerMessage["kind"]>(
  child: ChildProcess,
  kinds: ReadonlyArray<K>,
  withinMilliseconds?: number
): Promise<Extract<ServerMessage, { kind: K }>> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      child.off("message", onMessage).off("exit", onExit)
    }
    const onMessage = (message: ServerMessage): void => {
      if (!kinds.includes(message.kind as K)) return
      stop()
      resolve(message as Extract<ServerMessage, { kind: K }>)
    }
    const onExit = (code: number | null): void => {
      stop()
      reject(new Error(`a server exited early, with code ${code}`))
    }
    const onTimeout = (): void => {
      stop()
      reject(new Error("a server does not answer: its checkout may be too old"))
    }
    const timer = withinMilliseconds === undefined ? undefined : setTimeout(onTimeout, withinMilliseconds)
    child.on("message", onMessage).once("exit", onExit)
  })

/** Asks a process to exit, and kills it after a timeout. */
const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, "exit")
  const timer = setTimeout(() => child.kill("SIGKILL"), END_MILLISECONDS)
  if (child.connected) child.disconnect()
  await exit
  clearTimeout(timer)
}
