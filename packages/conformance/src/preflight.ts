import { readResponse, wireRequest, type ApiResponse, type ApiRequest, type Operator } from "./api-request.ts"
import { cleanUp } from "./clean-up.ts"
import { WRAP } from "./endpoints.ts"
import { at } from "./expect.ts"
import { StillBusy } from "./patience.ts"
import { RunError } from "./run-error.ts"
import { NoResponse, type Transport } from "./transport.ts"

/**
 * Checks that the suite can run: that the server is reachable and unsealed, and that the token is valid and can wrap.
 * Throws a RunError otherwise. Does not check conformance beyond that.
 */
export async function preflight(target: string, transport: Transport, token: string): Promise<Operator> {
  const caller: Operator = { token, root: false }
  const send = async (request: ApiRequest): Promise<ApiResponse> => {
    const sent = wireRequest(request, caller)
    return readResponse(
      sent,
      await transport.send(sent).catch((cause: unknown) => {
        throw unreachable(target, cause)
      })
    )
  }
  const wrapped = await send({ method: "POST", path: WRAP, ttl: 60, body: { "enwrap-conformance": "preflight" } })
  if (wrapped.status === 503) {
    throw new RunError(
      "server",
      `${target} returned 503${errorsOf(wrapped)}: unseal the server, or use the address of the active one, then run the suite again`
    )
  }
  if (wrapped.status === 401 || wrapped.status === 403) {
    throw new RunError(
      "token",
      `${target} rejected the token (${wrapped.status}${errorsOf(wrapped)}): pass one that can wrap responses with --token or VAULT_TOKEN; a server in dev mode prints its root token at startup`
    )
  }
  if (at(wrapped, "errors") === undefined && at(wrapped, "wrap_info") === undefined) {
    throw new RunError(
      "server",
      `${target} did not respond to POST /v1/${WRAP} in the protocol's format (status ${wrapped.status}): check that the address, without /v1, is that of a server of the protocol`
    )
  }
  await cleanUp({ transport, operator: caller, deferred: [], responses: [wrapped], discover: () => undefined })
  const self = await send({ method: "GET", path: "auth/token/lookup-self" })
  const policies = at(self, "data.policies")
  const entity = at(self, "data.entity_id")
  return {
    token,
    root: Array.isArray(policies) && policies.includes("root"),
    ...(typeof entity === "string" ? { entity } : {})
  }
}

function errorsOf(response: ApiResponse): string {
  const errors = at(response, "errors")
  return Array.isArray(errors) && errors.length > 0
    ? `: ${errors.map(String).join("; ").replaceAll(/\s+/g, " ").trim()}`
    : ""
}

function unreachable(target: string, cause: unknown): unknown {
  if (cause instanceof StillBusy)
    return new RunError("server", `${target}: ${cause.message}: raise its rate limit, or run the suite later`)
  if (!(cause instanceof NoResponse)) return cause
  return new RunError(
    "unreachable",
    `${target} cannot be reached (${cause.code}: ${cause.message}): ${adviceFor(cause.code)}`
  )
}

function adviceFor(code: string): string {
  if (code === "ECONNREFUSED")
    return "start a server there, for example with `enwrap server --dev`, or pass another address"
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "check the host name"
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    return "its certificate is not trusted; set VAULT_CACERT or BAO_CACERT to the file of the certificate authority"
  if (code === "EPROTO" || code === "HPE_INVALID_CONSTANT" || code === "ECONNRESET")
    return "check whether the address should begin with https:// or with http://"
  if (code === "ETIMEDOUT") return "check the port, and whether the server is overloaded"
  return "check the address"
}
