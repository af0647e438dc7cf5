import { LOOKUP, REWRAP, UNWRAP } from "../../src/endpoints.ts"
import type { WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { asRoot, fieldOf, isLogin, isPath, isWrapped, unwrapRequest, valueIn, type MakeTamper } from "./tampering.ts"

/** The caller's token, in either header. */
const callerOf = ({ headers }: WireRequest): string =>
  headers["x-vault-token"] ?? headers["authorization"]?.replace("Bearer ", "") ?? ""

/** Remembers the wrapping tokens that these requests returned. */
const wrappingTokens = (from: (request: WireRequest) => boolean) => {
  const tokens = new Set<string>()
  return {
    tokens,
    remember: (request: WireRequest, response: Parameters<typeof isWrapped>[0]): void => {
      if (isWrapped(response) && from(request)) tokens.add(valueIn(response, "token") ?? "")
    }
  }
}

/** Carries these requests out with the rights of root if their caller is a wrapping token that `from` returned. */
const grants =
  (to: (request: WireRequest) => boolean, from: (request: WireRequest) => boolean = () => true): MakeTamper =>
  (root) => {
    const { remember, tokens } = wrappingTokens(from)
    return async (request, forward) => {
      const response = await forward(tokens.has(callerOf(request)) && to(request) ? asRoot(request, root) : request)
      remember(request, response)
      return response
    }
  }

/** Uses up a wrapping token that is the caller of these requests. */
const consumes =
  (at: (request: WireRequest) => boolean): MakeTamper =>
  () => {
    const { remember, tokens } = wrappingTokens(() => true)
    return async (request, forward) => {
      const response = await forward(request)
      remember(request, response)
      if (tokens.has(callerOf(request)) && at(request)) await forward(unwrapRequest(callerOf(request)))
      return response
    }
  }

const at =
  (path: RegExp, method = /./) =>
  (request: WireRequest): boolean =>
    path.test(request.path) && method.test(request.method)

/** What is granted, the cases that detect it, and the requests. */
const RIGHTS: ReadonlyArray<readonly [string, ReadonlyArray<string>, (request: WireRequest) => boolean]> = [
  ["ask for its capabilities", ["RWC-PW-01", "RWC-PW-05"], at(/^sys\/capabilities-self$/)],
  ["ask for the capabilities of others", ["RWC-PW-05"], at(/^sys\/capabilities(-accessor)?$/)],
  ["see its policies in effect", ["RWC-PW-01"], at(/^sys\/internal\/ui\/resultant-acl/)],
  ["look itself up", ["RWC-PW-01"], at(/^auth\/token\/lookup-self$/)],
  ["look other tokens up", ["RWC-PW-02", "RWC-PW-03"], at(/^auth\/token\/lookup$/)],
  ["look tokens up by accessor", ["RWC-PW-02"], at(/^auth\/token\/lookup-accessor/)],
  ["renew other tokens", ["RWC-PW-02"], at(/^auth\/token\/renew(-accessor)?$/)],
  ["revoke other tokens", ["RWC-PW-02"], at(/^auth\/token\/revoke(-orphan|-accessor)?$/)],
  ["list accessors", ["RWC-PW-01"], at(/^auth\/token\/accessors/)],
  ["create orphans", ["RWC-PW-01"], at(/^auth\/token\/create-orphan/)],
  ["create tokens by a role", ["RWC-PW-02"], at(/^auth\/token\/create\//)],
  ["read token roles", ["RWC-PW-02"], at(/^auth\/token\/roles/, /GET|LIST/)],
  ["tidy tokens", ["RWC-PW-02"], at(/^auth\/token\/tidy/)],
  ["rewrap other tokens", ["RWC-PW-03"], at(/^sys\/wrapping\/rewrap/)],
  ["read other entries of the cubbyhole", ["RWC-PW-01"], at(/^cubbyhole\/(?!response$)/, /GET/)],
  ["list a cubbyhole", ["RWC-PW-01"], at(/^cubbyhole/, /LIST/)],
  ["write its cubbyhole", ["RWC-PW-01"], at(/^cubbyhole\/response/, /POST|DELETE/)],
  ["read secrets", ["RWC-PW-04"], at(/-secret|\/data\//, /GET/)],
  ["write secrets", ["RWC-PW-04"], at(/-secret|\/data\//, /POST|PATCH/)],
  ["read metadata of secrets", ["RWC-PW-04"], at(/\/(metadata|subkeys|config)\b/, /GET|LIST/)],
  ["see mounts and login methods", ["RWC-PW-01", "RWC-PW-04"], at(/^sys\/(mounts|auth)/, /GET/)],
  ["read policies", ["RWC-PW-01", "RWC-PW-05"], at(/^sys\/polic/, /GET|LIST/)],
  ["write policies", ["RWC-PW-05"], at(/^sys\/policies\/acl\//, /POST|DELETE/)],
  ["use tools", ["RWC-PW-01"], at(/^sys\/tools\//)],
  ["read settings of the system", ["RWC-PW-01"], at(/^sys\/(config|key-status|audit|quotas)/)],
  ["learn which paths there are", ["RWC-PW-01"], at(/no-such/)],
  ["list leases", ["RWC-PW-06"], at(/^sys\/leases\/lookup/, /LIST/)],
  ["revoke leases", ["RWC-PW-06"], at(/^sys\/leases\/revoke/)],
  ["read AppRole roles", ["RWC-PW-07"], at(/^auth\/[^/]*\/role\b/, /GET|LIST/)],
  ["create secret ids", ["RWC-PW-07"], at(/\/secret-id$/, /POST/)],
  ["read users", ["RWC-PW-08"], at(/^auth\/[^/]*\/users\b/, /GET|LIST/)],
  ["change users", ["RWC-PW-08"], at(/^auth\/[^/]*\/users\b/, /POST/)],
  ["issue certificates", ["RWC-PW-09"], at(/\/issue\//)],
  ["generate keys", ["RWC-PW-09"], at(/\/generate\//)]
]

/** Servers that permit a wrapping token more than opening its response. */
export const wrappingTokenPermissions: ReadonlyArray<BrokenServer> = [
  ...RIGHTS.map(([what, fails, to]): BrokenServer => ({
    fault: `lets a wrapping token ${what}`,
    fails,
    passes: ["RWC-UN-01", "RWC-PW-10"],
    tamper: grants(to)
  })),
  {
    fault: "gives a wrapping token the rights of root if it is sent as Authorization: Bearer",
    fails: ["RWC-PW-01", "RWC-PW-02", "RWC-PW-04", "RWC-PW-05", "RWC-PW-06", "RWC-PW-07", "RWC-PW-08", "RWC-PW-09"],
    passes: ["RWC-UN-10"],
    tamper: grants((request) => "authorization" in request.headers && !request.path.startsWith("sys/wrapping/"))
  },
  {
    fault: "gives the wrapping token of a created token the rights of root",
    fails: ["RWC-PW-02"],
    passes: ["RWC-PW-01", "RWC-UN-10"],
    tamper: grants(
      ({ path }) => !path.startsWith("sys/wrapping/"),
      ({ path }) => path.startsWith("auth/token/create")
    )
  },
  {
    fault: "gives a rewrapped token the rights of root",
    fails: ["RWC-PW-03"],
    passes: ["RWC-PW-01", "RWC-UN-10", "RWC-RW-01"],
    tamper: grants(
      (request) => !isPath(request, UNWRAP) && !isPath(request, LOOKUP),
      (request) => isPath(request, REWRAP)
    )
  },
  {
    fault: "rewraps the wrapping token in the body for itself",
    fails: ["RWC-PW-03"],
    passes: ["RWC-PW-01", "RWC-RW-12"],
    tamper: grants((request) => isPath(request, REWRAP) && fieldOf(request, "token") === callerOf(request))
  },
  ...["health", "seal-status", "leader", "wrapping/lookup"].map((path): BrokenServer => ({
    fault: `uses up a wrapping token that is sent to sys/${path}`,
    fails: ["RWC-PW-10"],
    passes: ["RWC-PW-01", "RWC-SU-01"],
    tamper: consumes((request) => isPath(request, `sys/${path}`))
  })),
  {
    fault: "uses up a wrapping token that is sent along with a login",
    fails: ["RWC-PW-11", "RWC-PW-12"],
    passes: ["RWC-PW-10"],
    tamper: consumes(isLogin)
  },
  {
    fault: "uses up a wrapping token that tools refuse",
    fails: ["RWC-PW-13"],
    passes: ["RWC-PW-01", "RWC-ST-02"],
    tamper: consumes(at(/^sys\/tools\//))
  }
]
