import { readResponse, wireRequest, type ApiResponse, type ApiRequest, type Operator } from "./api-request.ts"
import { cleanUp } from "./clean-up.ts"
import { WRAP } from "./endpoints.ts"
import { at, format } from "./expect.ts"
import { LEAST_MAXIMUM } from "./fixtures/long-ttl.ts"
import { StillBusy } from "./retry.ts"
import { plainLine, shortened } from "./plain-text.ts"
import { makeRedactor } from "./redactor.ts"
import { RunError } from "./run-error.ts"
import { NoResponse, type Transport } from "./transport.ts"

/** What is known about a server and the token before the first case runs. */
export interface Preflight {
  readonly operator: Operator
  /** The version of the server, as it says itself. */
  readonly server: string | null
}

/**
 * Checks that the suite can run: that the server is reachable and unsealed, and that the token is valid and can wrap.
 * Throws a RunError otherwise, without the token. Does not check conformance beyond that.
 */
export async function preflight(
  target: string,
  transport: Transport,
  token: string,
  namespace?: string
): Promise<Preflight> {
  const redactor = makeRedactor()
  redactor.name(token, "the given token")
  try {
    return await check(target, transport, token, namespace)
  } catch (cause) {
    // It may quote the server, which may have repeated the token.
    throw cause instanceof RunError ? new RunError(cause.code, redactor.redact(cause.message)) : cause
  }
}

async function check(
  target: string,
  transport: Transport,
  token: string,
  namespace: string | undefined
): Promise<Preflight> {
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
  const health = await send({ method: "GET", path: "sys/health", token: null })
  const sealed = whySealed(health)
  if (sealed !== undefined) throw new RunError("server", `${target} ${sealed}, then run the suite again`)
  const wrapped = await send({ method: "POST", path: WRAP, ttl: 60, body: { "enwrap-conformance": "preflight" } })
  const foreign = whyForeign(target, wrapped)
  if (foreign !== undefined) throw new RunError("server", `${target} ${foreign}`)
  if (namespace !== undefined && wrapped.status === 404)
    throw new RunError("server", `${target} has no namespace ${namespace} (404${errorsOf(wrapped)}): pass another one`)
  if (wrapped.status === 503) {
    throw new RunError(
      "server",
      `${target} returned 503${errorsOf(wrapped)}: unseal the server, or use the address of the active one, then run the suite again`
    )
  }
  const path = new URL(target).pathname.replace(/\/$/, "")
  if (wrapped.status === 404 || wrapped.status === 405) {
    throw new RunError(
      "server",
      `${target} does not have the path of the protocol: it answered ${wrapped.status} to POST /v1/${WRAP}: pass the address of a server of the protocol, without /v1${withoutPath(path)}`
    )
  }
  if (wrapped.status >= 500) {
    throw new RunError(
      "server",
      `${target} returned ${wrapped.status}${errorsOf(wrapped)} to POST /v1/${WRAP}: without wrapping, nothing can be tested; see the log of the server`
    )
  }
  if (wrapped.status === 401 || wrapped.status === 403) {
    throw new RunError(
      "token",
      `${target} rejected the token (${wrapped.status}${errorsOf(wrapped)}): pass one that can wrap responses with --token or VAULT_TOKEN; a server in dev mode prints its root token at startup`
    )
  }
  const long = await send({
    method: "POST",
    path: WRAP,
    ttl: LEAST_MAXIMUM,
    body: { "enwrap-conformance": "preflight" }
  })
  const responses = [wrapped, long]
  await cleanUp({ transport, operator: caller, deferred: [], responses, discover: () => undefined })
  if (wrapped.status === 200 && long.status === 400) {
    throw new RunError(
      "server",
      `${target} refuses a wrap TTL of ${LEAST_MAXIMUM} s (400${errorsOf(long)}): raise its maximum for wrap TTLs, or that of the token's policies, to ${LEAST_MAXIMUM / 60} minutes or more for the run`
    )
  }
  const self = await send({ method: "GET", path: "auth/token/lookup-self" })
  const policies = at(self, "data.policies")
  const entity = at(self, "data.entity_id")
  const version = at(health, "version")
  return {
    operator: {
      token,
      root: Array.isArray(policies) && policies.includes("root"),
      lasting: ["data.creation_ttl", "data.ttl", "data.num_uses"].every((limit) => format(at(self, limit)) === "0"),
      ...(typeof entity === "string" ? { entity } : {})
    },
    server: typeof version === "string" ? shortened(plainLine(version), 60) : null
  }
}

/** Why a server that answered `sys/health` cannot be tested yet. */
function whySealed(health: ApiResponse): string | undefined {
  if (at(health, "initialized") === false) return "is not initialized: initialize and unseal it"
  return at(health, "sealed") === true ? "is sealed: unseal the server" : undefined
}

const withoutPath = (path: string): string => (path === "" ? "" : `, or without the path ${path}`)

/** Why the response cannot be from a server of the protocol; undefined if it can. */
function whyForeign(target: string, response: ApiResponse): string | undefined {
  const { headers, json, status, text } = response
  if (at(response, "errors") !== undefined || at(response, "wrap_info") !== undefined) return undefined
  const location = headers["location"]
  if (status >= 300 && status < 400 && location !== undefined)
    return `redirects to ${shortened(plainLine(location), 200)} (${status}): pass the address that it redirects to`
  const path = new URL(target).pathname.replace(/\/$/, "")
  const hint = withoutPath(path)
  if (json === undefined && /^\s*<(!doctype|html|\?xml|head|body)/i.test(text)) {
    return [502, 503, 504].includes(status)
      ? `returned a web page with ${status}: a proxy answers there, but the server behind it does not; start that server, or pass its own address`
      : `returned a web page (${status}): a website or a proxy answers there, not a server of the protocol; pass another address${hint}`
  }
  if (/HTTPS server|plain HTTP request was sent to HTTPS/i.test(text))
    return "expects TLS: the address must begin with https://"
  return `did not respond to POST /v1/${WRAP} in the protocol's format (status ${status}): pass the address of a server of the protocol, without /v1${hint}`
}

function errorsOf(response: ApiResponse): string {
  const errors = at(response, "errors")
  return Array.isArray(errors) && errors.length > 0
    ? `: ${shortened(plainLine(errors.map(String).join("; ")), 200)}`
    : ""
}

function unreachable(target: string, cause: unknown): unknown {
  if (cause instanceof StillBusy) return new RunError("server", `${target}: ${cause.message}`)
  if (!(cause instanceof NoResponse)) return cause
  return new RunError(
    "unreachable",
    `${target} cannot be reached (${cause.code}: ${plainLine(cause.message)}): ${adviceFor(cause.code)}`
  )
}

function adviceFor(code: string): string {
  if (code === "ECONNREFUSED")
    return "start a server there, for example with `enwrap server --dev`, or pass another address"
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "check the host name"
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return "its certificate is for another name; use that name in the address, or pass it with --tls-server-name"
  if (code === "CERT_HAS_EXPIRED") return "its certificate has expired, or the clock of this machine is wrong"
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    return "its certificate is not trusted; name the file of its certificate authority with --ca-cert, VAULT_CACERT or BAO_CACERT"
  if (code === "EPROTO" || code.startsWith("HPE_") || code === "ECONNRESET")
    return "check whether the address should begin with https:// or with http://"
  if (code === "ETIMEDOUT") return "check the port, and whether the server is overloaded"
  return "check the address"
}
