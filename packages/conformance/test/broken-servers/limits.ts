import type { WireResponse, WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  asRoot,
  CREATE,
  editText,
  fieldOf,
  ignoreField,
  isBelow,
  isPath,
  isWrite,
  NO_CONTENT,
  withFields,
  type MakeTamper,
  createsByRole
} from "./tampering.ts"

const ROLES = "auth/token/roles"

const isBatch = (request: WireRequest): boolean =>
  request.path.startsWith(CREATE) && fieldOf(request, "type") === "batch"

/** Creates a token as root, with the policy `default`, if the request was rejected with this error. */
const createsAnyway =
  (text: string, of: (request: WireRequest) => boolean = () => true): MakeTamper =>
  (root) =>
    alterResponse((response, request, again) =>
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
  editText(response, (text) => text.replace(/"bound_cidrs":\[[^\]]*\],?/, ""))

/** Ignores all writes and deletions of a path after the first write. */
const unchangeable =
  (path: RegExp): MakeTamper =>
  () => {
    const written = new Set<string>()
    return async (request, forward) => {
      if (!path.test(request.path) || request.method === "GET") return forward(request)
      if (written.has(request.path)) return NO_CONTENT
      written.add(request.path)
      return forward(request)
    }
  }

/** Faults in the limits of child tokens and renewals. */
export const limits: ReadonlyArray<BrokenServer> = [
  {
    fault: "does not bind children to their parent's addresses",
    fails: ["RWC-CH-01"],
    passes: ["RWC-CH-02", "RWC-TR-05"],
    tamper: alterResponse((response, request) =>
      isPath(request, "auth/token/lookup-self") && /"path":"auth\/token\/create"/.test(response.text)
        ? withoutAddresses(response)
        : undefined
    )
  },
  {
    fault: "does not bind batch children to their parent's addresses",
    fails: ["RWC-CH-01"],
    passes: ["RWC-CH-02", "RWC-TL-10"],
    tamper: alterResponse((response, request) =>
      isPath(request, "auth/token/lookup-self") && response.text.includes('"type":"batch"')
        ? withoutAddresses(response)
        : undefined
    )
  },
  {
    fault: "does not bind batch tokens to their role's addresses",
    fails: ["RWC-CH-02"],
    passes: ["RWC-CH-01", "RWC-TR-05", "RWC-TL-10"],
    tamper: () => (request, forward) =>
      forward(createsByRole(request) && isBatch(request) ? { ...request, path: CREATE } : request)
  },
  {
    fault: "lets batch tokens create tokens",
    fails: ["RWC-CH-03"],
    passes: ["RWC-CH-04", "RWC-TL-05"],
    tamper: createsAnyway("batch tokens cannot create more tokens")
  },
  {
    fault: "lets batch tokens create tokens through a role",
    fails: ["RWC-CH-03"],
    passes: ["RWC-CH-04", "RWC-TL-05"],
    tamper: createsAnyway("batch tokens cannot create more tokens", createsByRole)
  },
  {
    fault: "lets tokens with a use limit create tokens through a role",
    fails: ["RWC-CH-04"],
    passes: ["RWC-CH-03", "RWC-TL-05"],
    tamper: createsAnyway("restricted use token", createsByRole)
  },
  {
    fault: "lets tokens with a use limit create batch tokens",
    fails: ["RWC-CH-04"],
    passes: ["RWC-CH-03", "RWC-TL-05"],
    tamper: createsAnyway("restricted use token", isBatch)
  },
  {
    fault: "prefers the requested use limit to the role's",
    fails: ["RWC-CH-05"],
    passes: ["RWC-TR-04"],
    tamper: alterResponse((response, request) =>
      createsByRole(request) && fieldOf(request, "num_uses") === 100
        ? editText(response, (text) => text.replace(/"num_uses":\d+/, '"num_uses":100'))
        : undefined
    )
  },
  {
    fault: "ignores a requested maximum TTL below the role's",
    fails: ["RWC-CH-05"],
    passes: ["RWC-TR-04", "RWC-TT-03"],
    tamper: () => (request, forward) =>
      forward(createsByRole(request) ? withFields(request, ({ explicit_max_ttl: _, ...rest }) => rest) : request)
  },
  {
    fault: "prefers the requested period to the role's",
    fails: ["RWC-CH-05"],
    passes: ["RWC-TR-04", "RWC-TT-04"],
    tamper: alterResponse((response, request) =>
      createsByRole(request) && fieldOf(request, "period") === "10h"
        ? editText(response, (text) => text.replace(/"lease_duration":600\b/, '"lease_duration":36000'))
        : undefined
    )
  },
  {
    fault: "does not require sudo for a chosen id or a period through a role",
    fails: ["RWC-CH-06"],
    passes: ["RWC-TL-04", "RWC-CH-05"],
    tamper: createsAnyway("root or sudo privileges required", createsByRole)
  },
  {
    fault: "ignores the limits of batch tokens",
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
    fault: "does not invalidate batch children with their parent",
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
    fault: "invalidates batch orphans with their creator",
    fails: ["RWC-CH-08"],
    passes: ["RWC-CH-09", "RWC-TL-02"],
    tamper: () => (request, forward) =>
      forward(createsByRole(request) && isBatch(request) ? { ...request, path: CREATE } : request)
  },
  {
    fault: "assigns any entity alias through a role",
    fails: ["RWC-CH-10", "RWC-TR-06"],
    passes: ["RWC-AU-07"],
    tamper: alterResponse((response, request, again) =>
      response.text.includes("invalid 'entity_alias' value")
        ? again(withFields(request, ({ entity_alias: _, ...rest }) => rest))
        : undefined
    )
  },
  {
    fault: "ignores entity aliases",
    fails: ["RWC-CH-10", "RWC-TR-06"],
    passes: ["RWC-AU-07"],
    tamper: ignoreField("entity_alias", CREATE)
  },
  {
    fault: "renews tokens by the role's settings at the creation of the token",
    fails: ["RWC-RB-01", "RWC-RB-02", "RWC-RB-03", "RWC-TR-01"],
    passes: ["RWC-RB-04", "RWC-TR-04"],
    tamper: unchangeable(new RegExp(`^${ROLES}/`))
  },
  {
    fault: "renews tokens whose role was deleted",
    fails: ["RWC-RB-03"],
    passes: ["RWC-RB-01", "RWC-RB-02"],
    tamper: () => async (request, forward) =>
      request.method === "DELETE" && isBelow(request, ROLES) ? NO_CONTENT : forward(request)
  },
  {
    fault: "renews tokens by the user's settings at the login",
    fails: ["RWC-RB-04"],
    passes: ["RWC-RB-05", "RWC-UP-01"],
    tamper: unchangeable(/^auth\/[^/]+\/users\/[^/]+$/)
  },
  {
    fault: "renews tokens by the AppRole role's settings at the login",
    fails: ["RWC-RB-05", "RWC-AR-01"],
    passes: ["RWC-RB-04", "RWC-AR-02"],
    tamper: unchangeable(/^auth\/[^/]+\/role\/[^/]+$/)
  },
  {
    fault: "ignores changes to the explicit maximum of a role",
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
