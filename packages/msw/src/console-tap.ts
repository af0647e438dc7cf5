import { textsIn } from "./texts-in.ts"

/** Gets the texts of every line that is printed on the console. */
export type ConsoleListener = (texts: ReadonlyArray<string>) => void

const METHODS = ["debug", "error", "info", "log", "trace", "warn"] as const

// Weak, so that a mock ends when its test no longer holds it.
const listeners = new Set<WeakRef<ConsoleListener>>()
const tapped = new WeakSet<object>()

/** Tells the listener about the console from now on, as long as the listener is held elsewhere, and if the console is tapped. */
export const listenToConsole = (listener: ConsoleListener): void => {
  listeners.add(new WeakRef(listener))
}

/** Taps the console: it prints as before, and the listeners see what it prints. A second call does nothing. */
export const tapConsole = (): void => {
  if (tapped.has(console)) return
  tapped.add(console)
  for (const method of METHODS) {
    const print = console[method]
    console[method] = (...args: ReadonlyArray<unknown>) => {
      const texts = args.flatMap((value) => textsIn(value))
      for (const reference of listeners) {
        const listener = reference.deref()
        if (listener === undefined) listeners.delete(reference)
        else listener(texts)
      }
      print.apply(console, [...args])
    }
  }
}
