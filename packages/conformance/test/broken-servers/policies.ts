import type { WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterPolicies,
  alterResponse,
  asRoot,
  CREATE,
  editText,
  fieldOf,
  ignoreField,
  isBelow,
  isPath,
  isWrite,
  json,
  NO_CONTENT,
  POLICIES,
  withFields
} from "./tampering.ts"

/** The text of the policy in a response to a read. */
const valueOf = (response: WireResponse): string | undefined => {
  const body: { readonly data?: { readonly policy?: string } } = response.text === "" ? {} : JSON.parse(response.text)
  return body.data?.policy
}

/** Faults in policies. */
export const policies: ReadonlyArray<BrokenServer> = [
  {
    fault: "rejects PUT for policies",
    fails: ["RWC-PO-01", "RWC-PO-02"],
    passes: ["RWC-PO-04"],
    tamper: () => async (request, forward) =>
      request.method === "PUT" && request.path.startsWith("sys/polic")
        ? json(405, { errors: ["unsupported operation"] })
        : forward(request)
  },
  {
    fault: "keeps separate policies under sys/policy",
    fails: ["RWC-PO-02"],
    passes: ["RWC-PO-01"],
    tamper: () => (request, forward) =>
      forward(isBelow(request, "sys/policy") ? { ...request, path: `${request.path}-of-old` } : request)
  },
  {
    fault: "returns the name of a policy in the letter case of the request",
    fails: ["RWC-PO-03"],
    passes: ["RWC-PO-01"],
    tamper: alterResponse((response, request) =>
      editText(response, (text) =>
        text.replace(/"name":"[^"]*"/, `"name":"${request.path.replace("sys/policies/acl/", "")}"`)
      )
    )
  },
  {
    fault: "returns no warnings",
    fails: ["RWC-TL-11", "RWC-TT-03"],
    passes: ["RWC-PO-01", "RWC-TT-01"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace(/"warnings":\[[^\]]*\]/, '"warnings":null'))
    )
  },
  {
    fault: "accepts invalid policies",
    fails: ["RWC-PO-04", "RWC-PB-06"],
    passes: ["RWC-PO-01", "RWC-PB-01"],
    tamper: alterResponse((response) => (response.text.includes("failed to parse policy") ? NO_CONTENT : undefined))
  },
  {
    fault: "rejects policies in JSON",
    fails: ["RWC-PO-05"],
    passes: ["RWC-PO-01"],
    tamper: alterPolicies((text) => (text.startsWith("{") ? `not-hcl ${text}` : text))
  },
  {
    fault: "returns a policy in base64 as it was sent",
    fails: ["RWC-PO-11"],
    passes: ["RWC-PO-01", "RWC-PO-05"],
    tamper: () => {
      const sent = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const policy = fieldOf(request, "policy")
        if (isWrite(request) && isBelow(request, POLICIES) && typeof policy === "string" && /^[\w+/]+=*$/.test(policy))
          sent.set(Buffer.from(policy, "base64").toString(), policy)
        const text = isBelow(request, POLICIES) && !isWrite(request) ? valueOf(response) : undefined
        const encoded = text === undefined ? undefined : sent.get(text)
        return encoded === undefined
          ? response
          : editText(response, (body) => body.replaceAll(JSON.stringify(text), JSON.stringify(encoded)))
      }
    }
  },
  {
    fault: "accepts changes to the policy root",
    fails: ["RWC-PO-06"],
    passes: ["RWC-PO-07"],
    tamper: alterResponse((response) => (response.text.includes("cannot update") ? NO_CONTENT : undefined))
  },
  {
    fault: "accepts the deletion of the policy default",
    fails: ["RWC-PO-07"],
    passes: ["RWC-PO-06"],
    tamper: alterResponse((response) => (response.text.includes("cannot delete default") ? NO_CONTENT : undefined))
  },
  {
    fault: "rejects changes to the policy default",
    fails: ["RWC-PO-07"],
    passes: ["RWC-PO-06"],
    tamper: () => async (request, forward) =>
      isPath(request, `${POLICIES}/default`) && isWrite(request)
        ? json(400, { errors: ['cannot update "default" policy'] })
        : forward(request)
  },
  {
    fault: "caches authorization decisions",
    fails: ["RWC-PO-08"],
    passes: ["RWC-PO-05"],
    tamper: () => {
      const decided = new Map<string, Promise<WireResponse>>()
      return (request, forward) => {
        const key = `${request.method} ${request.path} ${request.headers["x-vault-token"]}`
        if (!isBelow(request, "cubbyhole")) return forward(request)
        const response = decided.get(key) ?? forward(request)
        decided.set(key, response)
        return response
      }
    }
  },
  {
    fault: "ignores check-and-set for policies",
    fails: ["RWC-PO-09"],
    passes: ["RWC-PO-01"],
    tamper: ignoreField("cas", POLICIES)
  },
  {
    fault: "ignores the TTL of policies",
    fails: ["RWC-PO-10"],
    passes: ["RWC-PO-08"],
    tamper: ignoreField("ttl", POLICIES),
    skipWaits: true
  },
  {
    fault: "allows everyone to read",
    fails: ["RWC-PR-01", "RWC-PO-08"],
    passes: ["RWC-PR-03"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      return response.status === 403 && request.method === "GET" ? forward(asRoot(request, root)) : response
    }
  },
  {
    fault: "returns unsorted capabilities",
    fails: ["RWC-PR-02", "RWC-PR-04"],
    passes: ["RWC-PR-03", "RWC-PR-05"],
    tamper: alterResponse((response, request) =>
      request.path.startsWith("sys/capabilities")
        ? editText(response, (text) =>
            text.replace(/\["[a-z",]+"\]/g, (list) => JSON.stringify((JSON.parse(list) as Array<string>).reverse()))
          )
        : undefined
    )
  },
  {
    fault: "reports ordinary capabilities for root",
    fails: ["RWC-PR-03"],
    passes: ["RWC-PR-02"],
    tamper: alterResponse((response, request) =>
      request.path.startsWith("sys/capabilities")
        ? editText(response, (text) => text.replaceAll('["root"]', '["create","read","sudo","update"]'))
        : undefined
    )
  },
  {
    fault: "treats deny as a rule without capabilities",
    fails: ["RWC-PR-04"],
    passes: ["RWC-PR-02", "RWC-PR-05"],
    tamper: alterPolicies((text) => text.replaceAll('["deny"]', "[]"))
  },
  {
    fault: "applies only the first policy of a token",
    fails: ["RWC-PR-04", "RWC-PR-05", "RWC-PB-05"],
    passes: ["RWC-PR-02", "RWC-PB-01"],
    tamper: () => (request, forward) =>
      forward(
        isPath(request, CREATE)
          ? withFields(request, ({ policies, ...rest }) => ({
              ...rest,
              policies: Array.isArray(policies) ? policies.slice(0, 1) : policies
            }))
          : request
      )
  },
  {
    fault: "reads + in a path literally",
    fails: ["RWC-PR-06", "RWC-PR-07"],
    passes: ["RWC-PR-05"],
    tamper: alterPolicies((text) => text.replaceAll("/+", "/plus"))
  },
  {
    fault: "matches only one segment with a glob",
    fails: ["RWC-PR-06"],
    passes: ["RWC-PR-09"],
    tamper: alterPolicies((text) => text.replaceAll("/*", "/+"))
  },
  {
    fault: "treats read as list",
    fails: ["RWC-PR-08"],
    passes: ["RWC-PR-09"],
    tamper: alterPolicies((text) => text.replaceAll('["read"]', '["read","list"]'))
  },
  {
    fault: "treats create as update",
    fails: ["RWC-PR-09"],
    passes: ["RWC-PR-08"],
    tamper: alterPolicies((text) => text.replaceAll('["create"]', '["create","update"]'))
  },
  {
    fault: "does not require sudo",
    fails: ["RWC-PR-10", "RWC-LE-09"],
    passes: ["RWC-LE-06"],
    tamper: alterPolicies((text) => text.replaceAll('"list"]', '"list","sudo"]'))
  },
  {
    fault: "ignores parameter rules",
    fails: ["RWC-PR-11", "RWC-PR-12", "RWC-PR-13"],
    passes: ["RWC-PR-09", "RWC-PO-04"],
    tamper: alterPolicies((text) =>
      text.replaceAll(/(allowed|denied|required)_parameters = (\{[^}]*\}|\[[^\]]*\])/g, "")
    )
  },
  {
    fault: "ignores allowed values of parameters",
    fails: ["RWC-PR-11"],
    passes: ["RWC-PR-12", "RWC-PR-13"],
    tamper: alterPolicies((text) =>
      text.includes("allowed_parameters") ? text.replaceAll(/"(\w+)" = \[.*?\](?= ["}])/g, '"$1" = []') : text
    )
  }
]
