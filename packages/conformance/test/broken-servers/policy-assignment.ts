import type { WireResponse, WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  asRoot,
  CREATE,
  fieldOf,
  isPath,
  json,
  type MakeTamper,
  createsByRole,
  isLogin
} from "./tampering.ts"

const isCreate = ({ path }: WireRequest): boolean => path.startsWith(CREATE)
const asked = (request: WireRequest): ReadonlyArray<string> => [fieldOf(request, "policies") ?? []].flat().map(String)
const asksForRoot = (request: WireRequest): boolean =>
  asked(request).some((name) => name.trim().toLowerCase() === "root")

/** A response with a token that has these policies. */
const tokenWith = (policies: ReadonlyArray<string>): WireResponse =>
  json(200, { data: null, wrap_info: null, warnings: null, auth: { client_token: "s.given", accessor: "a", policies } })

/** Executes these requests as root if they were rejected. */
const allowsAsRoot =
  (of: (request: WireRequest, response: WireResponse) => boolean): MakeTamper =>
  (root) =>
    alterResponse((response, request, again) =>
      response.status === 400 && of(request, response) ? again(asRoot({ ...request, path: CREATE }, root)) : undefined
    )(root)

/** Assigns a policy that cannot be assigned. */
const assigns = (of: (request: WireRequest) => boolean, policy = "response-wrapping"): MakeTamper =>
  alterResponse((response, request) =>
    response.status === 400 && of(request) && /cannot (assign policy|create root)/.test(response.text)
      ? tokenWith(["default", policy])
      : undefined
  )

const loginWith =
  (type: string) =>
  (request: WireRequest): boolean =>
    isLogin(request) && request.path.includes(type)

/** Faults in the rules about which callers may assign which policies. */
export const policyAssignment: ReadonlyArray<BrokenServer> = [
  {
    fault: "issues root through a role",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04", "RWC-AU-05", "RWC-AU-06"],
    passes: ["RWC-AU-07", "RWC-TR-03"],
    tamper: allowsAsRoot((request) => createsByRole(request) && asksForRoot(request))
  },
  {
    fault: "issues root through a role if the request names a TTL",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04"],
    passes: ["RWC-TR-03"],
    tamper: allowsAsRoot(
      (request) => createsByRole(request) && asksForRoot(request) && fieldOf(request, "ttl") === "5m"
    )
  },
  {
    fault: "issues root through a role if the request names no TTL",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04", "RWC-AU-06"],
    passes: ["RWC-TR-03"],
    tamper: allowsAsRoot(
      (request) => createsByRole(request) && asksForRoot(request) && fieldOf(request, "ttl") === undefined
    )
  },
  {
    fault: "checks the name root only in lower case",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04", "RWC-AU-05", "RWC-AU-06"],
    passes: ["RWC-TL-04"],
    tamper: allowsAsRoot((request) => isCreate(request) && asksForRoot(request) && !asked(request).includes("root"))
  },
  {
    fault: "issues root in a wrapped response",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04"],
    passes: ["RWC-AU-05", "RWC-AU-06"],
    tamper: allowsAsRoot((request) => asksForRoot(request) && request.headers["x-vault-wrap-ttl"] !== undefined)
  },
  {
    fault: "issues root through a role that allows it, if the request names no policies",
    fails: ["RWC-AU-05"],
    passes: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04", "RWC-AU-07"],
    tamper: allowsAsRoot(
      (request, response) => createsByRole(request) && asked(request).length === 0 && response.status === 400
    )
  },
  {
    fault: "issues root to a caller with sudo",
    fails: ["RWC-AU-06"],
    passes: ["RWC-AU-01", "RWC-AU-05", "RWC-TL-04"],
    tamper: allowsAsRoot(
      (request) => isPath(request, CREATE) && asksForRoot(request) && fieldOf(request, "no_parent") === true
    )
  },
  {
    fault: "issues any policy except root through a role without policy lists",
    fails: ["RWC-AU-07"],
    passes: ["RWC-AU-01", "RWC-AU-08", "RWC-TL-04"],
    tamper: allowsAsRoot(
      (request, { text }) =>
        createsByRole(request) &&
        !asked(request).some((name) => name.toLowerCase().includes("root")) &&
        text.includes("must be subset of parent")
    )
  },
  {
    fault: "adds the policy default to tokens of callers that lack it",
    fails: ["RWC-AU-07"],
    passes: ["RWC-AU-01", "RWC-TR-03"],
    tamper: alterResponse((response, request) =>
      createsByRole(request) && response.status === 200
        ? { ...response, text: response.text.replace(/"policies":\["(?!default)/, '"policies":["default","') }
        : undefined
    )
  },
  {
    fault: "issues a disallowed policy that is spelled in capitals",
    fails: ["RWC-AU-08"],
    passes: ["RWC-TR-03", "RWC-AU-01"],
    tamper: allowsAsRoot(
      (request) => createsByRole(request) && asked(request).some((name) => name.startsWith("CONFORMANCE-NE"))
    )
  },
  {
    fault: "does not trim policy names before it applies a role",
    fails: ["RWC-AU-08"],
    passes: ["RWC-TR-03", "RWC-AU-07"],
    tamper: allowsAsRoot((request) => createsByRole(request) && asked(request).some((name) => name.endsWith("\t")))
  },
  {
    fault: "assigns response-wrapping",
    fails: ["RWC-UA-01", "RWC-TK-05"],
    passes: ["RWC-UA-03", "RWC-UA-04"],
    tamper: assigns((request) => isCreate(request) && !createsByRole(request))
  },
  {
    fault: "assigns RESPONSE-WRAPPING to orphans",
    fails: ["RWC-UA-01"],
    passes: ["RWC-TK-05", "RWC-UA-02"],
    tamper: assigns((request) => isPath(request, `${CREATE}-orphan`) && asked(request).includes("RESPONSE-WRAPPING"))
  },
  {
    fault: "assigns response-wrapping through a role",
    fails: ["RWC-UA-02"],
    passes: ["RWC-UA-01", "RWC-TK-05"],
    tamper: assigns(createsByRole)
  },
  {
    fault: "assigns response-wrapping through a role that allows it, if the request names no policies",
    fails: ["RWC-UA-02"],
    passes: ["RWC-UA-01", "RWC-TK-05"],
    tamper: assigns((request) => createsByRole(request) && asked(request).length === 0)
  },
  {
    fault: "issues root on a userpass login",
    fails: ["RWC-UA-03", "RWC-UP-07"],
    passes: ["RWC-UA-04", "RWC-UP-01"],
    tamper: assigns(loginWith("userpass"), "root")
  },
  {
    fault: "issues response-wrapping on an AppRole login",
    fails: ["RWC-UA-04"],
    passes: ["RWC-UA-03", "RWC-AR-02"],
    tamper: assigns(loginWith("approle"))
  }
]
