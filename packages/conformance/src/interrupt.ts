const SIGNALS = ["SIGINT", "SIGTERM"] as const
type SignalName = (typeof SIGNALS)[number]

/** How a process is told to end; `process` itself fits. */
export interface Signals {
  readonly on: (signal: SignalName, listener: () => void) => unknown
  readonly off: (signal: SignalName, listener: () => void) => unknown
  readonly exit: (code: number) => unknown
}

/** A terminal tells all processes of a command, and a parent such as npx passes it on: that is one and the same. */
const SAME_MS = 500

/**
 * The first signal of the process aborts this one, so that what was begun is put in order; a second one ends the
 * process at once, with exit code 2. What stands for each is told before.
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
      } else if (Date.now() - since >= SAME_MS) {
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
