import type { WireResponse, WireRequest } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { burn, edited, fieldOf, isPath, tokenOf } from "./broken-transport.ts"
import { asRoot, CREATE, misanswered, misread, unread } from "./tampers.ts"

const bounds = (response: WireResponse, blocks: string): WireResponse =>
  edited(response, (text) => text.replace(/"bound_cidrs":\[[^\]]*\]/, `"bound_cidrs":[${blocks}]`))

const isLookup = (request: WireRequest): boolean => isPath(request, "auth/token/lookup-self")

/** A rewrap that was refused is done all the same, as an unwrap and a new wrap. */
export const rewrapsBelow: Broken["tamper"] = (root) =>
  misanswered(async (response, request, again) => {
    if (!isPath(request, "sys/wrapping/rewrap") || response.status !== 403) return undefined
    const opened = await again(burn(tokenOf(request) ?? ""))
    const { data } = JSON.parse(opened.text) as { readonly data?: unknown }
    const headers = { ...request.headers, "x-vault-wrap-ttl": request.headers["x-vault-wrap-ttl"] ?? "60" }
    return again(asRoot({ ...request, headers, path: "sys/wrapping/wrap", body: JSON.stringify(data ?? {}) }, root))
  })(root)

/** What is open to anybody is wrapped for requests with such a token, or none. */
export const wrapsFor =
  (whom: (token: string | undefined) => boolean): Broken["tamper"] =>
  (root) =>
    misanswered((response, request, again) =>
      request.headers["x-vault-wrap-ttl"] !== undefined &&
      /^(sys\/internal|[^/]+\/cert)\//.test(request.path) &&
      whom(request.headers["x-vault-token"]) &&
      !response.text.includes('"wrap_info":{')
        ? again(asRoot(request, root))
        : undefined
    )(root)

/** The stricter promises about authority. */
export const brokenStrictAuthority: ReadonlyArray<Broken> = [
  {
    promise: "an orphan is bound to its maker's addresses: it is free",
    fails: ["RWC-SA-01"],
    passes: ["RWC-SA-02", "RWC-CH-01"],
    tamper: misanswered((response, request) =>
      isLookup(request) && response.text.includes('"path":"auth/token/create-orphan"')
        ? edited(response, (text) => text.replace(/"bound_cidrs":\[[^\]]*\],?/, ""))
        : undefined
    )
  },
  {
    promise: "a role frees no token: it does",
    fails: ["RWC-SA-01", "RWC-SA-02"],
    passes: ["RWC-CH-01", "RWC-CH-02"],
    tamper: misanswered((response, request) =>
      isLookup(request) && response.text.includes(`"path":"${CREATE}/`) ? bounds(response, '"0.0.0.0/0"') : undefined
    )
  },
  {
    promise: "an explicit maximum holds by a role: it is not read",
    fails: ["RWC-SA-03"],
    passes: ["RWC-RB-01", "RWC-SA-01"],
    tamper: unread("explicit_max_ttl", `${CREATE}/`)
  },
  {
    promise: "a role that binds strictly binds: it does not",
    fails: ["RWC-SA-04"],
    passes: ["RWC-SA-01", "RWC-AR-02"],
    tamper: unread("token_strictly_bind_ip", "auth/")
  },
  {
    promise: "a role that binds strictly binds: a secret id undoes it",
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
    promise: "a rewrap is bound as the wrapping was: it is bound by nothing",
    fails: ["RWC-SA-05", "RWC-SA-06"],
    passes: ["RWC-RW-01", "RWC-RW-04", "RWC-PB-02"],
    tamper: rewrapsBelow
  },
  {
    promise: "a rewrap is bound by its caller's policy: the bound is not read there",
    fails: ["RWC-SA-06"],
    passes: ["RWC-SA-05", "RWC-RW-04"],
    tamper: misread((text) => text.replace(/(sys\/wrapping\/rewrap.*)min_wrapping_ttl = "5m"/, "$1"))
  },
  {
    promise: "what is open to anybody is not kept for anybody: it is",
    fails: ["RWC-SA-07"],
    passes: ["RWC-SA-05", "RWC-WE-01"],
    tamper: wrapsFor((token) => token === undefined)
  },
  {
    promise: "an unknown token accounts for nothing: it does",
    fails: ["RWC-SA-07"],
    passes: ["RWC-SA-05", "RWC-WE-01"],
    tamper: wrapsFor((token) => token?.includes("no-such-token") === true)
  },
  {
    promise: "a name can be seen: in a field the rest of it is taken",
    fails: ["RWC-SA-08"],
    passes: ["RWC-NA-01", "RWC-TR-03"],
    tamper: () => (request, forward) =>
      forward(request.body === undefined ? request : { ...request, body: request.body.replace(/\\u0085|\u0085/g, "") })
  },
  {
    promise: "a name can be seen: in a path the rest of it is taken",
    fails: ["RWC-SA-08"],
    passes: ["RWC-SP-01", "RWC-TR-03"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace(/%01|%7F/gi, "") })
  },
  {
    promise: "whoever made the mistake is told which field: not in names",
    fails: ["RWC-SA-08"],
    passes: ["RWC-NA-01", "RWC-TR-03"],
    tamper: misanswered((response) =>
      response.status === 400 ? edited(response, (text) => text.replace(/field \\"\w*polic\w*\\"/, "field")) : undefined
    )
  }
]
