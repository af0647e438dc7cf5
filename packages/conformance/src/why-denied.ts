import type { Exchange, Operator } from "./api-request.ts"
import type { Context } from "./context.ts"
import { WRAP } from "./endpoints.ts"
import type { WireRequest } from "./transport.ts"
import type { Failure } from "./verdict.ts"

const CREATE = "auth/token/create"

/**
 * Returns why a failure says nothing about the server: the given token lacks a permission, or has ended. Undefined if the
 * failure is one of the server.
 */
export async function whyDenied(
  { response, expected }: Failure,
  { operator, send }: Pick<Context, "operator" | "send">,
  exchanges: ReadonlyArray<Exchange>
): Promise<string | undefined> {
  const exchange = response?.exchange ?? exchanges.at(-1)
  if (operator.lasting !== true) {
    const probe = await send({ method: "POST", path: WRAP, ttl: 60, body: { "enwrap-conformance": "still valid" } })
    if (probe.status === 401 || probe.status === 403)
      return "the given token expired, or reached its limit of uses, during the run: pass one that stays valid for the whole run and has no limit of uses"
  }
  if (operator.root || exchange === undefined || !isFrom(operator, exchange.request)) return undefined
  const { method, path } = exchange.request
  const status = exchange.response?.status
  const plainPath = path.replace(/\?.*/, "")
  // Without its policies, and with a limit of its uses, a token cannot create all tokens: such requests are 400.
  const isRefusedToken = status === 400 && plainPath.startsWith(CREATE) && expected?.startsWith("200") === true
  if (status !== 403 && !isRefusedToken) return undefined
  const kind = kindOf(exchange.request)
  const wasPermitted = exchanges.some(
    ({ request, response: got }) =>
      got !== undefined && got.status < 300 && isFrom(operator, request) && kindOf(request) === kind
  )
  return wasPermitted ? undefined : `the given token is not permitted to ${method} ${plainPath}`
}

const isFrom = ({ token }: Operator, { headers }: WireRequest): boolean => headers["x-vault-token"] === token

/** Requests of one kind need the same permission: they differ only in the token that they name. */
const kindOf = ({ method, path, headers, body = "" }: WireRequest): string =>
  JSON.stringify([
    method,
    path.replace(/\?.*/, ""),
    headers["x-vault-wrap-ttl"],
    body.replace(/("token"\s*:\s*)"[^"]*"/g, '$1""')
  ])
