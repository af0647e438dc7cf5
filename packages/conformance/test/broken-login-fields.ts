import type { WireResponse, WireRequest } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { fieldOf, json } from "./broken-transport.ts"
import { done, idle, isWrite, misanswered, unread, withFields } from "./tampers.ts"

const ROLE_OR_USER = /^auth\/[^/]+\/(role|users)\/[^/]+$/

const isLogin = ({ path }: WireRequest): boolean => /^auth\/[^/]+\/login/.test(path)

/** Promises about what roles, users and secret ids may be, and the stricter ones about logins. */
export const brokenLoginFields: ReadonlyArray<Broken> = [
  {
    promise: "a field of a role is set back: it stays",
    fails: ["RWC-LF-01", "RWC-AR-01"],
    passes: ["RWC-LF-02"],
    tamper: idle(({ method, path }) => method === "DELETE" && /\/role\/[^/]+\/[^/]+$/.test(path))
  },
  {
    promise: "what contradicts itself is refused: it is taken",
    fails: ["RWC-LF-02", "RWC-LF-04", "RWC-LF-05", "RWC-AR-05", "RWC-UP-06", "RWC-SL-02", "RWC-SL-04"],
    passes: ["RWC-LF-01", "RWC-SI-09"],
    tamper: misanswered((response, request) =>
      isWrite(request) && ROLE_OR_USER.test(request.path) && response.status === 400 ? done : undefined
    )
  },
  {
    promise: "what is refused stays as it was: the rest of it is done",
    fails: ["RWC-LF-02", "RWC-LF-04"],
    passes: ["RWC-LF-01", "RWC-AR-01"],
    tamper: misanswered(async (response, request, again) => {
      if (isWrite(request) && ROLE_OR_USER.test(request.path) && response.status === 400)
        await again(withFields(request, ({ token_max_ttl: _, token_type: __, ...rest }) => rest))
    })
  },
  {
    promise: "a hash takes the place of a password: it is not read",
    fails: ["RWC-LF-05"],
    passes: ["RWC-LF-04", "RWC-UP-01"],
    tamper: unread("password_hash", "auth/")
  },
  {
    promise: "a secret id of one's own is given once: again and again",
    fails: ["RWC-SI-09", "RWC-SL-02"],
    passes: ["RWC-SI-06"],
    tamper: misanswered((response, request) =>
      request.path.endsWith("/custom-secret-id") && response.text.includes("already")
        ? json(200, { data: { secret_id: fieldOf(request, "secret_id") } })
        : undefined
    )
  },
  {
    promise: "a secret id is bound as its role is: its addresses are not read",
    fails: ["RWC-SI-10", "RWC-AR-06", "RWC-SL-02"],
    passes: ["RWC-SI-06"],
    tamper: () => (request, forward) =>
      forward(
        request.path.endsWith("/secret-id")
          ? withFields(request, ({ cidr_list: _, token_bound_cidrs: __, ...rest }) => rest)
          : request
      )
  },
  {
    promise: "tidying says what it does: it says nothing",
    fails: ["RWC-SI-11"],
    passes: ["RWC-SI-08"],
    tamper: idle(({ path }) => path.endsWith("/tidy/secret-id"))
  },
  {
    promise: "tidying takes away what is over: it takes away all",
    fails: ["RWC-SI-11"],
    passes: ["RWC-SI-04"],
    tamper: () => {
      const roles = new Set<string>()
      return async (request, forward) => {
        if (request.path.endsWith("/secret-id") && isWrite(request)) roles.add(request.path.replace(/\/secret-id$/, ""))
        if (request.path.endsWith("/tidy/secret-id"))
          for (const path of roles) await forward({ ...request, method: "DELETE", path })
        return forward(request)
      }
    }
  },
  {
    promise: "a login's mistake is the caller's: it is the server's",
    fails: ["RWC-SL-01", "RWC-AR-04"],
    passes: ["RWC-SI-03", "RWC-UP-02"],
    tamper: misanswered((response, request) =>
      isLogin(request) && response.status === 400 && !response.text.includes("invalid")
        ? { ...response, status: 500 }
        : undefined
    )
  },
  {
    promise: "a secret id ends: it never does",
    fails: ["RWC-SL-03", "RWC-SI-07"],
    passes: ["RWC-SI-03"],
    hasty: true,
    tamper: unread("secret_id_ttl", "auth/")
  },
  {
    promise: "uses are counted one by one: logins that overlap are one use",
    fails: ["RWC-SL-05"],
    passes: ["RWC-SI-03", "RWC-AR-02"],
    tamper: () => {
      const inFlight = new Map<unknown, Promise<WireResponse>>()
      return (request, forward) => {
        if (!isLogin(request)) return forward(request)
        const secretId = fieldOf(request, "secret_id")
        const shared = inFlight.get(secretId) ?? forward(request).finally(() => inFlight.delete(secretId))
        inFlight.set(secretId, shared)
        return shared
      }
    }
  }
]
