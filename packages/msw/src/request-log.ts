import { redactPath } from "./redact-path.ts"
import { tokenOf } from "./request-parts.ts"

/** A request that a mock got: nothing of it is secret. */
export interface LoggedRequest {
  readonly method: string
  /** Below `/v1/`, decoded, without the query, tokens replaced: `sys/wrapping/unwrap`. */
  readonly path: string
  /** Whether a token came in a header. */
  readonly hasToken: boolean
  /** What the server answered; undefined while it is at it. */
  readonly status: number | undefined
  /** Whether the answer was lost on its way: see `faults.lostResponse`. */
  readonly lost: boolean
}

/** The requests that came, in their order. */
export interface RequestLog {
  /** Notes that a request came; the function that comes back notes what became of it. */
  readonly begin: (request: Request, path: string) => (status: number, lost: boolean) => void
  readonly entries: () => ReadonlyArray<LoggedRequest>
}

export const makeRequestLog = (): RequestLog => {
  const entries: Array<LoggedRequest> = []
  return {
    begin: (request, path) => {
      const token = tokenOf(request)
      const entry = { method: request.method, path: redactPath(path, token), hasToken: token !== undefined }
      const index = entries.push({ ...entry, status: undefined, lost: false }) - 1
      return (status, lost) => {
        entries[index] = { ...entry, status, lost }
      }
    },
    entries: () => [...entries]
  }
}
