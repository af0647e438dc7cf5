import type { WireResponse, WireRequest } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { isBelow } from "./broken-transport.ts"

export const POLICIES = "sys/policies/acl"
export const CREATE = "auth/token/create"
export const done: WireResponse = { status: 204, headers: {}, text: "" }

export const isWrite = (request: WireRequest): boolean => request.method === "POST" || request.method === "PUT"
export const asRoot = (request: WireRequest, token: string): WireRequest => ({
  ...request,
  headers: { ...request.headers, "x-vault-token": token }
})

/** Reads the fields of a request's body as others. */
export function withFields(request: WireRequest, change: (fields: Record<string, unknown>) => Record<string, unknown>) {
  const fields: unknown = request.body === undefined ? undefined : JSON.parse(request.body)
  return typeof fields === "object" && fields !== null
    ? { ...request, body: JSON.stringify(change({ ...fields })) }
    : request
}

/** Policies are read as other texts than were written, and given back as they were written. */
export const misread =
  (change: (text: string) => string): Broken["tamper"] =>
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

/** Fields of this name are not read, in requests to paths that begin so. */
export const unread =
  (field: string, path: string): Broken["tamper"] =>
  () =>
  (request, forward) =>
    forward(
      request.path.startsWith(path) && isWrite(request)
        ? withFields(request, ({ [field]: _, ...rest }) => rest)
        : request
    )

/** Nothing is done about requests of this kind, and success is claimed. */
export const idle =
  (of: (request: WireRequest) => boolean): Broken["tamper"] =>
  () =>
  async (request, forward) =>
    of(request) ? done : forward(request)

/** Answers of this kind become others. */
export const misanswered =
  (
    change: (
      response: WireResponse,
      request: WireRequest,
      again: (request: WireRequest) => Promise<WireResponse>
    ) => unknown
  ): Broken["tamper"] =>
  () =>
  async (request, forward) => {
    const response = await forward(request)
    return ((await change(response, request, forward)) as WireResponse | undefined) ?? response
  }
