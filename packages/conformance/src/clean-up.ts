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
 * Removes what a case created: unwraps the wrapping tokens, revokes the tokens, deletes the entities that OpenBao and
 * Vault create on login, and sends the deferred requests of the case, the last first. Ignores errors: what a server
 * refuses to remove expires with its TTL.
 */
export async function cleanUp({
  transport,
  operator,
  deferred,
  responses,
  discover
}: {
  readonly transport: Transport
  readonly operator: Operator
  readonly deferred: ReadonlyArray<ApiRequest>
  readonly responses: ReadonlyArray<ApiResponse>
  readonly discover: (text: string) => void
}): Promise<void> {
  const send = async (request: ApiRequest): Promise<ApiResponse | undefined> => {
    const sent = wireRequest(request, operator)
    try {
      const received = await transport.send(sent)
      discover(received.text)
      return readResponse(sent, received)
    } catch {
      return undefined
    }
  }
  const [tokens, entities] = [new Set<string>(), new Set<string>()]
  const noteToken = (response: ApiResponse | undefined): void => {
    const auth = memberOf(response?.json, "auth")
    const [token, entity] = [memberOf(auth, "client_token"), memberOf(auth, "entity_id")]
    if (typeof token === "string" && token !== "" && token !== operator.token) tokens.add(token)
    // Child tokens belong to the operator's entity, which must stay. If that entity is unknown, all entities stay.
    if (operator.entity !== undefined && typeof entity === "string" && entity !== "" && entity !== operator.entity)
      entities.add(entity)
  }
  await inBatches(responses, async (response) => {
    noteToken(response)
    const wrapping = memberOf(memberOf(response.json, "wrap_info"), "token")
    if (typeof wrapping === "string" && wrapping !== operator.token) noteToken(await send(unwrapByHeader(wrapping)))
  })
  await inBatches([...tokens], async (token) => {
    const revoked = await send({ method: "POST", path: "auth/token/revoke-self", token })
    if (revoked === undefined || revoked.status >= 300)
      await send({ method: "POST", path: "auth/token/revoke", body: { token } })
  })
  await inBatches([...entities], (entity) => send({ method: "DELETE", path: `identity/entity/id/${entity}` }))
  for (const request of [...deferred].reverse()) await send(request)
}

const BATCH = 8

/** Calls a function with each value, some at the same time. */
async function inBatches<A>(values: ReadonlyArray<A>, each: (value: A) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < values.length; i += BATCH) await Promise.all(values.slice(i, i + BATCH).map(each))
}
