import { createEnwrapMock } from "@enwrap/msw"
import { sendTo, type Sent, unwrapIn, wrapIn } from "./hand-over.ts"

/** A mock, and requests to it through its own `fetch`, without MSW. */
export const mock = createEnwrapMock({ startTime: Date.UTC(2030, 0, 1) })
export const { clock, fetch } = mock
export const send = (path: string, sent?: Sent): Promise<Response> => sendTo(mock, path, sent, fetch)
export const wrap = (payload: object, ttl?: string): Promise<string> => wrapIn(mock, payload, ttl, fetch)
export const unwrap = (token: string): Promise<Response> => unwrapIn(mock, token, fetch)

/** The `errors` of a response. */
export const errorsOf = async (response: Response): Promise<ReadonlyArray<string>> =>
  ((await response.json()) as { errors: ReadonlyArray<string> }).errors
