import { readResponse, rewrap, unwrapByHeader, wireRequest, type ApiRequest, type Operator } from "../api-request.ts"
import { WRAP } from "../endpoints.ts"
import { at } from "../expect.ts"
import { byAccessor, createRequest } from "../fixtures/token.ts"
import type { Transport } from "../transport.ts"
import type { Abilities } from "./trace.ts"

/** Finds out what traces may contain: what a server does not offer, or the operator may not do, is left out of them. */
export async function findAbilities(transport: Transport, operator: Operator): Promise<Abilities> {
  const send = async (request: ApiRequest) => {
    const sent = wireRequest(request, operator)
    return readResponse(sent, await transport.send(sent))
  }
  const wrapped = await send({ method: "POST", path: WRAP, ttl: 60, body: {} })
  const found = await send(byAccessor("lookup", String(at(wrapped, "wrap_info.accessor"))))
  const rewrapped = await send(rewrap(String(at(wrapped, "wrap_info.token"))))
  const again = at(rewrapped, "wrap_info.token")
  await send(unwrapByHeader(String(again ?? at(wrapped, "wrap_info.token"))))
  const created = await send({ ...createRequest({ policies: ["default"] }), ttl: 60 })
  const revoked = await send(byAccessor("revoke", String(at(created, "wrap_info.wrapped_accessor"))))
  await send(unwrapByHeader(String(at(created, "wrap_info.token"))))
  const accessor = found.status === 200
  return { accessor, rewrap: typeof again === "string", inside: accessor && revoked.status < 300 }
}
