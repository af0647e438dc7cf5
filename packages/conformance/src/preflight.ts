import { readAnswer, wireRequest, type Answer, type Ask, type Operator } from "./ask.ts"
import { cleanUp } from "./clean-up.ts"
import { WRAP } from "./endpoints.ts"
import { at } from "./expect.ts"
import { RunError } from "./run-error.ts"
import { NoAnswer, type Transport } from "./transport.ts"

/**
 * Finds out whether the suite can be run: is a server there, is it unsealed, does it know the token, may the token
 * wrap. Throws a RunError otherwise. What the server does wrong beyond that is for the cases to find.
 */
export async function preflight(target: string, transport: Transport, token: string): Promise<Operator> {
  const unknown: Operator = { token, root: false }
  const ask = async (question: Ask): Promise<Answer> => {
    const request = wireRequest(question, unknown)
    return readAnswer(
      request,
      await transport.send(request).catch((cause: unknown) => {
        throw unreachable(target, cause)
      })
    )
  }
  const wrapped = await ask({ method: "POST", path: WRAP, ttl: 60, body: { "enwrap-conformance": "preflight" } })
  if (wrapped.status === 503) {
    throw new RunError(
      "server",
      `${target} answered 503${told(wrapped)}: unseal it, or ask the active server, and run again`
    )
  }
  if (wrapped.status === 401 || wrapped.status === 403) {
    throw new RunError(
      "token",
      `${target} refused the token (${wrapped.status}${told(wrapped)}): give one that may wrap with --token or VAULT_TOKEN; a server in dev mode prints its root token when it starts`
    )
  }
  if (at(wrapped, "errors") === undefined && at(wrapped, "wrap_info") === undefined) {
    throw new RunError(
      "server",
      `${target} answered ${wrapped.status}, but not in the protocol's form, to POST /v1/${WRAP}: is this the address of a server that speaks it? Give the address without /v1`
    )
  }
  await cleanUp({ transport, operator: unknown, after: [], answers: [wrapped], discover: () => undefined })
  const self = await ask({ method: "GET", path: "auth/token/lookup-self" })
  const policies = at(self, "data.policies")
  const entity = at(self, "data.entity_id")
  return {
    token,
    root: Array.isArray(policies) && policies.includes("root"),
    ...(typeof entity === "string" ? { entity } : {})
  }
}

function told(answer: Answer): string {
  const errors = at(answer, "errors")
  return Array.isArray(errors) && errors.length > 0
    ? `: ${errors.map(String).join("; ").replaceAll(/\s+/g, " ").trim()}`
    : ""
}

function unreachable(target: string, cause: unknown): unknown {
  if (!(cause instanceof NoAnswer)) return cause
  return new RunError(
    "unreachable",
    `${target} cannot be reached (${cause.code}: ${cause.message}): ${adviceFor(cause.code)}`
  )
}

function adviceFor(code: string): string {
  if (code === "ECONNREFUSED")
    return "start a server there, for example with `enwrap server --dev`, or give its address"
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "is the name spelt right?"
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) return "name the certificate authority's file in NODE_EXTRA_CA_CERTS"
  if (code === "EPROTO" || code === "HPE_INVALID_CONSTANT" || code === "ECONNRESET")
    return "does it want https:// instead of http://, or the other way round?"
  if (code === "ETIMEDOUT") return "is that the right port, and is the server busy?"
  return "check the address"
}
