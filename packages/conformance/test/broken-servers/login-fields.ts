import type { WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  fieldOf,
  ignoreField,
  isWrite,
  json,
  NO_CONTENT,
  pretendSuccess,
  withFields,
  ROLE_OR_USER,
  isLogin
} from "./tampering.ts"

/** Faults in the fields of roles, users and secret ids, and in strict logins. */
export const loginFields: ReadonlyArray<BrokenServer> = [
  {
    fault: "does not reset a deleted field of a role",
    fails: ["RWC-LF-01", "RWC-AR-01"],
    passes: ["RWC-LF-02"],
    tamper: pretendSuccess(({ method, path }) => method === "DELETE" && /\/role\/[^/]+\/[^/]+$/.test(path))
  },
  {
    fault: "accepts contradictory roles and users",
    fails: ["RWC-LF-02", "RWC-LF-04", "RWC-LF-05", "RWC-AR-05", "RWC-UP-06", "RWC-SL-02", "RWC-SL-04"],
    passes: ["RWC-LF-01", "RWC-SI-09"],
    tamper: alterResponse((response, request) =>
      isWrite(request) && ROLE_OR_USER.test(request.path) && response.status === 400 ? NO_CONTENT : undefined
    )
  },
  {
    fault: "writes the valid fields of a rejected request",
    fails: ["RWC-LF-02", "RWC-LF-04"],
    passes: ["RWC-LF-01", "RWC-AR-01"],
    tamper: alterResponse(async (response, request, again) => {
      if (isWrite(request) && ROLE_OR_USER.test(request.path) && response.status === 400)
        await again(withFields(request, ({ token_max_ttl: _, token_type: __, ...rest }) => rest))
    })
  },
  {
    fault: "ignores password hashes",
    fails: ["RWC-LF-05"],
    passes: ["RWC-LF-04", "RWC-UP-01"],
    tamper: ignoreField("password_hash", "auth/")
  },
  {
    fault: "accepts an existing custom secret id",
    fails: ["RWC-SI-09", "RWC-SL-02"],
    passes: ["RWC-SI-06"],
    tamper: alterResponse((response, request) =>
      request.path.endsWith("/custom-secret-id") && response.text.includes("already")
        ? json(200, { data: { secret_id: fieldOf(request, "secret_id") } })
        : undefined
    )
  },
  {
    fault: "ignores the addresses of secret ids",
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
    fault: "starts tidying without a response",
    fails: ["RWC-SI-11"],
    passes: ["RWC-SI-08"],
    tamper: pretendSuccess(({ path }) => path.endsWith("/tidy/secret-id"))
  },
  {
    fault: "tidies valid secret ids away",
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
    fault: "returns 500 for an invalid login request",
    fails: ["RWC-SL-01", "RWC-AR-04"],
    passes: ["RWC-SI-03", "RWC-UP-02"],
    tamper: alterResponse((response, request) =>
      isLogin(request) && response.status === 400 && !response.text.includes("invalid")
        ? { ...response, status: 500 }
        : undefined
    )
  },
  {
    fault: "ignores the TTL of secret ids",
    fails: ["RWC-SL-03", "RWC-SI-07"],
    passes: ["RWC-SI-03"],
    skipWaits: true,
    tamper: ignoreField("secret_id_ttl", "auth/")
  },
  {
    fault: "counts concurrent logins as one use of a secret id",
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
