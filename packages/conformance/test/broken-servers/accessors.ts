import { UNWRAP } from "../../src/endpoints.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  editText,
  fieldOf,
  isPath,
  json,
  type MakeTamper,
  NO_CONTENT,
  tokenOf,
  unwrapRequest,
  valueIn,
  asRoot,
  pretendSuccess,
  type Tamper
} from "./tampering.ts"

const LOOKUP = "auth/token/lookup-accessor"
const REVOKE = "auth/token/revoke-accessor"

/** Creates a Tamper that knows the wrapping token of each accessor. */
const knowingTokens =
  (tamper: (tokens: ReadonlyMap<unknown, string>) => Tamper): MakeTamper =>
  () => {
    const tokens = new Map<unknown, string>()
    const inner = tamper(tokens)
    return (request, forward) =>
      inner(request, async (sent) => {
        const response = await forward(sent)
        const [token, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (token !== undefined && accessor !== undefined) tokens.set(accessor, token)
        return response
      })
  }

/** Looks up the accessors of wrapping tokens that are gone, depending on the number of earlier lookups. */
const keepsAccessors =
  (keeps: (lookups: number) => boolean): MakeTamper =>
  () => {
    const lookups = new Map<unknown, number>()
    return async (request, forward) => {
      const response = await forward(request)
      if (isPath(request, "sys/wrapping/wrap")) lookups.set(valueIn(response, "accessor"), 0)
      const accessor = fieldOf(request, "accessor")
      const earlier = lookups.get(accessor)
      if (!isPath(request, LOOKUP) || response.status === 200 || earlier === undefined) return response
      lookups.set(accessor, earlier + 1)
      return keeps(earlier) ? json(200, { data: { accessor } }) : response
    }
  }

/** Faults of accessors. */
export const accessors: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns the token in a lookup by accessor",
    fails: ["RWC-AC-02"],
    passes: ["RWC-AC-01", "RWC-AC-08"],
    tamper: knowingTokens((tokens) => async (request, forward) => {
      const response = await forward(request)
      const token = tokens.get(fieldOf(request, "accessor"))
      return isPath(request, LOOKUP) && response.status === 200
        ? editText(response, (text) => text.replace('"id":""', `"id":"${token ?? ""}"`))
        : response
    })
  },
  {
    fault: "accepts an accessor as a token",
    fails: ["RWC-AC-08"],
    passes: ["RWC-AC-02"],
    tamper: knowingTokens((tokens) => (request, forward) => {
      const token = tokens.get(request.headers["x-vault-token"])
      return forward(token === undefined ? request : asRoot(request, token))
    })
  },
  {
    fault: "consumes the token on a lookup by accessor",
    fails: ["RWC-AC-02"],
    passes: ["RWC-AC-01", "RWC-AC-03"],
    tamper: knowingTokens((tokens) => async (request, forward) => {
      const response = await forward(request)
      const token = isPath(request, LOOKUP) ? tokens.get(fieldOf(request, "accessor")) : undefined
      if (token !== undefined) await forward(unwrapRequest(token))
      return response
    })
  },
  {
    fault: "does nothing on revocation by accessor",
    fails: ["RWC-AC-03", "RWC-AC-07", "RWC-RW-11"],
    passes: ["RWC-AC-06"],
    tamper: pretendSuccess((request) => isPath(request, REVOKE))
  },
  {
    fault: "lets anyone revoke by accessor",
    fails: ["RWC-AC-10"],
    passes: ["RWC-AC-03"],
    tamper: (root) => (request, forward) => forward(isPath(request, REVOKE) ? asRoot(request, root) : request)
  },
  {
    fault: "returns no wrapped_accessor",
    fails: ["RWC-AC-06", "RWC-AC-07"],
    passes: ["RWC-AC-01", "RWC-WE-01"],
    tamper: () => async (request, forward) =>
      editText(await forward(request), (text) => text.replace(/,"wrapped_accessor":"[^"]*"/, ""))
  },
  {
    fault: "derives accessors from tokens",
    fails: ["RWC-AC-01"],
    passes: ["RWC-SU-01", "RWC-WE-01"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace(/("token":"([^"]*)","accessor":")[^"]*/, "$1$2-accessor"))
    )
  },
  {
    fault: "returns no warning if the accessor to revoke no longer exists",
    fails: ["RWC-AC-04"],
    passes: ["RWC-AC-03"],
    tamper: alterResponse((response, request) =>
      isPath(request, REVOKE) && response.status === 200 ? NO_CONTENT : undefined
    )
  },
  {
    fault: "keeps the accessors of used tokens",
    fails: ["RWC-AC-05", "RWC-ST-15"],
    passes: ["RWC-AC-01", "RWC-AC-02"],
    skipWaits: true,
    tamper: keepsAccessors(() => true)
  },
  {
    fault: "forgets the accessor of a used token only after a lookup",
    fails: ["RWC-ST-15"],
    passes: ["RWC-AC-05", "RWC-AC-09"],
    tamper: keepsAccessors((lookups) => lookups === 0)
  },
  {
    fault: "returns an empty lookup for an unknown accessor",
    fails: ["RWC-AC-09"],
    passes: ["RWC-AC-02", "RWC-AC-13"],
    tamper: alterResponse((response, request) =>
      fieldOf(request, "accessor") !== undefined && response.status >= 400 ? json(200, { data: null }) : undefined
    )
  },
  {
    fault: "renews an unknown accessor",
    fails: ["RWC-AC-09"],
    passes: ["RWC-AC-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, "auth/token/renew-accessor") && response.status >= 400 ? json(200, { auth: null }) : undefined
    )
  },
  {
    fault: "returns another error for revoked tokens",
    fails: ["RWC-AC-03", "RWC-AC-12"],
    passes: ["RWC-AC-02", "RWC-AC-06"],
    tamper: knowingTokens((tokens) => {
      const revoked = new Set<string | undefined>()
      return async (request, forward) => {
        if (isPath(request, REVOKE)) revoked.add(tokens.get(fieldOf(request, "accessor")))
        const response = await forward(request)
        return response.status === 400 && revoked.has(tokenOf(request))
          ? json(400, { errors: ["the token was revoked"] })
          : response
      }
    })
  },
  {
    fault: "reports a TTL of zero in a lookup by accessor",
    fails: ["RWC-AC-13"],
    passes: ["RWC-AC-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, LOOKUP)
        ? editText(response, (text) => text.replace(/"creation_ttl":\d+/, '"creation_ttl":0'))
        : undefined
    )
  },
  {
    fault: "keeps the accessors of tokens that were unwrapped by body",
    fails: ["RWC-AC-15"],
    passes: ["RWC-AC-05", "RWC-AC-09"],
    skipWaits: true,
    tamper: knowingTokens((tokens) => {
      const used = new Set<unknown>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, UNWRAP) && response.status === 200) used.add(fieldOf(request, "token"))
        const accessor = fieldOf(request, "accessor")
        const token = tokens.get(accessor)
        return isPath(request, LOOKUP) && response.status >= 400 && token !== undefined && used.has(token)
          ? json(200, { data: { accessor } })
          : response
      }
    })
  },
  {
    fault: "keeps the accessors of expired tokens",
    fails: ["RWC-AC-16"],
    passes: ["RWC-AC-05", "RWC-AC-15"],
    tamper: () => {
      const short = new Set<unknown>()
      return async (request, forward) => {
        const response = await forward(request)
        if (request.headers["x-vault-wrap-ttl"] === "1") short.add(valueIn(response, "accessor"))
        const accessor = fieldOf(request, "accessor")
        return isPath(request, LOOKUP) && response.status >= 400 && short.has(accessor)
          ? json(200, { data: { accessor } })
          : response
      }
    }
  }
]
