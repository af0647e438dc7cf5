import { spawn } from "node:child_process"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"

type Env = Readonly<Record<string, string | undefined>>

/** Tells systemd about the state of this service. */
export interface ServiceManager {
  readonly ready: Effect.Effect<void>
  /** Before a reload. Afterwards, the service is ready again. */
  readonly reloading: Effect.Effect<void>
  readonly stopping: Effect.Effect<void>
  /** Reports regularly that the service runs, if systemd asks for it. */
  readonly watch: Effect.Effect<void, never, Scope.Scope>
}

const none: ServiceManager = {
  ready: Effect.void,
  reloading: Effect.void,
  stopping: Effect.void,
  watch: Effect.void
}

/**
 * Runs `systemd-notify`, because Node.js cannot send to the datagram socket of systemd itself. The unit needs `NotifyAccess=all`
 * for it. If the program is missing, a warning says so.
 */
const notify = (env: Env, ...words: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.callback<string | undefined>((resume) => {
    const child = spawn("systemd-notify", [`--pid=${process.pid}`, ...words], { env: { ...env }, stdio: "ignore" })
    child.on("error", (error) => resume(Effect.succeed(error.message)))
    child.on("exit", (code) => resume(Effect.succeed(code === 0 ? undefined : `exit code ${code}`)))
  }).pipe(
    Effect.flatMap((problem) =>
      problem === undefined ? Effect.void : Effect.logWarning(`systemd-notify failed: ${problem}`)
    )
  )

/** How often the watchdog is told, in milliseconds: twice in its period. */
const watchdogPeriod = (env: Env): number | undefined => {
  const microseconds = Number(env["WATCHDOG_USEC"])
  const isMine = env["WATCHDOG_PID"] === undefined || env["WATCHDOG_PID"] === String(process.pid)
  return isMine && microseconds > 0 ? Math.max(microseconds / 2000, 1) : undefined
}

/** The time that systemd compares with its own, for a unit with `Type=notify-reload`. */
const monotonicMicroseconds = (): bigint => process.hrtime.bigint() / 1000n

/** The service manager that the environment names: systemd, or none. */
export const serviceManager = (env: Env): ServiceManager => {
  if (!env["NOTIFY_SOCKET"]) return none
  const period = watchdogPeriod(env)
  return {
    // The options `--reloading` and `--stopping` are unknown before systemd 253; the words are not.
    ready: notify(env, "READY=1"),
    reloading: Effect.suspend(() => notify(env, "RELOADING=1", `MONOTONIC_USEC=${monotonicMicroseconds()}`)),
    stopping: notify(env, "STOPPING=1"),
    watch:
      period === undefined
        ? Effect.void
        : Effect.asVoid(Effect.forkScoped(Effect.repeat(notify(env, "WATCHDOG=1"), Schedule.spaced(period))))
  }
}
