import {
  readResponse,
  unwrapByHeader,
  wireRequest,
  type ApiResponse,
  type ApiRequest,
  type Operator
} from "./api-request.ts"
import { memberOf } from "./exact-json.ts"
import type { Transport } from "./transport.ts"

/**
 * Takes away what a case left: wrapping tokens (a use ends them), tokens, the entities that OpenBao and Vault make of
 * those who log in, and what the case asked to be undone.
 * A server that refuses leaves it to the TTL; that is no verdict on it.
 */
export async function cleanUp({
  transport,
  operator,
  deferred,
  answers: responses,
  discover
}: {
  readonly transport: Transport
  readonly operator: Operator
  readonly deferred: ReadonlyArray<ApiRequest>
  readonly answers: ReadonlyArray<ApiResponse>
  readonly discover: (text: string) => void
}): Promise<void> {
  const send = async (ask: ApiRequest): Promise<ApiResponse | undefined> => {
    const request = wireRequest(ask, operator)
    try {
      const response = await transport.send(request)
      discover(response.text)
      return readResponse(request, response)
    } catch {
      return undefined
    }
  }
  const [tokens, entities] = [new Set<string>(), new Set<string>()]
  const noteToken = (response: ApiResponse | undefined): void => {
    const auth = memberOf(response?.json, "auth")
    const [token, entity] = [memberOf(auth, "client_token"), memberOf(auth, "entity_id")]
    if (typeof token === "string" && token !== "" && token !== operator.token) tokens.add(token)
    // A child of the operator's token belongs to the operator's entity, which must stay: where that is not known, all do.
    if (operator.entity !== undefined && typeof entity === "string" && entity !== "" && entity !== operator.entity)
      entities.add(entity)
  }
  for (const answer of responses) {
    noteToken(answer)
    const wrapping = memberOf(memberOf(answer.json, "wrap_info"), "token")
    if (typeof wrapping === "string" && wrapping !== operator.token) noteToken(await send(unwrapByHeader(wrapping)))
  }
  for (const token of tokens) {
    const revoked = await send({ method: "POST", path: "auth/token/revoke-self", token })
    if (revoked?.status !== 204) await send({ method: "POST", path: "auth/token/revoke", body: { token } })
  }
  for (const entity of entities) await send({ method: "DELETE", path: `identity/entity/id/${entity}` })
  for (const ask of [...deferred].reverse()) await send(ask)
}
