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
 * Vault create on login, also if they then reject it, and sends the deferred requests of the case, the last first. Ignores
 * errors: what a server refuses to remove expires with its TTL.
 */
export async function cleanUp({
  transport,
  operator,
  deferred,
  responses,
  unused = [],
  discover
}: {
  readonly transport: Transport
  readonly operator: Operator
  readonly deferred: ReadonlyArray<ApiRequest>
  readonly responses: ReadonlyArray<ApiResponse>
  /** Wrapping tokens from other responses, which were not used. */
  readonly unused?: Iterable<string>
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
  await inBatches([...unused], (token) => send(unwrapByHeader(token)))
  await inBatches([...tokens], async (token) => {
    const revoked = await send({ method: "POST", path: "auth/token/revoke-self", token })
    if (revoked === undefined || revoked.status >= 300)
      await send({ method: "POST", path: "auth/token/revoke", body: { token } })
  })
  for (const entity of await entitiesOfRejectedLogins(responses, deferred, send)) entities.add(entity)
  await inBatches([...entities], (entity) => send({ method: "DELETE", path: `identity/entity/id/${entity}` }))
  for (const request of [...deferred].reverse()) await send(request)
}

/** A login that is rejected because of its policies returns no id of the entity: the server finds it by its alias. */
async function entitiesOfRejectedLogins(
  responses: ReadonlyArray<ApiResponse>,
  deferred: ReadonlyArray<ApiRequest>,
  send: (request: ApiRequest) => Promise<ApiResponse | undefined>
): Promise<ReadonlyArray<string>> {
  const own = new Set(deferred.map(({ path }) => path))
  const aliases = new Map<string, { readonly mount: string; readonly name: string }>()
  for (const { status, exchange } of responses) {
    const [, mount, user] = /^auth\/(.+?)\/login(?:\/([^/?]+))?$/.exec(exchange.request.path) ?? []
    if (status !== 400 || mount === undefined || !own.has(`sys/auth/${mount}`)) continue
    const name = user ?? /"role_id"\s*:\s*"([^"\\]+)"/.exec(exchange.request.body ?? "")?.[1]
    if (name !== undefined) aliases.set(`${mount}/${name}`, { mount, name })
  }
  const ids = [...aliases.values()].map(async ({ mount, name }) => {
    const accessor = memberOf(
      memberOf((await send({ method: "GET", path: `sys/auth/${mount}` }))?.json, "data"),
      "accessor"
    )
    if (typeof accessor !== "string") return undefined
    const body = { alias_name: name, alias_mount_accessor: accessor }
    const found = await send({ method: "POST", path: "identity/lookup/entity", body })
    return memberOf(memberOf(found?.json, "data"), "id")
  })
  return (await Promise.all(ids)).filter((id) => typeof id === "string" && id !== "") as ReadonlyArray<string>
}

const BATCH = 8

/** Calls a function with each value, some at the same time. */
async function inBatches<A>(values: ReadonlyArray<A>, each: (value: A) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < values.length; i += BATCH) await Promise.all(values.slice(i, i + BATCH).map(each))
}
