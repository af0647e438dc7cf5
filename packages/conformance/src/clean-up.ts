import { readAnswer, unwrapByHeader, wireRequest, type Answer, type Ask, type Operator } from "./ask.ts"
import { memberOf } from "./exact-json.ts"
import type { Transport } from "./transport.ts"

/**
 * Takes away what a case left: wrapping tokens (a use ends them), tokens, and what the case asked to be undone.
 * A server that refuses leaves it to the TTL; that is no verdict on it.
 */
export async function cleanUp({
  transport,
  operator,
  after,
  answers,
  discover
}: {
  readonly transport: Transport
  readonly operator: Operator
  readonly after: ReadonlyArray<Ask>
  readonly answers: ReadonlyArray<Answer>
  readonly discover: (text: string) => void
}): Promise<void> {
  const send = async (ask: Ask): Promise<Answer | undefined> => {
    const request = wireRequest(ask, operator)
    try {
      const response = await transport.send(request)
      discover(response.text)
      return readAnswer(request, response)
    } catch {
      return undefined
    }
  }
  const tokens = new Set<string>()
  const noteToken = (answer: Answer | undefined): void => {
    const token = memberOf(memberOf(answer?.json, "auth"), "client_token")
    if (typeof token === "string" && token !== "" && token !== operator.token) tokens.add(token)
  }
  for (const answer of answers) {
    noteToken(answer)
    const wrapping = memberOf(memberOf(answer.json, "wrap_info"), "token")
    if (typeof wrapping === "string" && wrapping !== operator.token) noteToken(await send(unwrapByHeader(wrapping)))
  }
  for (const token of tokens) {
    const revoked = await send({ method: "POST", path: "auth/token/revoke-self", token })
    if (revoked?.status !== 204) await send({ method: "POST", path: "auth/token/revoke", body: { token } })
  }
  for (const ask of [...after].reverse()) await send(ask)
}
