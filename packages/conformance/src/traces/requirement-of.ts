import type { Answer } from "./model.ts"
import type { Sent } from "./play.ts"
import { WRONG } from "./translator.ts"

const SUCCESSES: ReadonlySet<Answer["kind"]> = new Set(["opened", "wrapped", "found"])

/** Returns the requirement that a contradiction most likely violates: that of the shortest explanation in the trace. */
export function requirementOf(
  sent: ReadonlyArray<Sent>,
  index: number,
  expected: ReadonlyArray<Answer>
): string | undefined {
  const culprit = sent[index]
  if (culprit === undefined) return undefined
  const { request, observed } = culprit
  const before = sent.filter((one) => one !== culprit && one.observed.invoked < observed.returned)
  const onToken = before.filter((one) => one.request.token === request.token)
  const isParallel = (one: Sent): boolean => one.observed.returned > observed.invoked
  const has = (op: Sent["request"]["op"], kind: Answer["kind"]): boolean =>
    onToken.some((one) => one.request.op === op && one.observed.answer.kind === kind)
  const got = observed.answer
  const wanted = expected[0]
  const opens = request.op === "unwrap" || request.op === "rewrap"

  if (got.kind === "opened" && got.secret === WRONG) return "RW-SU-1"
  if (SUCCESSES.has(got.kind) && wanted?.kind === got.kind) return requirementOfField(culprit, wanted)
  if (SUCCESSES.has(got.kind)) {
    if (request.op === "misuse") return "RW-AC-5"
    if (request.op === "use-inside") return "RW-AC-7"
    if (wanted?.kind === "denied") return request.op === "unwrap" ? "RW-SU-6" : "RW-RW-5"
    const parallel = onToken.find((one) => isParallel(one) && SUCCESSES.has(one.observed.answer.kind))
    if (opens && parallel?.request.op === "unwrap" && request.op === "unwrap") return "RW-SU-3"
    if (opens && (parallel?.request.op === "unwrap" || parallel?.request.op === "rewrap")) return "RW-RW-8"
    if (has("unwrap", "opened"))
      return request.op === "find" ? "RW-AC-12" : request.op === "unwrap" ? "RW-SU-1" : "RW-SU-2"
    if (has("rewrap", "wrapped")) return "RW-RW-1"
    if (has("revoke", "done")) return "RW-AC-4"
    return "RW-TTL-2"
  }
  if (got.kind === "refused" && wanted !== undefined && SUCCESSES.has(wanted.kind)) {
    if (onToken.some((one) => isParallel(one) && one.request.op === "unwrap") && request.op === "unwrap")
      return "RW-SU-3"
    if (has("unwrap", "denied")) return "RW-SU-7"
    if (has("rewrap", "denied")) return "RW-RW-6"
    if (has("find", "found")) return "RW-AC-3"
    if (has("lookup", "found")) return "RW-LK-1"
    if (has("misuse", "refused")) return "RW-AC-5"
    if (before.some((one) => one.request.op === "revoke-inside")) return "RW-AC-7"
    return request.op === "find" ? "RW-AC-2" : "RW-TTL-1"
  }
  return undefined
}

function requirementOfField({ request, observed: { answer } }: Sent, wanted: Answer): string {
  if (answer.accessor !== wanted.accessor) return "RW-AC-1"
  if (answer.secret !== wanted.secret) return "RW-SU-1"
  if (request.op === "lookup") return "RW-LK-3"
  if (request.op === "find") return "RW-AC-2"
  if (answer.path !== wanted.path) return request.op === "wrap" ? "RW-CP-1" : "RW-RW-2"
  if (request.op === "wrap") return "RW-TTL-9"
  return request.ttl > 0 ? "RW-RW-4" : "RW-RW-3"
}
