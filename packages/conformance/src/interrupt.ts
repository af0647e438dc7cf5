const SIGNALS = ["SIGINT", "SIGTERM"] as const
type SignalName = (typeof SIGNALS)[number]

/** The part of `process` that delivers signals. `process` itself fits. */
export interface Signals {
  readonly on: (signal: SignalName, listener: () => void) => unknown
  readonly off: (signal: SignalName, listener: () => void) => unknown
  readonly exit: (code: number) => unknown
}

/** Signals within this time count as one: a terminal signals all processes of a command, and a parent such as npx forwards the signal. */
const SAME_SIGNAL_MS = 500

/**
 * Aborts on the first signal, so that the run can clean up. A second signal exits the process immediately, with exit
 * code 2. The handler of a signal is called first.
 */
export function abortOnSignals(
  signals: Signals,
  handlers: { readonly first: (name: SignalName) => unknown; readonly second: () => unknown }
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController()
  let since = 0
  const listeners = SIGNALS.map((name) => {
    const listener = (): void => {
      if (!controller.signal.aborted) {
        since = Date.now()
        handlers.first(name)
        controller.abort()
      } else if (Date.now() - since >= SAME_SIGNAL_MS) {
        handlers.second()
        signals.exit(2)
      }
    }
    signals.on(name, listener)
    return { name, listener }
  })
  return {
    signal: controller.signal,
    release() {
      for (const { name, listener } of listeners) signals.off(name, listener)
    }
  }
}
