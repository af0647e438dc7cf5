import type { Transport, WireResponse, WireRequest } from "../src/transport.ts"

/** What stands between the suite and a sound server, and breaks a promise. `forward` asks the server. */
export type Tamper = (
  request: WireRequest,
  forward: (request: WireRequest) => Promise<WireResponse>
) => Promise<WireResponse>

export function tampered(transport: Transport, tamper: Tamper): Transport {
  const send = (request: WireRequest): Promise<WireResponse> => tamper(request, transport.send)
  return { send, sendTogether: (requests) => Promise.all(requests.map(send)) }
}

export const UNWRAP = "sys/wrapping/unwrap"

export const isPath = (request: WireRequest, path: string): boolean => request.path.split("?")[0] === path

export const isBelow = (request: WireRequest, path: string): boolean => request.path.startsWith(`${path}/`)

/** What stands under a key of the request's body; undefined where it is no object. */
export function fieldOf(request: WireRequest, key: string): unknown {
  try {
    return (JSON.parse(request.body ?? "{}") as Readonly<Record<string, unknown>> | null)?.[key]
  } catch {
    return undefined
  }
}

/** The wrapping token that a request is about: in the body, in the query, or the caller. */
export function tokenOf(request: WireRequest): string | undefined {
  try {
    const inBody = (JSON.parse(request.body ?? "{}") as { readonly token?: unknown } | null)?.token
    if (typeof inBody === "string") return inBody
  } catch {
    /* no JSON: no token in it */
  }
  return (
    new URLSearchParams(request.path.split("?")[1]).get("token") ??
    request.headers["x-vault-token"] ??
    request.headers["authorization"]?.replace("Bearer ", "")
  )
}

/** Uses a wrapping token up, so that it is gone. */
export const burn = (token: string): WireRequest => ({
  method: "POST",
  path: UNWRAP,
  headers: { "x-vault-token": token }
})

export const json = (status: number, value: unknown): WireResponse => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  text: JSON.stringify(value)
})

export const edited = (response: WireResponse, edit: (text: string) => string): WireResponse => ({
  ...response,
  text: edit(response.text)
})

/** The first text that stands for a key, anywhere in the answer. */
export const valueIn = (response: WireResponse, key: string): string | undefined =>
  new RegExp(`"${key}":"([^"]*)"`).exec(response.text)?.[1]
