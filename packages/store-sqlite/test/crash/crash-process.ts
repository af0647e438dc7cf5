import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

const PROGRAM = fileURLToPath(new URL("server-process.ts", import.meta.url))

export interface Response {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any member of a response
  readonly json: any
}

/** A server in another process, which can be killed at any moment. */
export class CrashProcess {
  readonly #address: string
  readonly #child: ChildProcess
  readonly #rootToken: string

  private constructor(child: ChildProcess, address: string, rootToken: string) {
    this.#address = address
    this.#child = child
    this.#rootToken = rootToken
  }

  static async start(path: string, rootToken: string): Promise<CrashProcess> {
    const child = fork(PROGRAM, [path, rootToken], {
      execArgv: ["--conditions=@enwrap/source"],
      stdio: ["ignore", "ignore", "inherit", "ipc"]
    })
    const exited = once(child, "exit").then(() => Promise.reject(new Error("the server did not start")))
    const [address] = (await Promise.race([once(child, "message"), exited])) as [string]
    exited.catch(() => {})
    return new CrashProcess(child, address, rootToken)
  }

  /** Sends a request; `undefined` if the server did not respond before it was killed. */
  async ask(
    method: string,
    path: string,
    options: { readonly token?: string; readonly body?: unknown; readonly ttl?: number } = {}
  ): Promise<Response | undefined> {
    const { body, token = this.#rootToken, ttl } = options
    try {
      const response = await fetch(`${this.#address}/v1/${path}`, {
        method,
        headers: { "x-vault-token": token, ...(ttl === undefined ? {} : { "x-vault-wrap-ttl": String(ttl) }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      const text = await response.text()
      return { status: response.status, json: text === "" ? undefined : JSON.parse(text) }
    } catch {
      return undefined
    }
  }

  /** Ends the process without a warning. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, "exit")
    this.#child.kill("SIGKILL")
    await exit
  }
}
