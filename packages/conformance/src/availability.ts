import { readResponse, wireRequest, type ApiRequest, type ApiResponse, type Operator } from "./api-request.ts"
import { WRAP } from "./endpoints.ts"
import { at } from "./expect.ts"
import { plainLine, shortened } from "./plain-text.ts"
import { StillBusy } from "./retry.ts"
import { NoResponse, type Transport, type WireRequest } from "./transport.ts"

/** The server went away during the run. */
export interface Outage {
  /** Such as "no connection (ECONNREFUSED)". */
  readonly problem: string
  /** What happened, and which requests were in progress, in sentences. */
  readonly message: string
  /** When the server was found to be back, or to stay away, in milliseconds since the epoch. */
  readonly until: number
}

/** Distinguishes faults of a server from its absence, which says nothing about its conformance. */
export interface Availability {
  /** A transport for one case, and a function that returns the outage that explains why the case did not pass. */
  readonly watch: (id: string, transport: Transport) => Watched
  /** The outage that ended the run, if there is one. */
  readonly gone: () => Outage | undefined
}

export interface Watched {
  readonly transport: Transport
  readonly outage: () => Promise<Outage | undefined>
}

interface InProgress {
  readonly id: string
  /** Such as "POST sys/wrapping/unwrap". */
  readonly request: string
}

/** How often the suite looks whether the server is back, and how long it waits in between. */
const ATTEMPTS = 5
const PAUSE_MS = 1_000

/** For how many cases the request that was in progress is named, too. */
const NAMED = 3

/** Statuses that proxies send for an absent server, and that sealed servers send. */
const ABSENT: ReadonlyArray<number> = [502, 503, 504]

export function makeAvailability({
  probe,
  wait,
  redact,
  onGone
}: {
  /** Why the server cannot be tested at the moment; undefined if it can. */
  readonly probe: () => Promise<string | undefined>
  readonly wait: (milliseconds: number) => Promise<void>
  readonly redact: (text: string) => string
  readonly onGone: () => void
}): Availability {
  /** The requests without a response, each with the id of its case. */
  const inProgress = new Set<InProgress>()
  /** What was in progress when the first response failed to come. One of these requests may be the cause. */
  let during: ReadonlyArray<InProgress> = []
  let latest: Outage | undefined
  let gone: Outage | undefined
  let checking: Promise<Outage | undefined> | undefined

  const outageOf = (problem: string): Outage => {
    // A case may have had several requests in progress: one is enough to find it.
    const requests = new Map([...during].reverse().map(({ id, request }) => [id, request]))
    const named = [...requests].reverse().map(([id, request], i) => (i < NAMED ? `${id} (${request})` : id))
    return {
      problem,
      until: Date.now(),
      message: redact(`the server went away (${problem}) during the requests of ${named.join(", ")}`)
    }
  }
  const check = async (): Promise<Outage | undefined> => {
    const problem = await probe()
    if (problem !== undefined) {
      let now: string | undefined = problem
      for (let attempt = 1; attempt < ATTEMPTS && now !== undefined; attempt++) {
        await wait(PAUSE_MS)
        now = await probe()
      }
      latest = outageOf(problem)
      if (now !== undefined) {
        gone = latest
        onGone()
      }
    }
    during = []
    return latest
  }
  return {
    gone: () => gone,
    watch(id, transport) {
      let troubledAt: number | undefined
      const noteTrouble = (own: InProgress): void => {
        troubledAt = Date.now()
        if (during.length === 0) during = [own, ...[...inProgress].filter((one) => one !== own)]
      }
      const noting = async <A>(
        request: WireRequest,
        send: () => Promise<A>,
        statuses: (sent: A) => ReadonlyArray<number>
      ): Promise<A> => {
        const own = { id, request: `${request.method} ${request.path.replace(/\?.*/, "")}` }
        inProgress.add(own)
        try {
          const sent = await send()
          if (statuses(sent).some((status) => ABSENT.includes(status))) noteTrouble(own)
          return sent
        } catch (cause) {
          if (cause instanceof NoResponse || cause instanceof StillBusy) noteTrouble(own)
          throw cause
        } finally {
          inProgress.delete(own)
        }
      }
      const notingEach =
        (send: Transport["send"]): Transport["send"] =>
        (request) =>
          noting(
            request,
            () => send(request),
            ({ status }) => [status]
          )
      const { connect } = transport
      return {
        transport: {
          send: notingEach(transport.send),
          ...(connect !== undefined && {
            connect() {
              const { close, send } = connect()
              return { send: notingEach(send), close }
            }
          }),
          async sendTogether(requests) {
            const [first] = requests
            if (first === undefined) return []
            return noting(
              first,
              () => transport.sendTogether(requests),
              (responses) => responses.map(({ status }) => status)
            )
          }
        },
        async outage() {
          if (gone !== undefined || troubledAt === undefined) return gone
          // The server may be back already. Nothing that came before says anything about it.
          if (latest !== undefined && troubledAt <= latest.until) return latest
          const found = await (checking ??= check().finally(() => (checking = undefined)))
          return found !== undefined && troubledAt <= found.until ? found : undefined
        }
      }
    }
  }
}

/** Why the server cannot be tested at the moment; undefined if it can. */
export async function problemOf(transport: Transport, operator: Operator): Promise<string | undefined> {
  const ask = async (request: ApiRequest): Promise<ApiResponse | string> => {
    const sent = wireRequest(request, operator)
    try {
      return readResponse(sent, await transport.send(sent))
    } catch (cause) {
      if (cause instanceof NoResponse) return `no response: ${cause.code}`
      throw cause
    }
  }
  const health = await ask({ method: "GET", path: "sys/health", token: null })
  if (typeof health !== "string") {
    if (at(health, "sealed") === true) return "it is sealed"
    if (health.status < 500) return undefined
  }
  // The fault may be one of sys/health.
  const wrapped = await ask({ method: "POST", path: WRAP, ttl: 60, body: { "enwrap-conformance": "still there" } })
  if (typeof wrapped === "string") return wrapped
  if (wrapped.status < 500) return undefined
  return `it answers ${wrapped.status} ${shortened(plainLine(wrapped.text.trim()), 100)}`.trim()
}
