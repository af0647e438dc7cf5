import { Failure } from "./failure.ts"
import type { Io } from "./io.ts"

/** What is lost if the output of a run cannot be written. */
interface Loss {
  /** What to tell the user, who cannot repeat the command. */
  readonly lost: string
  /** Whether the output is the only copy of a secret: a reader that stops early loses it too. */
  readonly isOnlyCopy: boolean
}

const IS_CLOSED = "standard output is closed, or is a null device that can also be read"
const HINTS = [
  "Redirect it to a file or a pipe. To discard the result, open the null device only for writing, as >/dev/null does."
]

const losses = new WeakMap<Io, Loss>()

/**
 * Call this before a request whose response exists only once.
 *
 * @throws Failure if standard output is closed, as far as that can be known
 */
export const requireOutput = (io: Io): void => {
  if (!io.outputIsClosed()) return
  throw new Failure(`${IS_CLOSED}: the result would be lost, so no request was sent.`, HINTS)
}

/**
 * Call this with the response to a request that {@link requireOutput} did not precede, if that exists only once.
 *
 * @throws Failure if standard output is closed
 */
export const requireOutputFor = (io: Io, lost: string): void => {
  if (io.outputIsClosed()) throw new Failure(`${IS_CLOSED}.`, [lost, ...HINTS])
}

/** Says what to tell the user if the output cannot be written. Call it once the response is here. */
export const whenOutputIsLost = (io: Io, lost: string, isOnlyCopy = true): void => {
  losses.set(io, { lost, isOnlyCopy })
}

/** Waits until all output is written. Returns the failure of it that matters. */
export const outputFailureOf = async (io: Io): Promise<Failure | undefined> => {
  const code = await io.outputFailure()
  const loss = losses.get(io)
  // A reader that stops early (`| head`) has what it wanted, unless nobody else has the rest.
  if (code === undefined || (code === "EPIPE" && loss?.isOnlyCopy !== true)) return undefined
  return new Failure(`cannot write to standard output (${code}).`, loss === undefined ? [] : [loss.lost])
}
