import * as http from "node:http"

/** Repeats a request on a separate connection, and records how long each response takes: `sys/health`, or a wrap. */
export class Probe {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  readonly #url: string
  readonly #options: http.RequestOptions
  readonly milliseconds: Array<number> = []

  /** @param rootToken wraps with this token */
  constructor(address: string, rootToken?: string) {
    this.#url = `${address}/v1/${rootToken === undefined ? "sys/health" : "sys/wrapping/wrap"}`
    this.#options =
      rootToken === undefined
        ? {}
        : { method: "POST", headers: { "x-vault-token": rootToken, "x-vault-wrap-ttl": "60" } }
  }

  async measure(): Promise<number> {
    const begin = performance.now()
    await new Promise<void>((resolve, reject) => {
      http
        .request(this.#url, { ...this.#options, agent: this.#agent }, (res) => {
          if (res.statusCode === 200) res.resume().on("end", resolve)
          else reject(new Error(`${this.#url} responded with status ${res.statusCode}`))
        })
        .on("error", reject)
        .end(this.#options.method === "POST" ? '{"a":1}' : undefined)
    })
    return performance.now() - begin
  }

  /** Sends a request every ten milliseconds, or when the last response has arrived. */
  async watch(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds
    while (performance.now() < end) {
      this.milliseconds.push(await this.measure())
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** The time within which this fraction of all responses arrived, in milliseconds. */
  percentile(fraction: number): number {
    const sorted = this.milliseconds.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))]!
  }

  close(): void {
    this.#agent.destroy()
  }
}
