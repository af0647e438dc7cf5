import type { CaseResult, Finding, ReportedExchange } from "./report.ts"
import { withoutNames } from "./profile-verdict.ts"

/**
 * Groups the failures that probably have one cause. Two failures belong together if the server deviates in the same way,
 * and if both responses are of one endpoint, or both cases test one requirement. A deviation that is the same at many
 * endpoints is one finding too, such as errors in another format.
 *
 * @returns The findings, that of most cases first: what many cases stumble over is the likely cause of other failures.
 */
export function findingsOf(results: ReadonlyArray<CaseResult>, prefix: string): ReadonlyArray<Finding> {
  const failed = results.filter((result) => result.verdict === "failed" && result.knownFailure === undefined)
  const groups: Array<Group> = []
  for (const result of failed) {
    const one = { result, ...deviationOf(result, prefix) }
    const near = groups.filter((group) => group.level === result.level && belongs(group, one))
    const merged: Group = {
      level: result.level,
      deviation: one.deviation,
      members: [...near.flatMap((group) => group.members), one]
    }
    groups.splice(0, groups.length, ...groups.filter((group) => !near.includes(group)), merged)
  }
  return merge(groups)
    .map((group) => findingOf(group, prefix))
    .sort((a, b) => (a.level === b.level ? b.cases.length - a.cases.length : a.level === "must" ? -1 : 1))
}

interface Member {
  readonly result: CaseResult
  readonly endpoint: string
  readonly deviation: string
  readonly title: string
}

interface Group {
  readonly level: "must" | "should"
  readonly deviation: string
  readonly members: ReadonlyArray<Member>
}

function belongs({ deviation, members }: Group, one: Member): boolean {
  if (deviation !== one.deviation) return false
  return members.some(
    ({ endpoint, result }) =>
      endpoint === one.endpoint || result.requirements.some((id) => one.result.requirements.includes(id))
  )
}

/** From this number of endpoints on, equal deviations have one cause, whatever the status of the response. */
const EVERYWHERE = 4

function merge(groups: ReadonlyArray<Group>): ReadonlyArray<Group> {
  const byTitle = Map.groupBy(groups, ({ level, members }) => `${level} ${members[0]?.title}`)
  return [...byTitle.values()].flatMap((equal) => {
    const [first] = equal
    const members = equal.flatMap((group) => group.members)
    const endpoints = new Set(members.map(({ endpoint }) => endpoint))
    return first === undefined || endpoints.size < EVERYWHERE ? equal : [{ ...first, members }]
  })
}

function findingOf({ level, members }: Group, prefix: string): Finding {
  const endpoints = ranked(members.map(({ endpoint }) => endpoint))
  const requirements = ranked(members.flatMap(({ result }) => result.requirements)).map(([id]) => id)
  const main = endpoints[0]?.[0] ?? ""
  // The best example is about the requirement and the endpoint of most cases, and needs few requests.
  const distance = ({ endpoint, result }: Member): number =>
    (result.requirements.includes(requirements[0] ?? "") ? 0 : 2_000) +
    (endpoint === main ? 0 : 1_000) +
    requestsUntil(result)
  const order = [...members].sort((a, b) => distance(a) - distance(b))
  const [first] = order as [Member, ...ReadonlyArray<Member>]
  const where = endpoints.length > 1 ? `${main} and ${endpoints.length - 1} more` : main
  const title = `${first.title}${afterWhat(first, prefix)}`
  return {
    title: where === "" ? title : `${where}: ${title}`,
    level,
    requirements,
    endpoints: endpoints.filter(([endpoint]) => endpoint !== "").map(([endpoint, cases]) => ({ endpoint, cases })),
    cases: order.map(({ result }) => result.id)
  }
}

/**
 * What ended something before a response with the wrong status: a read that should find nothing after a deletion is the
 * deletion's fault.
 */
function afterWhat({ result, title }: Member, prefix: string): string {
  const { exchanges = [] } = result
  if (!/^returns \d{3} instead of /.test(title)) return ""
  const before = exchanges.slice(0, requestsUntil(result) - 1)
  const end = before.findLast(
    ({ request, response }) =>
      response !== undefined && response.status < 300 && ENDS.test(`${request.method} ${request.path}`)
  )
  return end === undefined ? "" : ` after ${end.request.method} ${endpointOf(end.request.path, prefix)}`
}

/** Requests that end something. */
const ENDS = /^DELETE |\b(revoke|unwrap|rewrap|remount|tidy|destroy|delete)\b/

/** The exchange that shows the failure of a case. */
export const decisiveExchange = ({ exchanges = [] }: CaseResult): ReportedExchange | undefined =>
  exchanges.find(({ decisive }) => decisive === true) ?? exchanges.at(-1)

const requestsUntil = (result: CaseResult): number => {
  const { exchanges = [] } = result
  const decisive = exchanges.findIndex((exchange) => exchange.decisive === true)
  return decisive < 0 ? exchanges.length : decisive + 1
}

/** The distinct values with their number, the most frequent first. */
function ranked(values: ReadonlyArray<string>): ReadonlyArray<readonly [string, number]> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** What is wrong with a response: where, and in terms that do not depend on the names of one case. */
function deviationOf(result: CaseResult, prefix: string): Omit<Member, "result"> {
  const exchange = decisiveExchange(result)
  const endpoint =
    exchange === undefined ? "" : `${exchange.request.method} ${endpointOf(exchange.request.path, prefix)}`
  const reason = general(result.reason ?? "", prefix)
  const status = reason.endsWith(" returned the wrong status")
  const got = statusOf(result.got)
  if (status && got !== undefined) {
    const title = `returns ${got} instead of ${result.expected ?? "another status"}`
    return { endpoint, deviation: title, title }
  }
  // What was found instead is often different in each case; its kind is not.
  return { endpoint, deviation: `${reason} ${exchange?.response?.status ?? ""}`, title: reason }
}

const statusOf = (got: string | undefined): string | undefined => /^\d{3}\b/.exec(got ?? "")?.[0]

/** Replaces names and numbers that differ from case to case. */
const general = (text: string, prefix: string): string =>
  withoutNames(text, prefix).replaceAll(/<([a-z ]+) \d+>/g, "<$1>")

/** A path without its query and with `*` for names that the run made. */
function endpointOf(path: string, prefix: string): string {
  const [base = ""] = path.split("?")
  return general(base, prefix)
    .split("/")
    .map((segment) => (segment.startsWith("enwrap-conformance-") || /^[0-9a-f-]{16,}$/.test(segment) ? "*" : segment))
    .join("/")
}
