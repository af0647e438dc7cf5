import { REWRAP, UNWRAP, WRAP } from "../../src/endpoints.ts"
import type { WireRequest, WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  asRoot,
  CREATE,
  envelope,
  fieldOf,
  isPath,
  isWrapped,
  json,
  NO_CONTENT,
  tokenOf,
  unwrapRequest,
  valueIn,
  type MakeTamper
} from "./tampering.ts"

const RESPONSE = "cubbyhole/response"
const REVOKE = "auth/token/revoke-accessor"

const callerOf = ({ headers }: WireRequest): string =>
  headers["x-vault-token"] ?? headers["authorization"]?.replace("Bearer ", "") ?? ""
const tokenInBody = (request: WireRequest): string | undefined => {
  const token = fieldOf(request, "token")
  return typeof token === "string" ? token : undefined
}
const isOpening = (request: WireRequest): boolean => isPath(request, UNWRAP) || isPath(request, RESPONSE)
const isByHeader = (request: WireRequest): boolean => isPath(request, UNWRAP) && tokenInBody(request) === undefined
const isOfType = ({ headers }: WireRequest, type: string): boolean => headers["content-type"]?.includes(type) === true

/** Opens a token again if a request of this kind opened it. */
const keepsAfter =
  (of: (request: WireRequest) => boolean): MakeTamper =>
  () => {
    const kept = new Map<string | undefined, WireResponse>()
    return async (request, forward) => {
      const token = tokenOf(request)
      const again = isOpening(request) ? kept.get(token) : undefined
      if (again !== undefined) return again
      const response = await forward(request)
      if (response.status === 200 && isPath(request, UNWRAP) && of(request)) kept.set(token, response)
      return response
    }
  }

/** Lets tokens that have ended act as the root token in an unwrap by body. `ends` returns the token that a request ended. */
const actsAfter =
  (
    ends: (request: WireRequest, response: WireResponse, accessors: Map<string, string>) => string | undefined
  ): MakeTamper =>
  (root) => {
    const ended = new Set<string>()
    const accessors = new Map<string, string>()
    return async (request, forward) => {
      const caller = callerOf(request)
      const isBy = isPath(request, UNWRAP) && ended.has(caller) && (tokenInBody(request) ?? caller) !== caller
      const response = await forward(isBy ? asRoot(request, root) : request)
      if (isWrapped(response)) accessors.set(valueIn(response, "accessor") ?? "", valueIn(response, "token") ?? "")
      const one = ends(request, response, accessors)
      if (one !== undefined) ended.add(one)
      return response
    }
  }

/** Lets tokens act as the root token in an unwrap by body once their TTL has elapsed. */
const actsOnceExpired =
  (key: "client_token" | "token", ttlOf: RegExp): MakeTamper =>
  (root) => {
    const ends = new Map<string, number>()
    return async (request, forward) => {
      const isExpired = performance.now() > (ends.get(callerOf(request)) ?? Infinity)
      const isBy = isPath(request, UNWRAP) && tokenInBody(request) !== undefined && isExpired
      const response = await forward(isBy ? asRoot(request, root) : request)
      const ttl = ttlOf.exec(response.text)?.[1]
      const token = valueIn(response, key)
      if (ttl !== undefined && token !== undefined) ends.set(token, performance.now() + Number(ttl) * 1_000)
      return response
    }
  }

/** Opens what the token in the body is mistaken for. */
const mistakesTokens =
  (tokenFor: (given: unknown, latest: string | undefined) => unknown): MakeTamper =>
  () => {
    let latest: string | undefined
    return async (request, forward) => {
      const token = isPath(request, UNWRAP) ? tokenFor(fieldOf(request, "token"), latest) : undefined
      const response = await forward(
        typeof token === "string" ? { ...request, body: JSON.stringify({ token }) } : request
      )
      if (isWrapped(response)) latest = valueIn(response, "token")
      return response
    }
  }

/** Rewraps a token that is being opened by another request. */
const rewrapsDuringOpening: MakeTamper = (root) => {
  const opening = new Map<string | undefined, Promise<WireResponse>>()
  return async (request, forward) => {
    const token = tokenOf(request)
    if (isByHeader(request)) {
      const response = forward(request)
      if (!opening.has(token)) opening.set(token, response)
      return response.finally(() => opening.delete(token))
    }
    const opened = isPath(request, REWRAP) ? opening.get(token) : undefined
    if (opened === undefined || (await opened).status !== 200) return forward(request)
    const headers = { "x-vault-token": root, "x-vault-wrap-ttl": "60" }
    return forward({ method: "POST", path: WRAP, headers, body: (await opened).text })
  }
}

/** Opens a token, in one of the ways, that is being rewrapped by another request. */
const opensDuringRewrap =
  (of: (request: WireRequest) => boolean): MakeTamper =>
  () => {
    const rewraps = new Map<string | undefined, Promise<WireResponse>>()
    return async (request, forward) => {
      const token = tokenOf(request)
      if (isPath(request, REWRAP)) {
        const response = forward(request)
        if (!rewraps.has(token)) rewraps.set(token, response)
        return response.finally(() => rewraps.delete(token))
      }
      const rewrapped = of(request) ? await rewraps.get(token) : undefined
      const fresh = rewrapped && isWrapped(rewrapped) ? valueIn(rewrapped, "token") : undefined
      const opened = fresh === undefined ? undefined : await forward(unwrapRequest(fresh))
      if (opened?.status !== 200) return forward(request)
      return isPath(request, RESPONSE) ? envelope({ data: { response: opened.text } }) : opened
    }
  }

/** Takes a value for the accessor of a wrapping token that it is like. */
const mistakesAccessors =
  (isLike: (given: string, accessor: string, token: string) => boolean): MakeTamper =>
  () => {
    const issued = new Map<string, string>()
    return async (request, forward) => {
      const given = isPath(request, REVOKE) ? fieldOf(request, "accessor") : undefined
      const meant =
        typeof given === "string" && !issued.has(given)
          ? [...issued].find(([accessor, token]) => isLike(given, accessor, token))?.[0]
          : undefined
      const response = await forward(
        meant === undefined ? request : { ...request, body: JSON.stringify({ accessor: meant }) }
      )
      if (isWrapped(response)) issued.set(valueIn(response, "accessor") ?? "", valueIn(response, "token") ?? "")
      return meant === undefined ? response : NO_CONTENT
    }
  }

/** Faults of what consumes a token, and of who may. */
export const consumingRequests: ReadonlyArray<BrokenServer> = [
  {
    fault: "keeps a token that was opened by a request with the token in both the header and the body",
    fails: ["RWC-US-01"],
    passes: ["RWC-SU-01", "RWC-SU-02", "RWC-US-02", "RWC-OW-01"],
    tamper: keepsAfter((request) => tokenInBody(request) === callerOf(request))
  },
  {
    fault: "keeps the token in the body if the caller is a wrapping token",
    fails: ["RWC-US-02"],
    passes: ["RWC-SU-02", "RWC-UN-04", "RWC-OW-01"],
    tamper: () => {
      const issued = new Set<string | undefined>()
      const inner = keepsAfter(
        (request) => issued.has(callerOf(request)) && (tokenInBody(request) ?? callerOf(request)) !== callerOf(request)
      )("")
      return (request, forward) =>
        inner(request, async (sent) => {
          const response = await forward(sent)
          if (isWrapped(response)) issued.add(valueIn(response, "token"))
          return response
        })
    }
  },
  {
    fault: "keeps a token that was opened by the last use of its caller",
    fails: ["RWC-US-03"],
    passes: ["RWC-SU-02", "RWC-SU-17", "RWC-UN-04"],
    tamper: () => {
      const lastUse = new Set<string | undefined>()
      const inner = keepsAfter((request) => lastUse.has(callerOf(request)))("")
      return (request, forward) =>
        inner(request, async (sent) => {
          const response = await forward(sent)
          if (isPath(sent, CREATE) && fieldOf(sent, "num_uses") === 1) lastUse.add(valueIn(response, "client_token"))
          return response
        })
    }
  },
  {
    fault: "keeps a token that was opened by PUT of a form",
    fails: ["RWC-US-04"],
    passes: ["RWC-BI-04", "RWC-OW-01"],
    tamper: keepsAfter((request) => request.method === "PUT" && isOfType(request, "form"))
  },
  {
    fault: "keeps a token that was opened by body by a caller in Authorization: Bearer",
    fails: ["RWC-US-04"],
    passes: ["RWC-SU-06", "RWC-OW-01"],
    tamper: (root) =>
      keepsAfter((request) => request.headers["authorization"] === `Bearer ${root}` && !isByHeader(request))(root)
  },
  {
    fault: "keeps a token that was opened by a body with an unknown field",
    fails: ["RWC-US-04"],
    passes: ["RWC-SU-02", "RWC-OW-01"],
    tamper: keepsAfter((request) => fieldOf(request, "extra") !== undefined)
  },
  {
    fault: "keeps a token that was opened by a body of the type text/plain",
    fails: ["RWC-US-04"],
    passes: ["RWC-HF-03", "RWC-OW-01"],
    tamper: keepsAfter((request) => isOfType(request, "text/plain"))
  },
  {
    fault: "keeps a token that was opened by a body in chunks",
    fails: ["RWC-US-05"],
    passes: ["RWC-HF-06", "RWC-OW-01"],
    tamper: keepsAfter(({ headers }) => headers["transfer-encoding"] !== undefined)
  },
  {
    fault: "lets a used wrapping token unwrap others",
    fails: ["RWC-US-06"],
    passes: ["RWC-SU-01", "RWC-UN-04", "RWC-US-07"],
    tamper: actsAfter((request, { status }) => (isOpening(request) && status === 200 ? tokenOf(request) : undefined))
  },
  {
    fault: "lets a revoked wrapping token unwrap others",
    fails: ["RWC-US-07"],
    passes: ["RWC-AC-04", "RWC-US-06"],
    tamper: actsAfter((request, _, accessors) =>
      isPath(request, REVOKE) ? accessors.get(String(fieldOf(request, "accessor"))) : undefined
    )
  },
  {
    fault: "lets a token unwrap others once it has expired",
    fails: ["RWC-US-08"],
    passes: ["RWC-UN-04", "RWC-US-06"],
    tamper: actsOnceExpired("client_token", /"lease_duration":([1-9]\d*)/)
  },
  {
    fault: "lets a wrapping token unwrap others once it has expired",
    fails: ["RWC-US-08"],
    passes: ["RWC-UN-04", "RWC-US-06"],
    tamper: actsOnceExpired("token", /"wrap_info":\{.*?"ttl":(\d+)/)
  },
  {
    fault: "opens the first token of a list",
    fails: ["RWC-US-09"],
    passes: ["RWC-SU-02", "RWC-ER-03"],
    tamper: mistakesTokens((given) => (Array.isArray(given) ? given[0] : undefined))
  },
  {
    fault: "opens the latest response if the token is an object with an operator",
    fails: ["RWC-US-09"],
    passes: ["RWC-SU-02", "RWC-ER-03"],
    tamper: mistakesTokens((given, latest) =>
      typeof given === "object" && given !== null && Object.keys(given)[0]?.startsWith("$") === true
        ? latest
        : undefined
    )
  },
  {
    fault: "rewraps a token while it is opened by header",
    fails: ["RWC-US-10"],
    passes: ["RWC-RW-01", "RWC-RW-09", "RWC-RW-10", "RWC-OW-22"],
    tamper: rewrapsDuringOpening
  },
  {
    fault: "opens a token by header while it is rewrapped",
    fails: ["RWC-US-10"],
    passes: ["RWC-RW-01", "RWC-RW-09", "RWC-RW-10", "RWC-OW-22"],
    tamper: opensDuringRewrap(isByHeader)
  },
  {
    fault: "opens a token by Authorization: Bearer while it is rewrapped",
    fails: ["RWC-US-10"],
    passes: ["RWC-RW-01", "RWC-RW-09", "RWC-RW-10", "RWC-OW-22"],
    tamper: opensDuringRewrap((request) => isByHeader(request) && request.headers["authorization"] !== undefined)
  },
  {
    fault: "reads cubbyhole/response of a token while it is rewrapped",
    fails: ["RWC-US-10"],
    passes: ["RWC-RW-01", "RWC-RW-09", "RWC-RW-10", "RWC-OW-22"],
    tamper: opensDuringRewrap((request) => isPath(request, RESPONSE))
  },
  {
    fault: "does not wrap a response if the wrap TTL is below a second",
    fails: ["RWC-TTL-57"],
    passes: ["RWC-TTL-10", "RWC-WE-08"],
    tamper: () => (request, forward) => {
      const { "x-vault-wrap-ttl": ttl, ...headers } = request.headers
      return forward(ttl !== undefined && /^(0?\.\d+s|\d+(ms|us|ns))$/.test(ttl) ? { ...request, headers } : request)
    }
  },
  {
    fault: "revokes wrapping tokens when their creator expires",
    fails: ["RWC-TK-16"],
    passes: ["RWC-TK-05", "RWC-TK-06", "RWC-TK-07"],
    tamper: () => {
      const ends = new Map<string, number>()
      const creators = new Map<string | undefined, string>()
      return async (request, forward) => {
        const creator = creators.get(tokenOf(request))
        const isGone = creator !== undefined && performance.now() > (ends.get(creator) ?? Infinity)
        if (isGone && request.path.startsWith("sys/wrapping/"))
          return json(400, { errors: ["wrapping token is not valid or does not exist"] })
        const response = await forward(request)
        const ttl = /"lease_duration":([1-9]\d*)/.exec(response.text)?.[1]
        if (isPath(request, CREATE) && ttl !== undefined)
          ends.set(valueIn(response, "client_token") ?? "", performance.now() + Number(ttl) * 1_000)
        if (isWrapped(response)) creators.set(valueIn(response, "token"), callerOf(request))
        return response
      }
    }
  },
  {
    fault: "revokes by the beginning of an accessor",
    fails: ["RWC-AC-18"],
    passes: ["RWC-AC-04", "RWC-AC-07"],
    tamper: mistakesAccessors((given, accessor) => given.length > 5 && accessor.startsWith(given))
  },
  {
    fault: "revokes by an accessor in another letter case",
    fails: ["RWC-AC-18"],
    passes: ["RWC-AC-04", "RWC-AC-07"],
    tamper: mistakesAccessors((given, accessor) => given.toLowerCase() === accessor.toLowerCase())
  },
  {
    fault: "revokes a wrapping token by its accessor or by itself",
    fails: ["RWC-AC-18"],
    passes: ["RWC-AC-04", "RWC-AC-07"],
    tamper: mistakesAccessors((given, _, token) => given === token)
  }
]
