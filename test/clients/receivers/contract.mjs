// What the receivers in JavaScript share: they read the token, and print one line of JSON.
import { text } from "node:stream/consumers"

export const address = process.env.VAULT_ADDR ?? ""
export const expectedPath = process.env.ENWRAP_EXPECTED_PATH ?? ""
export const timeoutMs = Number(process.env.ENWRAP_TIMEOUT_SECONDS) * 1000
export const token = (await text(process.stdin)).trim()

export const finish = (outcome, data) =>
  process.stdout.write(`${JSON.stringify({ outcome, data })}\n`, () => process.exit(0))

/** Translates the verdicts of Enwrap's clients. */
export const finishWith = (receipt) => {
  const outcomes = { received: "received", tampered: "tampered", intercepted: "invalid", unknown: "unknown" }
  finish(outcomes[receipt.verdict] ?? "failed", receipt.verdict === "received" ? receipt.response.data : undefined)
}
