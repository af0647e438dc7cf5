import { textsIn } from "./texts-in.ts"

/** Gets the texts of every line that is printed on the console. */
export type ConsoleListener = (texts: ReadonlyArray<string>) => void

const METHODS = ["debug", "error", "info", "log", "trace", "warn"] as const

// Weak, so that a mock ends when its test no longer holds it.
const listeners = new Set<WeakRef<ConsoleListener>>()
const tapped = new WeakSet<object>()
let reading = false

/** Tells the listener about the console from now on, as long as the listener is held elsewhere, and if the console is tapped. */
export const listenToConsole = (listener: ConsoleListener): void => {
  listeners.add(new WeakRef(listener))
}

/**
 * Taps the console: the listeners see what it prints. A second call does nothing.
 *
 * The methods do what they did before, with the same arguments and the same result: reading the values runs no getter,
 * and no value makes it throw.
 */
export const tapConsole = (): void => {
  if (tapped.has(console)) return
  tapped.add(console)
  for (const method of METHODS) {
    const print: unknown = console[method]
    if (typeof print !== "function") continue
    // A proxy keeps what others find on the method, such as the calls of a spy.
    const watched = new Proxy(print, {
      apply(_, self, args: ReadonlyArray<unknown>) {
        try {
          return Reflect.apply(print, self, args) as unknown
        } finally {
          tell(args)
        }
      }
    })
    // A console that does not let itself be changed stays as it is.
    Reflect.set(console, method, watched)
  }
}

const tell = (args: ReadonlyArray<unknown>): void => {
  // The traps of a proxy run when it is read. If they print, that is not read, or it would not end.
  if (reading) return
  reading = true
  try {
    const texts = args.flatMap((value) => textsIn(value))
    for (const reference of listeners) {
      const listener = reference.deref()
      if (listener === undefined) listeners.delete(reference)
      else listener(texts)
    }
  } finally {
    reading = false
  }
}
