import type { Mismatch, Receipt, WrappedFrom } from "@enwrap/client-node"
import { type ExitCode, Failure } from "../cli/failure.ts"
import { toFailure } from "./client-failure.ts"

type Verdict = Receipt<unknown>["verdict"]
type Rejected = Exclude<Receipt<unknown>, { readonly verdict: "received" }>

/** The exit code of each verdict. */
export const exitCodes: Readonly<Record<Verdict, ExitCode>> = {
  received: 0,
  intercepted: 3,
  tampered: 4,
  unknown: 5,
  refused: 6,
  unreachable: 7
}

/** The failure of a token that was not received: the verdict, what differs, what to do next, and the times for the report. */
export const receiptFailure = (receipt: Rejected, expected: WrappedFrom<unknown>): Failure =>
  new Failure(
    `${receipt.verdict}: ${whatHappened(receipt, expected)}`,
    [...receipt.advice.split(/(?<=[.]) (?=[A-Z])/), ...reasonOf(receipt), ...report(receipt)],
    exitCodes[receipt.verdict]
  )

const whatHappened = (receipt: Rejected, expected: WrappedFrom<unknown>): string => {
  switch (receipt.verdict) {
    case "intercepted":
      return receipt.wasValid
        ? "the token was valid a moment ago, and was used or revoked before it could be unwrapped."
        : `the wrapping token is not valid. It may have been ${receipt.possible.map((reason) => words[reason]).join(", or ")}.`
    case "tampered":
      return difference(receipt.mismatch, receipt, expected)
    case "unknown":
      return "the unwrap was sent, and its response was lost or cannot be read."
    case "refused":
      return receipt.consumed === "yes" ? "the token wrapped an error." : "the server did not unwrap the token."
    case "unreachable":
      return "the server did not respond, and nothing was unwrapped."
  }
}

const words = { used: "used", revoked: "revoked", expired: "ended by its TTL", neverIssued: "invented" } as const

const difference = (
  mismatch: Mismatch,
  { lookup }: Extract<Rejected, { readonly verdict: "tampered" }>,
  { maxAge, maxTtl, paths, ttl }: WrappedFrom<unknown>
): string => {
  switch (mismatch) {
    case "path":
      return `the token was created for the path ${lookup.creationPath}, not for ${paths.join(" or ")}.`
    case "ttl":
      return `the token was created with a TTL of ${lookup.creationTtl} seconds, not of ${ttl ?? `at most ${maxTtl}`}.`
    case "age":
      return `the token was created at ${lookup.creationTime.toISOString()}, which is not within the last ${maxAge} seconds.`
    case "time":
      return `the token was created at ${lookup.creationTime.toISOString()}, not when its wrap info says.`
    case "schema":
      return "the token wrapped other data than expected."
    case "wrapped":
      return "the token wrapped another wrapping token, not the secret."
  }
}

/** Why the server did not respond, or not as expected, in the words of the other commands. */
const reasonOf = (receipt: Rejected): ReadonlyArray<string> => {
  if (!("error" in receipt) || receipt.verdict === "intercepted") return []
  const failure = toFailure(receipt.error, "the server", "nothing")
  return failure instanceof Failure ? [`Reason: ${failure.message}`, ...failure.advice] : []
}

const report = ({ creationPath, creationTime, expiresAt, receivedAt }: Rejected): ReadonlyArray<string> => [
  `Received at ${receivedAt.toISOString()}.`,
  ...(creationTime === undefined || expiresAt === undefined
    ? []
    : [
        `Created at ${creationTime.toISOString()} for the path ${creationPath}, valid until ${expiresAt.toISOString()}.`
      ])
]
