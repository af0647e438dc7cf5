import type { ServerConfig } from "../config/server-config.ts"

/** The settings that a running server changes when it reads its configuration again. */
export class LiveSettings {
  #config: ServerConfig

  constructor(config: ServerConfig) {
    this.#config = config
  }

  readonly audit = (): ServerConfig["audit"] => this.#config.audit
  readonly logLevel = (): ServerConfig["logLevel"] => this.#config.logLevel
  readonly logRequestsLevel = (): ServerConfig["logRequestsLevel"] => this.#config.logRequestsLevel

  /** Uses another configuration from now on. */
  change(config: ServerConfig): void {
    this.#config = config
  }
}
