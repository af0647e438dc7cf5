import { once } from "node:events"
import { randomBytes } from "node:crypto"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { type ConfiguredServer, startConfiguredServer } from "../apps/enwrap/test/run-enwrap.ts"

export interface Response {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any member of a response
  readonly json: any
}

export interface Asked {
  readonly token?: string | null
  readonly body?: unknown
  /** Seconds. */
  readonly ttl?: number
}

/**
 * `enwrap server --config` as operators run it: on SQLite, with an audit file, and unsealed by itself. It can be killed and started
 * again on the same files.
 */
export class RealServer {
  readonly folder: string
  readonly audit: string
  readonly database: string
  readonly #config: string
  readonly #env: Record<string, string>
  #server: ConfiguredServer | undefined
  #rootToken = ""

  constructor(
    folder: string,
    { audit = "", env = {} }: { readonly audit?: string; readonly env?: Record<string, string> } = {}
  ) {
    this.folder = folder
    this.#env = env
    this.audit = join(folder, "log", "audit.log")
    this.database = join(folder, "data", "enwrap.db")
    this.#config = join(folder, "server.hcl")
    writeFileSync(join(folder, "unseal.key"), randomBytes(32), { mode: 0o600 })
    writeFileSync(
      this.#config,
      `storage "sqlite" { path = "${this.database}" }
listener "tcp" {
  address     = "127.0.0.1:0"
  tls_disable = true
}
seal "static" {
  current_key_id = "1"
  current_key    = "file://${join(folder, "unseal.key")}"
}
${audit === "" ? `audit "file" "file" {\n  options { file_path = "${this.audit}" }\n}` : audit}
`
    )
  }

  get rootToken(): string {
    return this.#rootToken
  }

  /** Where it listens. */
  get url(): string {
    return this.#server!.url
  }

  /** Everything that the processes have printed. */
  printed = ""

  /** What the process has printed so far. */
  get running(): { readonly out: string; readonly err: string } {
    return this.#server!.collected
  }

  /** Starts a process, and initializes the server if it is new. */
  async start(): Promise<void> {
    this.#server = await startConfiguredServer([`-config=${this.#config}`], this.#env)
    if (this.#rootToken !== "") return
    const body = { recovery_shares: 1, recovery_threshold: 1 }
    const { json } = (await this.ask("PUT", "sys/init", { token: null, body }))!
    this.#rootToken = json.root_token
  }

  /** Sends a request; `undefined` if the server was killed before it responded. */
  async ask(
    method: string,
    path: string,
    { body, token = this.#rootToken, ttl }: Asked = {}
  ): Promise<Response | undefined> {
    try {
      const response = await fetch(`${this.url}/v1/${path}`, {
        method,
        headers: {
          ...(token !== null && { "x-vault-token": token }),
          ...(ttl !== undefined && { "x-vault-wrap-ttl": String(ttl) })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      const text = await response.text()
      return { status: response.status, json: text === "" ? undefined : JSON.parse(text) }
    } catch {
      return undefined
    }
  }

  /** Ends the process without a warning. */
  kill(): Promise<void> {
    return this.#end("SIGKILL")
  }

  stop(): Promise<void> {
    return this.#end("SIGTERM")
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    const { exitCode, signalCode } = server.process
    if (exitCode === null && signalCode === null) {
      const exit = once(server.process, "exit")
      server.process.kill(signal)
      await exit
    }
    const { err, out } = await server.ended
    this.printed += out + err
  }
}
