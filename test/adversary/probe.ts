import * as http from "node:http"

/** Asks for `sys/health` on a connection of its own, and notes how long each answer takes. */
export class Probe {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  readonly #url: string
  readonly milliseconds: Array<number> = []

  constructor(address: string) {
    this.#url = `${address}/v1/sys/health`
  }

  async ask(): Promise<number> {
    const begin = performance.now()
    await new Promise<void>((resolve, reject) => {
      http
        .get(this.#url, { agent: this.#agent }, (res) => {
          if (res.statusCode === 200) res.resume().on("end", resolve)
          else reject(new Error(`sys/health answered ${res.statusCode}`))
        })
        .on("error", reject)
    })
    return performance.now() - begin
  }

  /** Asks every ten milliseconds, or as soon as the last answer is there. */
  async watch(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds
    while (performance.now() < end) {
      this.milliseconds.push(await this.ask())
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** So much of all answers took at most this long. */
  percentile(part: number): number {
    const sorted = this.milliseconds.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!
  }

  close(): void {
    this.#agent.destroy()
  }
}
