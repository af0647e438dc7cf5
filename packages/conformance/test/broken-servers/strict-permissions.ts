import type { WireResponse, WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterPolicies,
  alterResponse,
  asRoot,
  CREATE,
  editText,
  fieldOf,
  ignoreField,
  isPath,
  tokenOf,
  unwrapRequest,
  type MakeTamper
} from "./tampering.ts"

const bounds = (response: WireResponse, blocks: string): WireResponse =>
  editText(response, (text) => text.replace(/"bound_cidrs":\[[^\]]*\]/, `"bound_cidrs":[${blocks}]`))

const isLookup = (request: WireRequest): boolean => isPath(request, "auth/token/lookup-self")

/** Executes a denied rewrap, as an unwrap and a new wrap. */
export const rewrapsBelow: MakeTamper = (root) =>
  alterResponse(async (response, request, again) => {
    if (!isPath(request, "sys/wrapping/rewrap") || response.status !== 403) return undefined
    const opened = await again(unwrapRequest(tokenOf(request) ?? ""))
    const { data } = JSON.parse(opened.text) as { readonly data?: unknown }
    const headers = { ...request.headers, "x-vault-wrap-ttl": request.headers["x-vault-wrap-ttl"] ?? "60" }
    return again(asRoot({ ...request, headers, path: "sys/wrapping/wrap", body: JSON.stringify(data ?? {}) }, root))
  })(root)

/** Wraps public endpoints for requests with such a token. */
export const wrapsFor =
  (whom: (token: string | undefined) => boolean): MakeTamper =>
  (root) =>
    alterResponse((response, request, again) =>
      request.headers["x-vault-wrap-ttl"] !== undefined &&
      /^(sys\/internal|[^/]+\/cert)\//.test(request.path) &&
      whom(request.headers["x-vault-token"]) &&
      !response.text.includes('"wrap_info":{')
        ? again(asRoot(request, root))
        : undefined
    )(root)

/** Faults in the strict requirements about permissions. */
export const strictPermissions: ReadonlyArray<BrokenServer> = [
  {
    fault: "does not bind orphans to their creator's addresses",
    fails: ["RWC-SA-01"],
    passes: ["RWC-SA-02", "RWC-CH-01"],
    tamper: alterResponse((response, request) =>
      isLookup(request) && response.text.includes('"path":"auth/token/create-orphan"')
        ? editText(response, (text) => text.replace(/"bound_cidrs":\[[^\]]*\],?/, ""))
        : undefined
    )
  },
  {
    fault: "lifts address restrictions through a role",
    fails: ["RWC-SA-01", "RWC-SA-02"],
    passes: ["RWC-CH-01", "RWC-CH-02"],
    tamper: alterResponse((response, request) =>
      isLookup(request) && response.text.includes(`"path":"${CREATE}/`) ? bounds(response, '"0.0.0.0/0"') : undefined
    )
  },
  {
    fault: "ignores the explicit maximum of tokens of a role",
    fails: ["RWC-SA-03"],
    passes: ["RWC-RB-01", "RWC-SA-01"],
    tamper: ignoreField("explicit_max_ttl", `${CREATE}/`)
  },
  {
    fault: "ignores token_strictly_bind_ip",
    fails: ["RWC-SA-04"],
    passes: ["RWC-SA-01", "RWC-AR-02"],
    tamper: ignoreField("token_strictly_bind_ip", "auth/")
  },
  {
    fault: "lifts token_strictly_bind_ip for a secret id with addresses",
    fails: ["RWC-SA-04"],
    passes: ["RWC-AR-02", "RWC-SI-01"],
    tamper: (root) => async (request, forward) => {
      if (request.path.endsWith("/secret-id") && fieldOf(request, "token_bound_cidrs") !== undefined) {
        const role = { ...request, path: request.path.replace(/\/secret-id$/, "") }
        await forward(asRoot({ ...role, body: JSON.stringify({ token_strictly_bind_ip: false }) }, root))
      }
      return forward(request)
    }
  },
  {
    fault: "ignores minimum wrap TTLs on rewrap",
    fails: ["RWC-SA-05", "RWC-SA-06"],
    passes: ["RWC-RW-01", "RWC-RW-04", "RWC-PB-02"],
    tamper: rewrapsBelow
  },
  {
    fault: "ignores the minimum wrap TTL of a rewrap policy",
    fails: ["RWC-SA-06"],
    passes: ["RWC-SA-05", "RWC-RW-04"],
    tamper: alterPolicies((text) => text.replace(/(sys\/wrapping\/rewrap.*)min_wrapping_ttl = "5m"/, "$1"))
  },
  {
    fault: "wraps public endpoints without a token",
    fails: ["RWC-SA-07"],
    passes: ["RWC-SA-05", "RWC-WE-01"],
    tamper: wrapsFor((token) => token === undefined)
  },
  {
    fault: "wraps public endpoints for an unknown token",
    fails: ["RWC-SA-07"],
    passes: ["RWC-SA-05", "RWC-WE-01"],
    tamper: wrapsFor((token) => token?.includes("no-such-token") === true)
  },
  {
    fault: "removes invisible characters from names in fields",
    fails: ["RWC-SA-08"],
    passes: ["RWC-NA-01", "RWC-TR-03"],
    tamper: () => (request, forward) =>
      forward(request.body === undefined ? request : { ...request, body: request.body.replace(/\\u0085|\u0085/g, "") })
  },
  {
    fault: "removes invisible characters from names in paths",
    fails: ["RWC-SA-08"],
    passes: ["RWC-SP-01", "RWC-TR-03"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace(/%01|%7F/gi, "") })
  },
  {
    fault: "does not name the field with an invalid name",
    fails: ["RWC-SA-08"],
    passes: ["RWC-NA-01", "RWC-TR-03"],
    tamper: alterResponse((response) =>
      response.status === 400
        ? editText(response, (text) => text.replace(/field \\"\w*polic\w*\\"/, "field"))
        : undefined
    )
  }
]
