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
  valueIn
} from "./tampering.ts"

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
      if (!isPath(request, "auth/token/lookup-accessor") || response.status === 200 || earlier === undefined)
        return response
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
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const [token, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (token !== undefined && accessor !== undefined) tokens.set(accessor, token)
        if (!isPath(request, "auth/token/lookup-accessor") || response.status !== 200) return response
        return editText(response, (text) => text.replace('"id":""', `"id":"${tokens.get(accessor ?? "") ?? ""}"`))
      }
    }
  },
  {
    fault: "accepts an accessor as a token",
    fails: ["RWC-AC-08"],
    passes: ["RWC-AC-02"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const caller = request.headers["x-vault-token"]
        const token = caller === undefined ? undefined : tokens.get(caller)
        const response = await forward(
          token === undefined ? request : { ...request, headers: { ...request.headers, "x-vault-token": token } }
        )
        const [wrapping, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (wrapping !== undefined && accessor !== undefined) tokens.set(accessor, wrapping)
        return response
      }
    }
  },
  {
    fault: "consumes the token on a lookup by accessor",
    fails: ["RWC-AC-02"],
    passes: ["RWC-AC-01", "RWC-AC-03"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const [token, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (token !== undefined && accessor !== undefined) tokens.set(accessor, token)
        const used = isPath(request, "auth/token/lookup-accessor") ? tokens.get(accessor ?? "") : undefined
        if (used !== undefined) await forward(unwrapRequest(used))
        return response
      }
    }
  },
  {
    fault: "does nothing on revocation by accessor",
    fails: ["RWC-AC-03", "RWC-AC-07", "RWC-RW-11"],
    passes: ["RWC-AC-06"],
    tamper: () => async (request, forward) =>
      isPath(request, "auth/token/revoke-accessor") ? { ...json(204, ""), text: "" } : forward(request)
  },
  {
    fault: "lets anyone revoke by accessor",
    fails: ["RWC-AC-10"],
    passes: ["RWC-AC-03"],
    tamper: (root) => (request, forward) =>
      forward(
        isPath(request, "auth/token/revoke-accessor")
          ? { ...request, headers: { ...request.headers, "x-vault-token": root } }
          : request
      )
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
      isPath(request, "auth/token/revoke-accessor") && response.status === 200 ? NO_CONTENT : undefined
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
    fault: "returns another error for revoked tokens",
    fails: ["RWC-AC-03", "RWC-AC-12"],
    passes: ["RWC-AC-02", "RWC-AC-06"],
    tamper: () => {
      const [tokens, revoked] = [new Map<unknown, string | undefined>(), new Set<string | undefined>()]
      return async (request, forward) => {
        if (isPath(request, "auth/token/revoke-accessor")) revoked.add(tokens.get(fieldOf(request, "accessor")))
        const response = await forward(request)
        if (isPath(request, "sys/wrapping/wrap")) tokens.set(valueIn(response, "accessor"), valueIn(response, "token"))
        return response.status === 400 && revoked.has(tokenOf(request))
          ? json(400, { errors: ["the token was revoked"] })
          : response
      }
    }
  },
  {
    fault: "reports a TTL of zero in a lookup by accessor",
    fails: ["RWC-AC-13"],
    passes: ["RWC-AC-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, "auth/token/lookup-accessor")
        ? editText(response, (text) => text.replace(/"creation_ttl":\d+/, '"creation_ttl":0'))
        : undefined
    )
  }
]
