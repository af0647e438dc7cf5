import { REWRAP, UNWRAP } from "../../src/endpoints.ts"
import { wrappingServers } from "./index.ts"
import { editText, fieldOf, isPath, tokenOf, unwrapRequest, type MakeTamper } from "./tampering.ts"

/** A broken server that random traces must find: with the requirement that they name, and the length of the printed trace. */
export interface BrokenServerForTraces {
  readonly fault: string
  /** One of several, if more than one is violated. */
  readonly requirement: ReadonlyArray<string>
  readonly steps: number
  readonly tamper: MakeTamper
  /** Only a trace that waits for a TTL shows it. */
  readonly slow?: true
  readonly strict?: true
}

const known = (
  fault: string,
  requirement: ReadonlyArray<string>,
  steps: number,
  more: Pick<BrokenServerForTraces, "slow" | "strict"> = {}
): BrokenServerForTraces => {
  const server = wrappingServers.find((one) => one.fault === fault)
  if (server === undefined) throw new Error(`there is no broken server that ${fault}`)
  return { fault, requirement, steps, tamper: server.tamper, ...more }
}

const REVOKE = "auth/token/revoke-accessor"

/** The faults of other test files, and some that only a certain order of requests shows. */
export const brokenServersForTraces: ReadonlyArray<BrokenServerForTraces> = [
  known("returns the payload on every unwrap", ["RW-SU-1", "RW-SU-3"], 3),
  known("returns the payload to all concurrent unwraps", ["RW-SU-3"], 3),
  known("consumes the token on lookup", ["RW-LK-1"], 3),
  known("looks up used tokens", ["RW-SU-2"], 3),
  known("opens the latest response for any token", ["RW-SU-1", "RW-AC-5"], 5),
  known("consumes the token on a denied unwrap", ["RW-SU-7"], 3),
  known("accepts an accessor as a token", ["RW-AC-5"], 2),
  known("consumes the token on a lookup by accessor", ["RW-AC-3"], 3),
  known("does nothing on revocation by accessor", ["RW-AC-4", "RW-AC-7"], 4),
  known("derives accessors from tokens", ["RW-AC-1"], 1),
  known("keeps the accessors of used tokens", ["RW-AC-12", "RW-AC-4"], 3, { strict: true }),
  {
    fault: "keeps tokens for an hour, regardless of their TTL",
    requirement: ["RW-TTL-2"],
    steps: 2,
    slow: true,
    tamper: () => async (request, forward) => {
      const { "x-vault-wrap-ttl": ttl, ...headers } = request.headers
      const isRewrap = isPath(request, REWRAP)
      const response = await forward(
        ttl === "2" && !isRewrap
          ? { ...request, headers: { ...headers, "x-vault-wrap-ttl": "1h" } }
          : ttl === "900" && isRewrap
            ? { ...request, headers }
            : request
      )
      return editText(response, (text) => text.replaceAll(/ttl":3600/g, 'ttl":2'))
    }
  },
  {
    fault: "does not revoke the token inside",
    requirement: ["RW-AC-7"],
    steps: 4,
    tamper: () => {
      const inside = new Set<unknown>()
      return async (request, forward) => {
        if (isPath(request, REVOKE) && inside.has(fieldOf(request, "accessor")))
          return { status: 204, headers: {}, text: "" }
        const response = await forward(request)
        const accessor = /"wrapped_accessor":"([^"]+)"/.exec(response.text)?.[1]
        if (accessor !== undefined) inside.add(accessor)
        return response
      }
    }
  },
  {
    fault: "lets the third unwrap succeed again",
    requirement: ["RW-SU-1", "RW-SU-3"],
    steps: 4,
    tamper: () => {
      const opened = new Map<string | undefined, { text: string; count: number }>()
      return async (request, forward) => {
        const response = await forward(request)
        if (!isPath(request, UNWRAP)) return response
        const before = opened.get(tokenOf(request))
        if (response.status === 200) opened.set(tokenOf(request), { text: response.text, count: 1 })
        if (before === undefined || ++before.count !== 3) return response
        return { ...response, status: 200, text: before.text }
      }
    }
  },
  {
    fault: "opens a rewrapped token with its old token once the new one was used",
    requirement: ["RW-RW-1"],
    steps: 4,
    tamper: () => {
      const before = new Map<string, string>()
      const used = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const token = tokenOf(request) ?? ""
        const made = /"wrap_info":\{[^}]*"token":"([^"]+)"/.exec(response.text)?.[1]
        if (isPath(request, REWRAP) && made !== undefined) before.set(made, token)
        if (!isPath(request, UNWRAP)) return response
        const old = before.get(token)
        if (response.status === 200 && old !== undefined) used.set(old, response.text)
        const text = used.get(token)
        return text === undefined ? response : { ...response, status: 200, text }
      }
    }
  },
  {
    fault: "ends a token when the unwrap of another one is refused",
    requirement: ["RW-TTL-1", "RW-SU-7", "RW-AC-2", "RW-LK-1"],
    steps: 6,
    tamper: () => {
      const tokens: Array<string> = []
      return async (request, forward) => {
        const response = await forward(request)
        const made = /"wrap_info":\{[^}]*"token":"([^"]+)"/.exec(response.text)?.[1]
        if (made !== undefined) tokens.push(made)
        const asked = tokenOf(request) ?? ""
        const other = tokens.findLast((token) => token !== asked)
        if (isPath(request, UNWRAP) && response.status === 400 && other !== undefined && tokens.includes(asked))
          await forward(unwrapRequest(other))
        return response
      }
    }
  }
]
