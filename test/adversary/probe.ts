import * as http from "node:http"

/** Requests `sys/health` on a separate connection, and records how long each response takes. */
export class Probe {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  readonly #url: string
  readonly milliseconds: Array<number> = []

  constructor(address: string) {
    this.#url = `${address}/v1/sys/health`
  }

  async measure(): Promise<number> {
    const begin = performance.now()
    await new Promise<void>((resolve, reject) => {
      http
        .get(this.#url, { agent: this.#agent }, (res) => {
          if (res.statusCode === 200) res.resume().on("end", resolve)
          else reject(new Error(`sys/health responded with status ${res.statusCode}`))
        })
        .on("error", reject)
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
