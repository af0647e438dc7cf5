import { UNWRAP } from "../../src/endpoints.ts"
import type { Transport, WireRequest, WireResponse } from "../../src/transport.ts"

/** Intercepts requests between the suite and a conformant server, to simulate a fault. `forward` sends a request to the server. */
export type Tamper = (
  request: WireRequest,
  forward: (request: WireRequest) => Promise<WireResponse>
) => Promise<WireResponse>

/** Creates a Tamper for one run, with the root token of the server. */
export type MakeTamper = (rootToken: string) => Tamper

/** A transport that passes every request to the Tamper. */
export function tampered(transport: Transport, tamper: Tamper): Transport {
  const send = (request: WireRequest): Promise<WireResponse> => tamper(request, transport.send)
  const connect =
    transport.connect &&
    (() => {
      const { close, send } = transport.connect!()
      return { send: (request: WireRequest) => tamper(request, send), close }
    })
  return { send, sendTogether: (requests) => Promise.all(requests.map(send)), ...(connect && { connect }) }
}

export const isPath = (request: WireRequest, path: string): boolean => request.path.split("?")[0] === path

export const isBelow = (request: WireRequest, path: string): boolean => request.path.startsWith(`${path}/`)

/** Returns a field of the request's body; undefined if the body is not an object. */
export function fieldOf(request: WireRequest, key: string): unknown {
  try {
    return (JSON.parse(request.body ?? "{}") as Readonly<Record<string, unknown>> | null)?.[key]
  } catch {
    return undefined
  }
}

/** Returns the token in a form; undefined if the body is none. */
export const tokenInForm = ({ body = "", headers }: WireRequest): string | undefined =>
  headers["content-type"]?.includes("form") === true ? (new URLSearchParams(body).get("token") ?? undefined) : undefined

/** Returns the wrapping token of a request: from the body, the query or the header. */
export function tokenOf(request: WireRequest): string | undefined {
  const inForm = tokenInForm(request)
  if (inForm !== undefined) return inForm
  try {
    const inBody = (JSON.parse(request.body ?? "{}") as { readonly token?: unknown } | null)?.token
    if (typeof inBody === "string") return inBody
  } catch {
    // Not JSON: it contains no token.
  }
  return (
    new URLSearchParams(request.path.split("?")[1]).get("token") ??
    request.headers["x-vault-token"] ??
    request.headers["authorization"]?.replace("Bearer ", "")
  )
}

/** Returns a request that unwraps a token, which consumes it. */
export const unwrapRequest = (token: string): WireRequest => ({
  method: "POST",
  path: UNWRAP,
  headers: { "x-vault-token": token }
})

export const json = (status: number, value: unknown): WireResponse => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  text: JSON.stringify(value)
})

/** A successful response with these fields. */
export const envelope = (fields: object): WireResponse => {
  const nothing = { lease_id: "", renewable: false, lease_duration: 0, data: null, wrap_info: null }
  return json(200, { request_id: "an-id", ...nothing, warnings: null, auth: null, ...fields })
}

export const editText = (response: WireResponse, edit: (text: string) => string): WireResponse => ({
  ...response,
  text: edit(response.text)
})

/** Returns the first string with this key, anywhere in the response. */
export const valueIn = (response: WireResponse, key: string): string | undefined =>
  new RegExp(`"${key}":"([^"]*)"`).exec(response.text)?.[1]

export const POLICIES = "sys/policies/acl"
export const CREATE = "auth/token/create"
/** A successful response without a body. */
export const NO_CONTENT: WireResponse = { status: 204, headers: { "cache-control": "no-store" }, text: "" }

export const isWrite = (request: WireRequest): boolean => request.method === "POST" || request.method === "PUT"
/** Replaces the token of the caller, by the root token or another one. */
export const asRoot = (request: WireRequest, token: string): WireRequest => ({
  ...request,
  headers: { ...request.headers, "x-vault-token": token }
})

/** Changes the fields of the request's body. */
export function withFields(request: WireRequest, change: (fields: Record<string, unknown>) => Record<string, unknown>) {
  const fields: unknown = request.body === undefined ? undefined : JSON.parse(request.body)
  return typeof fields === "object" && fields !== null
    ? { ...request, body: JSON.stringify(change({ ...fields })) }
    : request
}

/** Changes the text of every policy that is written. */
export const alterPolicies =
  (change: (text: string) => string): MakeTamper =>
  () =>
  (request, forward) =>
    forward(
      isBelow(request, POLICIES) && isWrite(request)
        ? withFields(request, ({ policy, ...rest }) => ({
            ...rest,
            policy: typeof policy === "string" ? change(policy) : policy
          }))
        : request
    )

/** Removes a field from writes to paths with this prefix. */
export const ignoreField =
  (field: string, path: string): MakeTamper =>
  () =>
  (request, forward) =>
    forward(
      request.path.startsWith(path) && isWrite(request)
        ? withFields(request, ({ [field]: _, ...rest }) => rest)
        : request
    )

/** Does nothing on these requests, and reports success. */
export const pretendSuccess =
  (of: (request: WireRequest) => boolean): MakeTamper =>
  () =>
  async (request, forward) =>
    of(request) ? NO_CONTENT : forward(request)

/** Changes responses: `change` returns another response, or undefined to keep it. */
export const alterResponse =
  (
    change: (
      response: WireResponse,
      request: WireRequest,
      again: (request: WireRequest) => Promise<WireResponse>
    ) => unknown
  ): MakeTamper =>
  () =>
  async (request, forward) => {
    const response = await forward(request)
    return ((await change(response, request, forward)) as WireResponse | undefined) ?? response
  }

export const isWrapped = (response: WireResponse): boolean => response.text.includes('"wrap_info":{')

/** Whether a request creates a token through a role. */
export const createsByRole = (request: WireRequest): boolean => isBelow(request, CREATE)

/** The path of an AppRole role or a userpass user. */
export const ROLE_OR_USER = /^auth\/[^/]+\/(role|users)\/[^/]+$/

export const isLogin = ({ path }: WireRequest): boolean => /^auth\/[^/]+\/login(\/[^/]+)?$/.test(path)
