import type { Gauge, ReadGauges } from "@enwrap/server"
import { monitorEventLoopDelay } from "node:perf_hooks"

const NANOSECONDS = 1e6
const RESOLUTION_MILLISECONDS = 10

/**
 * Measures this process for `sys/metrics`: its memory, and the delay of its event loop since the metrics were last read. Pass the
 * result to `makeServer`. The measurement costs a timer every ten milliseconds, and does not keep the process running.
 *
 * @example
 * ```ts
 * import { makeServer } from "@enwrap/server"
 * import { processGauges } from "@enwrap/server-node"
 *
 * const server = makeServer({ engines: [], gauges: processGauges() })
 * ```
 */
export const processGauges = (): ReadGauges => {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS })
  delay.enable()
  return () => {
    const { heapUsed, rss } = process.memoryUsage()
    // The timer itself takes up to its resolution, which is no delay.
    const milliseconds = (nanoseconds: number): number =>
      Math.max(0, (Number.isFinite(nanoseconds) ? nanoseconds / NANOSECONDS : 0) - RESOLUTION_MILLISECONDS)
    const help = "The delay of the event loop since the last reading, in milliseconds."
    const ofDelay = (quantile: string, nanoseconds: number): Gauge => ({
      name: "enwrap.event_loop.delay",
      help,
      value: milliseconds(nanoseconds),
      labels: { quantile }
    })
    const gauges = [
      { name: "vault.runtime.alloc_bytes", help: "Bytes of the JavaScript heap in use.", value: heapUsed },
      { name: "vault.runtime.sys_bytes", help: "Bytes of memory of the process.", value: rss },
      ofDelay("0.5", delay.percentile(50)),
      ofDelay("0.99", delay.percentile(99)),
      ofDelay("1", delay.max)
    ]
    delay.reset()
    return gauges
  }
}
