import { Buffer } from "node:buffer"
import { UNWRAP } from "../../src/endpoints.ts"
import { type Difference, listed } from "./difference.ts"
import {
  editText,
  fieldOf,
  isBelow,
  isPath,
  envelope,
  isWrapped,
  json,
  NO_CONTENT,
  tokenOf,
  unwrapRequest,
  valueIn,
  type MakeTamper,
  type Tamper
} from "./tampering.ts"
import { vaultDifferences } from "./vault.ts"

const NOT_VALID = "wrapping token is not valid or does not exist"

/** Ids of the family ST. */
const strict = (...numbers: ReadonlyArray<string>): ReadonlyArray<string> => numbers.map((n) => `RWC-ST-${n}`)

/** Mistakes of the caller for which OpenBao and Vault return 500: by the path, and by Enwrap's error. */
const SERVER_ERRORS: ReadonlyArray<readonly [RegExp, RegExp]> = [
  [/\/login/, /missing (role_id|password)|Field validation failed/],
  [/\/role\//, /at least one constraint|role_id already in use|already registered|verify subset/],
  [/\/(lookup|destroy)$/, /role \\"[^"]*\\" does not exist/],
  [/-accessor\/destroy$/, /failed to find accessor/],
  [/\/users\//, /username does not exist|password length/]
]

/**
 * The known differences, from recorded responses of OpenBao and from responses of Vault 1.21.4. The first one that changes a
 * response wins.
 */
export const openbaoDifferences: ReadonlyArray<Difference> = [
  {
    difference: "destroys a wrapping token in both header and body, and consumes another one in the header",
    fails: strict("01", "03"),
    tamper: (root) => async (request, forward) => {
      const caller = request.headers["x-vault-token"]
      const inBody = request.body?.includes('"token":"') ? tokenOf(request) : undefined
      if (!isPath(request, UNWRAP) || caller === undefined || caller === root || inBody === undefined)
        return forward(request)
      if (caller !== inBody) {
        const response = await forward(request)
        await forward(unwrapRequest(caller))
        return response
      }
      await forward(unwrapRequest(caller))
      return listed(
        500,
        "error decrementing wrapping token's use-count: invalid token entry provided for use count decrementing"
      )
    }
  },
  {
    difference: "consumes a wrapping token that another path refuses",
    fails: [...strict("02"), "RWC-PW-13"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const caller = request.headers["x-vault-token"]
      if (response.status === 403 && caller !== undefined && !request.body?.includes('"token":"'))
        await forward(unwrapRequest(caller))
      return response
    }
  },
  {
    difference: "returns 500 or 204 to losers of a race",
    fails: strict("04"),
    tamper: () => {
      const inFlight = new Map<string, number>()
      let losers = 0
      return async (request, forward) => {
        if (!/^sys\/wrapping\/(un|re)wrap$/.test(request.path)) return forward(request)
        const token = tokenOf(request) ?? ""
        inFlight.set(token, (inFlight.get(token) ?? 0) + 1)
        const response = await forward(request)
        const others = (inFlight.get(token) ?? 1) - 1
        inFlight.set(token, others)
        if (response.status !== 400 || others === 0 || !response.text.includes(NOT_VALID)) return response
        return losers++ % 2 === 0 ? listed(500, "internal error") : NO_CONTENT
      }
    }
  },
  {
    difference: "accepts a wrap TTL above the maximum of leases",
    fails: [],
    tamper: () => async (request, forward) => {
      const { "x-vault-wrap-ttl": ttl, ...headers } = request.headers
      const isLong = ttl === "2880000"
      const response = await forward(
        isLong ? { ...request, headers: { ...headers, "x-vault-wrap-ttl": "2764800" } } : request
      )
      return isLong || isPath(request, "sys/wrapping/lookup")
        ? editText(response, (text) => text.replace(/"((?:creation_)?ttl)":2764800/, '"$1":2880000'))
        : response
    }
  },
  {
    difference: "stores a wrapped unwrap as a raw response, which cubbyhole/response shows",
    fails: [],
    tamper: () => {
      const unwraps = new Set<string | undefined>()
      return async (request, forward) => {
        const response = await forward(request)
        const isRewrap = isPath(request, "sys/wrapping/rewrap") && unwraps.has(tokenOf(request))
        if (isPath(request, UNWRAP) || isRewrap) unwraps.add(valueIn(response, "token"))
        const isStored = isPath(request, "cubbyhole/response") && unwraps.has(tokenOf(request))
        if (!isStored || response.status !== 200 || isWrapped(response)) return response
        const { data, ...rest } = JSON.parse(response.text) as { readonly data: { readonly response: string } }
        const http_raw_body = Buffer.from(data.response).toString("base64")
        const raw = { data: { http_content_type: "application/json", http_raw_body, http_status_code: 200 } }
        return json(200, { ...rest, data: { response: JSON.stringify(raw) } })
      }
    }
  },
  {
    difference: "drops wrapped_accessor on rewrap",
    fails: strict("08"),
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "sys/wrapping/rewrap")
        ? editText(response, (text) => text.replace(/,"wrapped_accessor":"[^"]*"/, ""))
        : response
    }
  },
  {
    difference: "rounds wrap TTLs below a second to zero, and overflows on large ones",
    fails: strict("05", "06", "07"),
    tamper: () => async (request, forward) => {
      const ttl = request.headers["x-vault-wrap-ttl"] ?? ""
      const withTtl = (seconds: string) =>
        forward({ ...request, headers: { ...request.headers, "x-vault-wrap-ttl": seconds } })
      if (/^[1-9]\d{0,2}ms$/.test(ttl))
        return editText(await withTtl("1"), (text) => text.replace('"ttl":1', '"ttl":0'))
      if (ttl === "9223372037")
        return json(400, { errors: ["error parsing X-Vault-Wrap-TTL header: requested wrap ttl cannot be negative"] })
      return ttl === "18446744074" ? withTtl("1") : forward(request)
    }
  },
  {
    difference: "reads data with the keys of an error or of a raw response as one",
    fails: strict("09", "10", "11", "12"),
    tamper: () => async (request, forward) => {
      const keys = isPath(request, "sys/wrapping/wrap") ? keysIn(request.body) : []
      if (keys.length > 0 && keys.every((key) => key === "error" || key === "data")) return json(400, { errors: ["x"] })
      return keys.includes("http_status_code") ? json(418, { errors: [] }) : forward(request)
    }
  },
  {
    difference: "fails to wrap a path with .., and returns another error for an empty list with a wrap TTL",
    fails: strict("13", "14"),
    tamper: () => async (request, forward) => {
      const wraps = request.headers["x-vault-wrap-ttl"] !== undefined
      if (wraps && request.path.includes("..")) return json(500, { errors: ["internal error"] })
      const response = await forward(request)
      return wraps && request.method === "LIST" && response.status === 404
        ? json(404, { errors: ["unsupported path"] })
        : response
    }
  },
  {
    difference: "does not name a field of the wrong type",
    fails: [...strict("16"), "RWC-SA-08"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "auth/token/create") && response.text.includes("Field validation failed")
        ? json(400, { errors: ["Error decoding request: 1 error(s) decoding"] })
        : response
    }
  },
  {
    difference: "accepts a wrap TTL of 0 if a policy sets only a maximum",
    fails: strict("17"),
    tamper: (root) => {
      const onlyMaximum = new Set<string>()
      return async (request, forward) => {
        const text = String(isBelow(request, "sys/policies/acl") ? fieldOf(request, "policy") : "")
        const path = /^path "([^"]+)"/.exec(text)?.[1]
        if (path !== undefined && /max_wrapping_ttl/.test(text) && !/min_wrapping_ttl/.test(text)) onlyMaximum.add(path)
        return /^0s?$/.test(request.headers["x-vault-wrap-ttl"] ?? "") && onlyMaximum.has(request.path)
          ? forward({ ...request, headers: { "x-vault-token": root } })
          : forward(request)
      }
    }
  },
  {
    difference: "returns other errors for invalid policies and roles",
    fails: [],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      if (response.status !== 400) return response
      if (isBelow(request, "sys/policies/acl") && response.text.includes("failed to parse policy: At"))
        return json(400, { errors: ["failed to parse policy: At 1:12: literal not terminated"] })
      return isBelow(request, "auth/token/roles") ? json(400, { errors: ["error parsing role fields"] }) : response
    }
  },
  {
    difference: "keeps a lease for a moment after its token was revoked",
    fails: [],
    tamper: () => {
      const known = new Set<unknown>()
      return async (request, forward) => {
        const response = await forward(request)
        const lease = fieldOf(request, "lease_id")
        if (!isPath(request, "sys/leases/lookup")) known.delete(lease)
        else if (response.status === 200) known.add(lease)
        return isPath(request, "sys/leases/lookup") && response.status === 400 && known.delete(lease)
          ? envelope({ data: { ttl: 1 } })
          : response
      }
    }
  },
  {
    difference: "returns 500 for some mistakes of the caller, and an empty response to a renewal for a deleted user",
    fails: ["RWC-SL-01", "RWC-SL-02", "RWC-SL-04"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      if (response.status !== 400 && response.status !== 404) return response
      if (SERVER_ERRORS.some(([path, text]) => path.test(request.path) && text.test(response.text)))
        return listed(500, "internal error")
      return isPath(request, "auth/token/renew-self") && response.text.includes("does not exist during renewal")
        ? NO_CONTENT
        : response
    }
  },
  {
    difference: "returns 500 for a write without fields to a cubbyhole",
    fails: [],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isBelow(request, "cubbyhole") && response.text.includes("missing data fields")
        ? listed(500, "missing data fields")
        : response
    }
  },
  {
    difference: "returns an empty object for a scan that finds nothing",
    fails: ["RWC-SS-03"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const scans = request.method === "SCAN" || request.path.includes("scan=true")
      return scans && response.status === 404 ? envelope({ data: {} }) : response
    }
  },
  {
    difference: "uses up a wrapping token that asks for help",
    fails: ["RWC-SS-06"],
    tamper: () => async (request, forward) => {
      if (!request.path.endsWith("cubbyhole/response?help=1")) return forward(request)
      await forward({ ...request, path: request.path.replace("?help=1", "") })
      return json(200, { help: "Request:        response", see_also: null, openapi: null })
    }
  },
  ...vaultDifferences
]

/** Combines all differences. */
export const openbaoLike: MakeTamper = (root) => {
  const tampers = openbaoDifferences.map(({ tamper }) => tamper(root))
  return (request, forward) =>
    tampers.reduceRight<Parameters<Tamper>[1]>((next, tamper) => (sent) => tamper(sent, next), forward)(request)
}

function keysIn(body = "null"): ReadonlyArray<string> {
  try {
    return Object.keys((JSON.parse(body) as object | null) ?? {})
  } catch {
    return []
  }
}
