import type { Exchange } from "./api-request.ts"
import type { Outage, Watched } from "./availability.ts"
import type { ConformanceCase } from "./conformance-case.ts"
import { makeContext, type Context, type ContextOptions } from "./context.ts"
import { whyDenied } from "./why-denied.ts"
import { difference } from "./difference.ts"
import { StillBusy } from "./retry.ts"
import type { Redactor } from "./redactor.ts"
import type { CaseResult, ReportedExchange } from "./report.ts"
import { NoResponse } from "./transport.ts"
import { Failure, Interrupted, Skip, TooSlow } from "./verdict.ts"

/** The fields of a result that are known before the case runs. */
export const describe = ({ id, title, requirements, profile, level, why }: ConformanceCase) => ({
  id,
  title,
  requirements,
  profile,
  level,
  why
})

/** Runs one case in its own context, and cleans up. Never throws. */
export async function runCase(
  one: ConformanceCase,
  { outage, ...options }: ContextOptions & Pick<Watched, "outage">
): Promise<CaseResult> {
  const started = Date.now()
  const { context, exchanges: all, cleanUp } = makeContext(options)
  const thrown = await one.run(context).then(
    () => undefined,
    (cause: unknown) => cause ?? new Error("rejected without a reason")
  )
  // Without what is sent afterwards, to find out whether the token is the reason.
  const exchanges = [...all]
  const away = thrown === undefined ? undefined : await outage()
  const outcome = away === undefined ? await withoutDenials(thrown, context, exchanges) : new Away(away)
  const milliseconds = Date.now() - started
  // Nobody is there to be asked if the run has ended.
  if (away === undefined || options.signal?.aborted !== true) await cleanUp()
  const { redact } = options.redactor
  if (outcome === undefined) return { ...describe(one), verdict: "passed", milliseconds }
  if (outcome instanceof Skip)
    return {
      ...describe(one),
      verdict: "skipped",
      milliseconds,
      reason: redact(outcome.message),
      ...(outcome.missing === undefined ? {} : { missing: outcome.missing })
    }
  const decisive = outcome instanceof Failure ? outcome.response?.exchange : undefined
  const violated = outcome instanceof Failure ? outcome.requirement : undefined
  return {
    ...describe(one),
    ...(violated === undefined ? {} : { requirements: [...new Set([violated, ...one.requirements])] }),
    verdict: outcome instanceof Failure ? "failed" : "error",
    milliseconds,
    reason: redact(outcome instanceof Failure ? outcome.message : describeError(outcome)),
    ...(outcome instanceof Failure ? comparisonOf(outcome, redact) : {}),
    // What every response of the run must have may be missing in one of another case.
    exchanges: [...exchanges, ...(decisive === undefined || exchanges.includes(decisive) ? [] : [decisive])].map(
      (exchange) => reportedExchange(exchange, exchange === decisive, options.redactor)
    )
  }
}

/** The result of a case that did not run, because the server is away. */
export const notRun = (one: ConformanceCase, { problem }: Outage): CaseResult => ({
  ...describe(one),
  verdict: "skipped",
  milliseconds: 0,
  reason: `the server went away during the run (${problem})`
})

/** The server went away: the case is inconclusive. */
class Away extends Error {
  override readonly name = "Away"
  constructor({ message }: Outage) {
    super(message)
  }
}

/** A limited token is not a fault of the server: a failure that only shows that the token lacks a permission is a skip. */
async function withoutDenials(thrown: unknown, context: Context, exchanges: ReadonlyArray<Exchange>): Promise<unknown> {
  if (!(thrown instanceof Failure)) return thrown
  const reason = await whyDenied(thrown, context, exchanges).catch((cause: unknown) => cause)
  if (reason === undefined) return unreadable(thrown) ?? thrown
  return typeof reason === "string" ? new Skip(reason) : reason
}

/** If a response cannot be parsed, that is what is wrong: not that fields are absent. */
function unreadable({ response }: Failure): Failure | undefined {
  if (response === undefined || response.json !== undefined || response.text === "" || response.status > 299)
    return undefined
  const { request } = response.exchange
  // Certificates and metrics have types of their own.
  if (!/^$|json/i.test(response.headers["content-type"] ?? "")) return undefined
  return new Failure(`the body of the response to ${request.method} ${request.path} is not JSON`, {
    expected: "a JSON object, and nothing after it",
    got: response.text.trim().slice(0, 300),
    response
  })
}

/** What was expected, and what came instead: as far as the failure says. */
function comparisonOf(
  { expected, got }: Failure,
  redact: Redactor["redact"]
): { readonly expected?: string; readonly got?: string } {
  // Compared after redaction: part of a secret would not be recognized.
  if (expected !== undefined && got !== undefined) return difference(redact(expected), redact(got))
  return {
    ...(expected === undefined ? {} : { expected: redact(expected) }),
    ...(got === undefined ? {} : { got: redact(got) })
  }
}

function describeError(cause: unknown): string {
  if (cause instanceof Interrupted || cause instanceof StillBusy || cause instanceof TooSlow || cause instanceof Away)
    return cause.message
  if (cause instanceof NoResponse) return `the server is no longer reachable (${cause.code})`
  return `internal error in the suite: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`
}

const MAX_REPORTED = 8_192

function reportedExchange(
  { request, response, noResponse }: Exchange,
  decisive: boolean,
  { redact, redactHeader }: Redactor
): ReportedExchange {
  // Truncated after redaction: part of a secret would not be recognized.
  const body = (text: string): string => {
    const clean = redact(text)
    return clean.length <= MAX_REPORTED ? clean : `${clean.slice(0, MAX_REPORTED)}… (${clean.length} characters)`
  }
  const headers = (all: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [name, redactHeader(name, value)]))
  return {
    request: {
      method: request.method,
      path: redact(request.path),
      headers: headers({
        ...request.headers,
        ...Object.fromEntries(
          Object.entries(request.duplicateHeaders ?? {}).map(([name, value]) => [
            name,
            `${request.headers[name] ?? ""}, then ${value}`
          ])
        )
      }),
      ...(request.body === undefined ? {} : { body: body(request.body) })
    },
    ...(response === undefined
      ? {}
      : { response: { status: response.status, headers: headers(response.headers), body: body(response.text) } }),
    ...(noResponse === undefined ? {} : { noResponse: redact(noResponse) }),
    ...(decisive ? { decisive: true as const } : {})
  }
}
