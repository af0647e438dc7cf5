import { setTimeout as sleep } from "node:timers/promises"
import { makeAvailability, problemOf, type Outage } from "./availability.ts"
import type { ConformanceCase } from "./conformance-case.ts"
import { makeObserver } from "./observer.ts"
import { preflight } from "./preflight.ts"
import { withoutNames } from "./profile-verdict.ts"
import { prefixOf } from "./random.ts"
import { recheckTimeOf } from "./recheck-time.ts"
import { makeRedactor } from "./redactor.ts"
import type { CaseResult } from "./report.ts"
import { withRetries } from "./retry.ts"
import { runCase } from "./run-case.ts"
import type { RunHooks } from "./run-hooks.ts"
import type { RunOptions } from "./run-options.ts"
import { nameOfTarget, targetOf } from "./target.ts"
import { httpTransport, TIMEOUT_MS, type Transport } from "./transport.ts"

/** What a run of cases needs, once it is known that the suite can run. */
export interface Session {
  readonly target: string
  readonly operator: Awaited<ReturnType<typeof preflight>>["operator"]
  readonly server: string | null
  readonly prefix: string
  readonly run: (one: ConformanceCase) => Promise<CaseResult>
  /** Set once the server went away and did not come back. */
  readonly outage: () => Outage | undefined
}

/** Checks that the suite can run against the server. Throws a RunError otherwise. */
export async function openSession(
  options: RunOptions & { readonly seed: number },
  hooks: Pick<RunHooks, "transport" | "wait">
): Promise<Session> {
  const {
    kvMount,
    recheck = recheckTimeOf(options),
    namespace,
    prefix = prefixOf(options.seed),
    signal,
    timeout = TIMEOUT_MS,
    tls
  } = options
  const url = targetOf(options.url)
  const redactor = makeRedactor()
  redactor.name(options.token, "the given token")
  const gone = new AbortController()
  const ended = AbortSignal.any([gone.signal, ...(signal === undefined ? [] : [signal])])
  const wait =
    hooks.wait ??
    (async (milliseconds, over) => {
      const ends = AbortSignal.any(over === undefined ? [ended] : [ended, over])
      await sleep(milliseconds, undefined, { signal: ends }).catch((cause: unknown) => {
        // A case that waited checks the signal itself.
        if (!ends.aborted) throw cause
      })
    })
  const sending = (timeoutMs: number): Transport => hooks.transport ?? httpTransport(url, { tls, namespace, timeoutMs })
  const transport = withRetries(sending(timeout), wait)
  // Nobody waits long to learn that the address is wrong, unless the server is known to be slow.
  const first = sending(options.timeout ?? PREFLIGHT_TIMEOUT_MS)
  const found = await preflight(
    nameOfTarget(url),
    withRetries(first, wait, PREFLIGHT_TIMEOUT_MS),
    options.token,
    namespace
  )
  const { operator } = found
  const observer = makeObserver()
  const availability = makeAvailability({
    probe: () => problemOf(first, operator),
    wait,
    redact: (text) => withoutNames(redactor.redact(text), prefix),
    onGone: () => gone.abort()
  })
  return {
    operator,
    server: found.server === null ? null : redactor.redact(found.server),
    target: redactor.redact(nameOfTarget(url)),
    prefix,
    outage: availability.gone,
    run: (one) =>
      runCase(one, {
        ...availability.watch(one.id, transport),
        operator,
        redactor,
        prefix: `${prefix}-${one.id.toLowerCase()}`,
        kvMount,
        wait,
        recheck,
        // What OpenBao and Vault do in cases of this profile says nothing about the others.
        observer: one.profile === "strict" ? undefined : observer,
        signal: ended
      })
  }
}

const PREFLIGHT_TIMEOUT_MS = 5_000
