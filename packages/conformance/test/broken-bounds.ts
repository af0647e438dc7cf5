import type { WireResponse, WireRequest } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { edited, fieldOf, isBelow, isPath } from "./broken-transport.ts"
import { asRoot, CREATE, done, isWrite, misanswered, unread, withFields } from "./tampers.ts"

const ROLES = "auth/token/roles"

const byRole = (request: WireRequest): boolean => isBelow(request, CREATE)
const isBatch = (request: WireRequest): boolean =>
  request.path.startsWith(CREATE) && fieldOf(request, "type") === "batch"

/** Tokens of this kind are created by root, with the policy `default`, where the caller's request was refused with this text. */
const madeAnyway =
  (text: string, of: (request: WireRequest) => boolean = () => true): Broken["tamper"] =>
  (root) =>
    misanswered((response, request, again) =>
      request.path.startsWith(CREATE) && response.status === 400 && response.text.includes(text) && of(request)
        ? again(
            asRoot(
              withFields(request, (fields) => ({ ...fields, policies: ["default"] })),
              root
            )
          )
        : undefined
    )(root)

const withoutAddresses = (response: WireResponse): WireResponse =>
  edited(response, (text) => text.replace(/"bound_cidrs":\[[^\]]*\],?/, ""))

/** What was written first stays: later writes, and the deletion, are not done, to paths of this kind. */
const unchangeable =
  (path: RegExp): Broken["tamper"] =>
  () => {
    const written = new Set<string>()
    return async (request, forward) => {
      if (!path.test(request.path) || request.method === "GET") return forward(request)
      if (written.has(request.path)) return done
      written.add(request.path)
      return forward(request)
    }
  }

/** Promises about what binds children, and renewals. */
export const brokenBounds: ReadonlyArray<Broken> = [
  {
    promise: "a child is bound to its parent's addresses: it is free",
    fails: ["RWC-CH-01"],
    passes: ["RWC-CH-02", "RWC-TR-05"],
    tamper: misanswered((response, request) =>
      isPath(request, "auth/token/lookup-self") && /"path":"auth\/token\/create"/.test(response.text)
        ? withoutAddresses(response)
        : undefined
    )
  },
  {
    promise: "a batch child is bound to its parent's addresses: it is free",
    fails: ["RWC-CH-01"],
    passes: ["RWC-CH-02", "RWC-TL-10"],
    tamper: misanswered((response, request) =>
      isPath(request, "auth/token/lookup-self") && response.text.includes('"type":"batch"')
        ? withoutAddresses(response)
        : undefined
    )
  },
  {
    promise: "a role binds to addresses: it does not bind batch tokens",
    fails: ["RWC-CH-02"],
    passes: ["RWC-CH-01", "RWC-TR-05", "RWC-TL-10"],
    tamper: () => (request, forward) =>
      forward(byRole(request) && isBatch(request) ? { ...request, path: CREATE } : request)
  },
  {
    promise: "a batch token creates no tokens: it does",
    fails: ["RWC-CH-03"],
    passes: ["RWC-CH-04", "RWC-TL-05"],
    tamper: madeAnyway("batch tokens cannot create more tokens")
  },
  {
    promise: "a batch token creates no tokens: by a role it does",
    fails: ["RWC-CH-03"],
    passes: ["RWC-CH-04", "RWC-TL-05"],
    tamper: madeAnyway("batch tokens cannot create more tokens", byRole)
  },
  {
    promise: "a token with a use limit creates no tokens: by a role it does",
    fails: ["RWC-CH-04"],
    passes: ["RWC-CH-03", "RWC-TL-05"],
    tamper: madeAnyway("restricted use token", byRole)
  },
  {
    promise: "a token with a use limit creates no tokens: batch tokens it does",
    fails: ["RWC-CH-04"],
    passes: ["RWC-CH-03", "RWC-TL-05"],
    tamper: madeAnyway("restricted use token", isBatch)
  },
  {
    promise: "a role bounds the uses: what is asked for does",
    fails: ["RWC-CH-05"],
    passes: ["RWC-TR-04"],
    tamper: misanswered((response, request) =>
      byRole(request) && fieldOf(request, "num_uses") === 100
        ? edited(response, (text) => text.replace(/"num_uses":\d+/, '"num_uses":100'))
        : undefined
    )
  },
  {
    promise: "a role bounds the time: a token may ask for less, and does not get it",
    fails: ["RWC-CH-05"],
    passes: ["RWC-TR-04", "RWC-TT-03"],
    tamper: () => (request, forward) =>
      forward(byRole(request) ? withFields(request, ({ explicit_max_ttl: _, ...rest }) => rest) : request)
  },
  {
    promise: "a role bounds the period: what is asked for does",
    fails: ["RWC-CH-05"],
    passes: ["RWC-TR-04", "RWC-TT-04"],
    tamper: misanswered((response, request) =>
      byRole(request) && fieldOf(request, "period") === "10h"
        ? edited(response, (text) => text.replace(/"lease_duration":600\b/, '"lease_duration":36000'))
        : undefined
    )
  },
  {
    promise: "a chosen id and a period need sudo: not by a role",
    fails: ["RWC-CH-06"],
    passes: ["RWC-TL-04", "RWC-CH-05"],
    tamper: madeAnyway("root or sudo privileges required", byRole)
  },
  {
    promise: "a batch token has no bounds that nobody keeps: they are not read",
    fails: ["RWC-CH-07"],
    passes: ["RWC-TL-10"],
    tamper: () => (request, forward) =>
      forward(
        isBatch(request)
          ? withFields(request, ({ explicit_max_ttl: _, num_uses: __, period: ___, ...rest }) => rest)
          : request
      )
  },
  {
    promise: "batch children end with their parent: they are root's",
    fails: ["RWC-CH-08", "RWC-CH-09"],
    passes: ["RWC-CH-03", "RWC-TL-02", "RWC-TL-10"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, CREATE) &&
        isBatch(request) &&
        response.status === 200 &&
        request.headers["x-vault-token"] !== root
        ? forward(
            asRoot(
              withFields(request, (fields) => ({ ...fields, policies: ["default"] })),
              root
            )
          )
        : response
    }
  },
  {
    promise: "a batch orphan lives on: it ends with who made it",
    fails: ["RWC-CH-08"],
    passes: ["RWC-CH-09", "RWC-TL-02"],
    tamper: () => (request, forward) =>
      forward(byRole(request) && isBatch(request) ? { ...request, path: CREATE } : request)
  },
  {
    promise: "a role names the aliases that it gives: it gives any",
    fails: ["RWC-CH-10", "RWC-TR-06"],
    passes: ["RWC-AU-07"],
    tamper: misanswered((response, request, again) =>
      response.text.includes("invalid 'entity_alias' value")
        ? again(withFields(request, ({ entity_alias: _, ...rest }) => rest))
        : undefined
    )
  },
  {
    promise: "an alias is that of an entity: it is not read",
    fails: ["RWC-CH-10", "RWC-TR-06"],
    passes: ["RWC-AU-07"],
    tamper: unread("entity_alias", CREATE)
  },
  {
    promise: "a renewal is bounded by the token's role as it is: as it was",
    fails: ["RWC-RB-01", "RWC-RB-02", "RWC-RB-03", "RWC-TR-01"],
    passes: ["RWC-RB-04", "RWC-TR-04"],
    tamper: unchangeable(new RegExp(`^${ROLES}/`))
  },
  {
    promise: "a token whose role is gone is not renewed: it is",
    fails: ["RWC-RB-03"],
    passes: ["RWC-RB-01", "RWC-RB-02"],
    tamper: () => async (request, forward) =>
      request.method === "DELETE" && isBelow(request, ROLES) ? done : forward(request)
  },
  {
    promise: "a renewal is bounded by the user as it is: as it was",
    fails: ["RWC-RB-04"],
    passes: ["RWC-RB-05", "RWC-UP-01"],
    tamper: unchangeable(/^auth\/[^/]+\/users\/[^/]+$/)
  },
  {
    promise: "a renewal is bounded by the role of AppRole as it is: as it was",
    fails: ["RWC-RB-05", "RWC-AR-01"],
    passes: ["RWC-RB-04", "RWC-AR-02"],
    tamper: unchangeable(/^auth\/[^/]+\/role\/[^/]+$/)
  },
  {
    promise: "an explicit maximum of a role is kept: it is not read when it is changed",
    fails: ["RWC-RB-01"],
    passes: ["RWC-RB-02", "RWC-RB-03"],
    tamper: () => (request, forward) =>
      forward(
        isBelow(request, ROLES) && isWrite(request)
          ? withFields(request, ({ token_explicit_max_ttl: maximum, ...rest }) =>
              maximum === "15m" ? rest : { ...rest, token_explicit_max_ttl: maximum }
            )
          : request
      )
  }
]
