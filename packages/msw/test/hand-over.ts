import { type EnwrapMock, onUnhandledFrame, onUnhandledRequest } from "@enwrap/msw"

/** For `listen` and `start`: the option of MSW 3, and that of MSW 2. */
export const listenOptions = { onUnhandledFrame, onUnhandledRequest }

/** The `fetch` of the platform, or of the mock. */
export type SendingFetch = (url: string, init?: RequestInit) => Promise<Response>

export interface Sent {
  readonly method?: string
  readonly token?: string
  readonly wrapTtl?: string
  readonly body?: object
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
}

/** Sends a request to a mock as an app without a client would. */
export const sendTo = (
  { baseUrl }: Pick<EnwrapMock, "baseUrl">,
  path: string,
  { body, headers, method = "POST", signal, token, wrapTtl }: Sent = {},
  fetch: SendingFetch = globalThis.fetch
): Promise<Response> =>
  fetch(`${baseUrl}/v1/${path}`, {
    method,
    headers: {
      ...headers,
      ...(token !== undefined && { "x-vault-token": token }),
      ...(wrapTtl !== undefined && { "x-vault-wrap-ttl": wrapTtl })
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal })
  })

/** Wraps a payload, and returns the wrapping token. */
export const wrapIn = async (mock: EnwrapMock, payload: object, ttl = "60s", fetch?: SendingFetch): Promise<string> => {
  const response = await sendTo(
    mock,
    "sys/wrapping/wrap",
    { token: mock.rootToken, wrapTtl: ttl, body: payload },
    fetch
  )
  if (response.status !== 200) throw new Error(`wrapping failed with status ${response.status}`)
  return ((await response.json()) as { wrap_info: { token: string } }).wrap_info.token
}

export const unwrapIn = (mock: EnwrapMock, token: string, fetch?: SendingFetch): Promise<Response> =>
  sendTo(mock, "sys/wrapping/unwrap", { token }, fetch)
