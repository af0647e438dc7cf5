import { randomBytes } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import { errors } from "./answers.ts"
import { startServer, type SeenRequest } from "./hostile-server.ts"
import { isInArguments, runReceiver, type Received } from "./receiver.ts"
import type { Props, Scenario } from "./scenarios.ts"

/** What a client did wrong in a scenario; nothing if the list is empty. */
export interface Judgement {
  readonly id: string
  readonly title: string
  readonly deviations: ReadonlyArray<string>
}

export interface JudgeOptions {
  readonly command: ReadonlyArray<string>
  readonly timeoutSeconds: number
  /** How much longer than its timeouts a client may take. */
  readonly graceMs: number
}

/** Plays a scenario with a command, and lists what it did wrong. */
export async function judge(scenario: Scenario, options: JudgeOptions): Promise<Judgement> {
  const random = (prefix: string): string => `${prefix}${randomBytes(12).toString("hex")}`
  const token = random("s.")
  const elsewhere = await startServer(() => errors(404))
  const props: Props = {
    token,
    secret: { password: random("correct-") },
    forged: { password: random("forged-") },
    elsewhere: elsewhere.address
  }
  let inArguments = false
  const server = await startServer(
    (operation, place) => {
      if (operation === "lookup") return scenario.lookup(props)
      return operation === "unwrap" ? scenario.unwrap(props, place) : errors(404)
    },
    () => {
      inArguments ||= isInArguments(token)
    }
  )
  try {
    const received = await runReceiver(options.command, {
      address: server.address,
      token,
      timeoutSeconds: options.timeoutSeconds,
      // A lookup and an unwrap.
      limitMs: 2 * options.timeoutSeconds * 1000 + options.graceMs
    })
    const deviations = [
      ...outcomeDeviations(scenario, props, received),
      ...requestDeviations(scenario, props, server.seen),
      ...(elsewhere.seen.length > 0 ? ["it sent a request to another server"] : []),
      ...(elsewhere.seen.some((one) => mentions(one, token)) ? ["it sent the token to another server"] : []),
      ...leaks(props, received),
      ...(inArguments ? ["the token is among the arguments of a process"] : [])
    ]
    return { id: scenario.id, title: scenario.title, deviations }
  } finally {
    await Promise.all([server.close(), elsewhere.close()])
  }
}

function outcomeDeviations(
  { accepts }: Scenario,
  { secret, forged }: Props,
  received: Received
): ReadonlyArray<string> {
  const { outcome, data, timedOut, exitCode } = received
  if (timedOut) return ["it did not exit in time"]
  if (outcome === undefined)
    return [`it printed no outcome${exitCode === 0 ? "" : `, and exited with ${exitCode ?? "a signal"}`}`]
  const expected = accepts.join(" or ")
  if (!accepts.includes(outcome)) {
    const forgery = isDeepStrictEqual(data, forged) ? ", with forged data" : ""
    return [`its outcome is ${outcome}${forgery}; expected ${expected}`]
  }
  return outcome === "received" && !isDeepStrictEqual(data, secret) ? ["its data is not what was wrapped"] : []
}

function requestDeviations(
  { unwraps }: Scenario,
  { token }: Props,
  seen: ReadonlyArray<SeenRequest>
): ReadonlyArray<string> {
  const sent = seen.filter(({ operation }) => operation === "unwrap").length
  return [
    ...(sent > unwraps ? [`it sent ${sent} unwraps instead of ${unwraps === 0 ? "none" : "one"}`] : []),
    ...(seen.some(({ url }) => url.includes(token)) ? ["it sent the token in a URL"] : []),
    ...(seen.some((one) => one.operation === "other" && mentions(one, token))
      ? ["it sent the token in a request that is neither a lookup nor an unwrap"]
      : [])
  ]
}

const mentions = ({ url, body }: SeenRequest, token: string): boolean => url.includes(token) || body.includes(token)

function leaks({ token, secret }: Props, { outcome, stdout, stderr }: Received): ReadonlyArray<string> {
  const password = Object.values(secret)[0] ?? ""
  return [
    ...(stdout.includes(token) ? ["it printed the token to standard output"] : []),
    ...(stderr.includes(token) ? ["it printed the token to standard error"] : []),
    ...(stderr.includes(password) ? ["it printed the secret to standard error"] : []),
    ...(outcome !== "received" && stdout.includes(password) ? ["it printed the secret without having received it"] : [])
  ]
}
