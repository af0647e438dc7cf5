import { UNWRAP } from "../../src/endpoints.ts"
import type { WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { editText, isLogin, isPath } from "./tampering.ts"

const at =
  (path: RegExp, method = /./) =>
  (request: WireRequest): boolean =>
    path.test(request.path) && method.test(request.method)

/** What is not wrapped, the cases that detect it, and the requests. */
const OVERLOOKED: ReadonlyArray<readonly [string, ReadonlyArray<string>, (request: WireRequest) => boolean]> = [
  ["tools", ["RWC-WO-01"], at(/^sys\/tools\//)],
  ["settings of the system", ["RWC-WO-01"], at(/^sys\/(config|key-status)/)],
  ["login methods", ["RWC-WO-01", "RWC-WO-10", "RWC-WO-11"], at(/^sys\/auth/)],
  ["policies in effect", ["RWC-WO-01"], at(/^sys\/internal\/ui\/resultant-acl/)],
  ["accessors", ["RWC-WO-02"], at(/^auth\/token\/accessors/)],
  ["what is looked up by accessor", ["RWC-WO-02"], at(/^auth\/token\/lookup-accessor/)],
  ["the names in a cubbyhole", ["RWC-WO-03"], at(/^cubbyhole\/(\?|$)/)],
  ["token roles", ["RWC-WO-04"], at(/^auth\/token\/roles/)],
  ["tokens created with PUT", ["RWC-WO-04"], at(/^auth\/token\/create/, /PUT/)],
  ["what is renewed by accessor", ["RWC-WO-04"], at(/^auth\/token\/renew-accessor/)],
  ["patches of secrets", ["RWC-WO-05"], at(/\/data\//, /PATCH/)],
  ["metadata of secrets", ["RWC-WO-05"], at(/\/metadata/)],
  ["keys of secrets", ["RWC-WO-05"], at(/\/subkeys\//)],
  ["settings of version 2", ["RWC-WO-05"], at(/^[^/]*\/config$/)],
  ["secrets of a version", ["RWC-WO-05"], at(/version=1/)],
  ["mounts and their tuning", ["RWC-WO-06"], at(/^sys\/mounts\//)],
  ["the mount of a path", ["RWC-WO-06"], at(/^sys\/internal\/ui\/mounts\//)],
  ["signed certificates", ["RWC-WO-07"], at(/\/sign/)],
  ["generated keys", ["RWC-WO-07"], at(/\/keys\/generate/)],
  ["certificates that are read", ["RWC-WO-07"], at(/\/cert\//)],
  ["lists of certificates", ["RWC-WO-07"], at(/\/certs/)],
  ["pki roles", ["RWC-WO-07"], at(/-pki\/roles/)],
  ["revoked certificates", ["RWC-WO-07"], at(/-pki\/revoke/)],
  ["leases", ["RWC-WO-08"], at(/^sys\/leases\/lookup$/)],
  ["lists of leases", ["RWC-WO-08"], at(/^sys\/leases\/lookup\//)],
  ["the number of leases", ["RWC-WO-08"], at(/^sys\/leases(\/count)?\?/)],
  ["policies", ["RWC-WO-09"], at(/^sys\/polic/)],
  ["capabilities", ["RWC-WO-09"], at(/^sys\/capabilities$/)],
  ["a token's own capabilities", ["RWC-WO-09"], at(/^sys\/capabilities-self/)],
  ["role ids", ["RWC-WO-10"], at(/\/role-id$/)],
  ["custom secret ids", ["RWC-WO-10"], at(/\/custom-secret-id$/)],
  ["accessors of secret ids", ["RWC-WO-10"], at(/\/secret-id$/, /LIST/)],
  ["single fields of a role", ["RWC-WO-10"], at(/\/(token|secret-id)-(max-)?ttl$/)],
  ["users", ["RWC-WO-11"], at(/\/users\b/)],
  ["logins with PUT", ["RWC-WO-10", "RWC-WO-11"], (request) => isLogin(request) && request.method === "PUT"]
]

/** Faults of what is wrapped. */
export const wrappedOperations: ReadonlyArray<BrokenServer> = [
  ...OVERLOOKED.map(([what, fails, overlooks]): BrokenServer => ({
    fault: `does not wrap ${what}`,
    fails,
    passes: ["RWC-WE-01"],
    tamper: () => async (request, forward) => {
      const { "x-vault-wrap-ttl": _, ...headers } = request.headers
      return forward(overlooks(request) ? { ...request, headers } : request)
    }
  })),
  {
    fault: "wraps a list without its names",
    fails: [
      "RWC-WO-02",
      "RWC-WO-03",
      "RWC-WO-04",
      "RWC-WO-05",
      "RWC-WO-07",
      "RWC-WO-08",
      "RWC-WO-09",
      "RWC-WO-10",
      "RWC-WO-11"
    ],
    passes: ["RWC-WO-06", "RWC-WE-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, UNWRAP)
        ? editText(response, (text) => text.replace(/"data":\{"keys":\[[^\]]*\]/, '"data":{"names":[]'))
        : response
    }
  }
]
