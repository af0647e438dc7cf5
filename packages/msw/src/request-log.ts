import { redactPath } from "./redact-path.ts"
import { tokenOf } from "./request-parts.ts"

/** A request that a mock received, without its secrets. */
export interface LoggedRequest {
  readonly method: string
  /** The path below `/v1/`, decoded, without the query, and with tokens redacted: `sys/wrapping/unwrap`. */
  readonly path: string
  /** Whether a header contained a token. */
  readonly hasToken: boolean
  /** The status of the response; undefined until there is one. */
  readonly status: number | undefined
  /** Whether the response was lost: see `faults.lostResponse`. */
  readonly lost: boolean
}

/** The received requests in order. */
export interface RequestLog {
  /** Adds a request, and returns a function that adds its result. */
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
