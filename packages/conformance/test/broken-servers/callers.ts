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
  POLICIES,
  tokenOf,
  unwrapRequest,
  valueIn,
  type Tamper
} from "./tampering.ts"

type Forward = Parameters<Tamper>[1]

const callerOf = ({ headers }: WireRequest): string => headers["x-vault-token"] ?? ""
const namesToken = (request: WireRequest): boolean => typeof fieldOf(request, "token") === "string"
const isUnwrapByBody = (request: WireRequest): boolean => isPath(request, UNWRAP) && namesToken(request)

/** The policies of a caller that exist; undefined if the server does not know the caller. */
async function policiesOf(
  request: WireRequest,
  root: string,
  forward: Forward
): Promise<ReadonlyArray<string> | undefined> {
  const asked = { headers: { "x-vault-token": root } }
  const body = JSON.stringify({ token: callerOf(request) })
  const looked = await forward({ ...asked, method: "POST", path: "auth/token/lookup", body })
  if (looked.status !== 200) return undefined
  const { data } = JSON.parse(looked.text) as { readonly data: { readonly policies: ReadonlyArray<string> } }
  const found: Array<string> = []
  for (const policy of data.policies)
    if ((await forward({ ...asked, method: "GET", path: `${POLICIES}/${policy}` })).status === 200) found.push(policy)
  return found
}

/** Carries out what it refuses to some callers. */
const permits =
  (
    of: (request: WireRequest) => boolean,
    to: (policies: ReadonlyArray<string> | undefined, request: WireRequest) => boolean
  ) =>
  (root: string): Tamper =>
  async (request, forward) => {
    const response = await forward(request)
    if (response.status !== 403 || !of(request) || callerOf(request) === "") return response
    return to(await policiesOf(request, root, forward), request) ? forward(asRoot(request, root)) : response
  }

/** Creates a Tamper that knows the bodies of the requests that created tokens. */
const knowingTokens =
  (make: (bodies: ReadonlyMap<string, WireRequest>, root: string) => Tamper) =>
  (root: string): Tamper => {
    const bodies = new Map<string, WireRequest>()
    const inner = make(bodies, root)
    return (request, forward) =>
      inner(request, async (sent) => {
        const response = await forward(sent)
        const token = valueIn(response, "client_token")
        if (sent.path.startsWith(CREATE) && token !== undefined) bodies.set(token, sent)
        return response
      })
  }

/** Faults that depend on the caller of an unwrap or a rewrap, or on the creator of a wrapping token. */
export const callers: ReadonlyArray<BrokenServer> = [
  {
    fault: "lets every token with an existing policy unwrap by body",
    fails: ["RWC-UN-13"],
    passes: ["RWC-UN-02", "RWC-UN-03", "RWC-UN-04"],
    tamper: permits(isUnwrapByBody, (policies = []) => policies.length > 0)
  },
  {
    fault: "lets every token with a policy other than default rewrap",
    fails: ["RWC-RW-18"],
    passes: ["RWC-RW-06", "RWC-RW-07", "RWC-RW-17"],
    tamper: permits(
      (request) => isPath(request, REWRAP) && namesToken(request),
      (policies = []) => policies.some((policy) => policy !== "default")
    )
  },
  {
    fault: "ignores that a policy denies what the default policy allows",
    fails: ["RWC-PR-14"],
    passes: ["RWC-UN-03", "RWC-UN-13", "RWC-PR-05"],
    tamper: permits(
      (request) => isPath(request, UNWRAP) || isPath(request, WRAP),
      (policies = []) => policies.includes("default")
    )
  },
  {
    fault: "lets a token that has ended unwrap by body",
    fails: ["RWC-UN-14", "RWC-TK-11"],
    passes: ["RWC-UN-02", "RWC-UN-03"],
    tamper: knowingTokens((bodies, root) =>
      permits(isUnwrapByBody, (policies, request) => policies === undefined && bodies.has(callerOf(request)))(root)
    )
  },
  {
    fault: "does not count an unwrap by body as a use of the caller",
    fails: ["RWC-TK-11"],
    passes: ["RWC-TK-06", "RWC-UN-03", "RWC-UN-14"],
    tamper: knowingTokens((bodies, root) => (request, forward) => {
      const creation = bodies.get(callerOf(request))
      const isLimited = creation !== undefined && Number(fieldOf(creation, "num_uses") ?? 0) > 1
      return forward(isUnwrapByBody(request) && isLimited ? asRoot(request, root) : request)
    })
  },
  {
    fault: "keeps the old token valid after a rewrap by a caller without the policy root",
    fails: ["RWC-RW-17"],
    passes: ["RWC-RW-01", "RWC-RW-06"],
    tamper: (root) => {
      const successors = new Map<string, string>()
      return async (request, forward) => {
        const token = tokenOf(request) ?? ""
        const successor = successors.get(token)
        if (isPath(request, UNWRAP) && successor !== undefined) return forward(unwrapRequest(successor))
        const response = await forward(request)
        if (isPath(request, REWRAP) && response.status === 200 && callerOf(request) !== root)
          successors.set(token, valueIn(response, "token") ?? "")
        return response
      }
    }
  },
  {
    fault: "does not consume the token if the caller has a batch token",
    fails: ["RWC-TK-12"],
    passes: ["RWC-UN-04", "RWC-SU-02"],
    tamper: knowingTokens((bodies) => {
      const opened = new Map<string, WireResponse>()
      return async (request, forward) => {
        const response = await forward(request)
        const token = tokenOf(request) ?? ""
        const creation = bodies.get(callerOf(request))
        const isBatch = creation !== undefined && fieldOf(creation, "type") === "batch"
        if (isUnwrapByBody(request) && isBatch && response.status === 200) opened.set(token, response)
        return isPath(request, UNWRAP) && response.status === 400 ? (opened.get(token) ?? response) : response
      }
    })
  },
  {
    fault: "revokes wrapping tokens with the parent of their creator",
    fails: ["RWC-TK-13"],
    passes: ["RWC-TK-04", "RWC-TK-06"],
    tamper: knowingTokens((bodies) => {
      const creators = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isWrapped(response)) creators.set(valueIn(response, "token") ?? "", callerOf(request))
        if (!isPath(request, "auth/token/revoke")) return response
        for (const [token, creator] of creators) {
          const creation = bodies.get(creator)
          if (creation !== undefined && callerOf(creation) === fieldOf(request, "token"))
            await forward(unwrapRequest(token))
        }
        return response
      }
    })
  },
  {
    fault: "answers the renewal of a wrapping token by its accessor with 200",
    fails: ["RWC-TK-14"],
    passes: ["RWC-TK-02", "RWC-AC-09"],
    tamper: () => {
      const accessors = new Set<unknown>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isWrapped(response)) accessors.add(valueIn(response, "accessor"))
        const accessor = fieldOf(request, "accessor")
        return isPath(request, "auth/token/renew-accessor") && response.status === 400 && accessors.has(accessor)
          ? envelope({ auth: { client_token: "", accessor, lease_duration: 60, renewable: true } })
          : response
      }
    }
  }
]
