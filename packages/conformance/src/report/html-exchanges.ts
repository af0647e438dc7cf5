import { decisiveExchange } from "../finding.ts"
import { shortened } from "../plain-text.ts"
import type { CaseResult, ReportedExchange } from "../report.ts"
import { escapeMarkup } from "./markup.ts"
import { counted, noResponseOf } from "./parts.ts"

/** More requests than this come from a race or a loop; those that led to the failure show it. */
const MAX_SHOWN = 12

/** From this number of requests on, those that have nothing to do with the failure are left out. */
const MANY = 6
const MAX_BODY = 4_000

/** The requests and responses of a case, up to the one that shows the failure. */
export function exchangesHtml(result: CaseResult): string {
  const { exchanges = [] } = result
  const decisive = decisiveExchange(result)
  const end = decisive === undefined ? exchanges.length : exchanges.indexOf(decisive) + 1
  const shown = relevant(exchanges.slice(0, end)).slice(-MAX_SHOWN)
  if (shown.length === 0) return ""
  const left = end - shown.length
  const before =
    left > 0 ? `<p class="soft">${counted(left, "other request")} ${left === 1 ? "is" : "are"} left out.</p>` : ""
  const last = shown.length - 1
  const steps = shown.map((exchange, i) =>
    exchangeHtml(exchange, exchanges.indexOf(exchange) + 1, i === last && result.verdict === "failed")
  )
  const earlier = steps.slice(0, -1).join("\n")
  return `<h4>Request and response</h4>
${earlier === "" ? "" : `<details open><summary class="soft">What happens before</summary>${before}${earlier}</details>`}
${steps.at(-1) ?? ""}`
}

/** Of many exchanges, those that share a token, an accessor or another name with the last one, or with one that does. */
function relevant(exchanges: ReadonlyArray<ReportedExchange>): ReadonlyArray<ReportedExchange> {
  const last = exchanges.at(-1)
  if (exchanges.length <= MANY || last === undefined) return exchanges
  const kept = [last]
  const names = new Set(namesIn(last.request))
  for (const exchange of exchanges.slice(0, -1).reverse()) {
    const [sent, received] = [namesIn(exchange.request), namesIn(exchange.response)]
    if (![...sent, ...received].some((name) => names.has(name))) continue
    kept.push(exchange)
    // What the request needs was created before; what its response names was not, unless it is wanted already.
    for (const name of sent) names.add(name)
  }
  return kept.length === 1 ? exchanges : kept.reverse()
}

const namesIn = (part: object | undefined): ReadonlyArray<string> =>
  (JSON.stringify(part ?? {}).match(/<[a-z ]+ \d+>|enwrap-conformance-[\w-]+/g) ?? []).filter(
    // Several secrets of a case may have the same payload.
    (name) => !name.endsWith("-payload")
  )

function exchangeHtml({ request, response, noResponse }: ReportedExchange, step: number, decisive: boolean): string {
  const sent = [
    `${request.method} /v1/${request.path}`,
    ...headerLines(request.headers, (name) => name !== "x-vault-request"),
    ...(request.body === undefined ? [] : ["", pretty(request.body)])
  ]
  const received =
    response === undefined
      ? [noResponseOf(noResponse ?? "")]
      : [
          `HTTP status ${response.status}`,
          ...headerLines(response.headers, (name) => SHOWN_HEADERS.has(name)),
          ...(response.body === "" ? ["", "(no body)"] : ["", pretty(response.body)])
        ]
  return `<div class="exchange${decisive ? " decisive" : ""}"><div class="step">${step}.${decisive ? " This response is wrong." : ""}</div>
<pre>${escapeMarkup(sent.join("\n"))}</pre>
<pre>${escapeMarkup(received.join("\n"))}</pre></div>`
}

/** The headers of a response that the protocol concerns. */
const SHOWN_HEADERS = new Set(["content-type", "cache-control", "location", "retry-after", "warning"])

const headerLines = (
  headers: Readonly<Record<string, string>>,
  isShown: (name: string) => boolean
): ReadonlyArray<string> =>
  Object.entries(headers)
    .filter(([name]) => isShown(name))
    .map(([name, value]) => `${name}: ${shortened(value, 500)}`)

/** Breaks the lines of short JSON whose numbers survive `JSON.parse`; anything else is shown as it is. */
function pretty(body: string): string {
  const text = body.trimEnd()
  if (text.length <= MAX_BODY) {
    try {
      const value: unknown = JSON.parse(text)
      if (JSON.stringify(value) === text.replaceAll(/\s*\n\s*/g, "")) return JSON.stringify(value, undefined, 2)
    } catch {
      // It is not JSON.
    }
  }
  return shortened(text, MAX_BODY)
}
