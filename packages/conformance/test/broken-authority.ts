import type { WireResponse, WireRequest } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { fieldOf, isBelow, isPath, json } from "./broken-transport.ts"
import { asRoot, CREATE, misanswered } from "./tampers.ts"

const LOGIN = /^auth\/[^/]+\/login/

const isCreate = ({ path }: WireRequest): boolean => path.startsWith(CREATE)
const byRole = (request: WireRequest): boolean => isBelow(request, CREATE)
const asked = (request: WireRequest): ReadonlyArray<string> => [fieldOf(request, "policies") ?? []].flat().map(String)
const asksForRoot = (request: WireRequest): boolean =>
  asked(request).some((name) => name.trim().toLowerCase() === "root")

/** An answer that gives a token with these policies; nothing more is asked of it. */
const given = (policies: ReadonlyArray<string>): WireResponse =>
  json(200, { data: null, wrap_info: null, warnings: null, auth: { client_token: "s.given", accessor: "a", policies } })

/** Requests of this kind that were refused are done by root, with what they ask for. */
const doneAsRoot =
  (of: (request: WireRequest, response: WireResponse) => boolean): Broken["tamper"] =>
  (root) =>
    misanswered((response, request, again) =>
      response.status === 400 && of(request, response) ? again(asRoot({ ...request, path: CREATE }, root)) : undefined
    )(root)

/** What cannot be assigned is, in answers of this kind. */
const assigned = (of: (request: WireRequest) => boolean, policy = "response-wrapping"): Broken["tamper"] =>
  misanswered((response, request) =>
    response.status === 400 && of(request) && /cannot (assign policy|create root)/.test(response.text)
      ? given(["default", policy])
      : undefined
  )

const ofType =
  (type: string) =>
  ({ path }: WireRequest) =>
    LOGIN.test(path) && path.includes(type)

/** Promises about who may give which policies. */
export const brokenAuthority: ReadonlyArray<Broken> = [
  {
    promise: "a role does not give root: it does",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04", "RWC-AU-05", "RWC-AU-06"],
    passes: ["RWC-AU-07", "RWC-TR-03"],
    tamper: doneAsRoot((request) => byRole(request) && asksForRoot(request))
  },
  {
    promise: "a role does not give root: it does where a TTL is named",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04"],
    passes: ["RWC-TR-03"],
    tamper: doneAsRoot((request) => byRole(request) && asksForRoot(request) && fieldOf(request, "ttl") === "5m")
  },
  {
    promise: "a role does not give root: it does where none is named",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04", "RWC-AU-06"],
    passes: ["RWC-TR-03"],
    tamper: doneAsRoot((request) => byRole(request) && asksForRoot(request) && fieldOf(request, "ttl") === undefined)
  },
  {
    promise: "root is root in capitals too: it is another policy until it is given",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04", "RWC-AU-05", "RWC-AU-06"],
    passes: ["RWC-TL-04"],
    tamper: doneAsRoot((request) => isCreate(request) && asksForRoot(request) && !asked(request).includes("root"))
  },
  {
    promise: "an error is not wrapped: root comes wrapped",
    fails: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04"],
    passes: ["RWC-AU-05", "RWC-AU-06"],
    tamper: doneAsRoot((request) => asksForRoot(request) && request.headers["x-vault-wrap-ttl"] !== undefined)
  },
  {
    promise: "a role that names root gives it to root only: whoever asks for nothing has all that it allows",
    fails: ["RWC-AU-05"],
    passes: ["RWC-AU-01", "RWC-AU-02", "RWC-AU-03", "RWC-AU-04", "RWC-AU-07"],
    tamper: doneAsRoot((request, response) => byRole(request) && asked(request).length === 0 && response.status === 400)
  },
  {
    promise: "sudo is less than root: it gives root",
    fails: ["RWC-AU-06"],
    passes: ["RWC-AU-01", "RWC-AU-05", "RWC-TL-04"],
    tamper: doneAsRoot(
      (request) => isPath(request, CREATE) && asksForRoot(request) && fieldOf(request, "no_parent") === true
    )
  },
  {
    promise: "a role without lists gives what its user has: it gives all but root",
    fails: ["RWC-AU-07"],
    passes: ["RWC-AU-01", "RWC-AU-08", "RWC-TL-04"],
    tamper: doneAsRoot(
      (request, { text }) =>
        byRole(request) &&
        !asked(request).some((name) => name.toLowerCase().includes("root")) &&
        text.includes("must be subset of parent")
    )
  },
  {
    promise: "a role's user has default if it has it: everyone has it",
    fails: ["RWC-AU-07"],
    passes: ["RWC-AU-01", "RWC-TR-03"],
    tamper: misanswered((response, request) =>
      byRole(request) && response.status === 200
        ? { ...response, text: response.text.replace(/"policies":\["(?!default)/, '"policies":["default","') }
        : undefined
    )
  },
  {
    promise: "a role disallows a policy however it is spelt: not in capitals",
    fails: ["RWC-AU-08"],
    passes: ["RWC-TR-03", "RWC-AU-01"],
    tamper: doneAsRoot((request) => byRole(request) && asked(request).some((name) => name.startsWith("CONFORMANCE-NE")))
  },
  {
    promise: "a list is read without the space around names: not by a role",
    fails: ["RWC-AU-08"],
    passes: ["RWC-TR-03", "RWC-AU-07"],
    tamper: doneAsRoot((request) => byRole(request) && asked(request).some((name) => name.endsWith("\t")))
  },
  {
    promise: "response-wrapping is not assigned: it is",
    fails: ["RWC-UA-01", "RWC-TK-05"],
    passes: ["RWC-UA-03", "RWC-UA-04"],
    tamper: assigned((request) => isCreate(request) && !byRole(request))
  },
  {
    promise: "response-wrapping is not assigned: an orphan in capitals gets it",
    fails: ["RWC-UA-01"],
    passes: ["RWC-TK-05", "RWC-UA-02"],
    tamper: assigned((request) => isPath(request, `${CREATE}-orphan`) && asked(request).includes("RESPONSE-WRAPPING"))
  },
  {
    promise: "response-wrapping is not assigned: a role gives it",
    fails: ["RWC-UA-02"],
    passes: ["RWC-UA-01", "RWC-TK-05"],
    tamper: assigned(byRole)
  },
  {
    promise: "response-wrapping is not assigned: a role that names it gives it to whoever asks for nothing",
    fails: ["RWC-UA-02"],
    passes: ["RWC-UA-01", "RWC-TK-05"],
    tamper: assigned((request) => byRole(request) && asked(request).length === 0)
  },
  {
    promise: "a login gives no policy that cannot be assigned: by password it does",
    fails: ["RWC-UA-03", "RWC-UP-07"],
    passes: ["RWC-UA-04", "RWC-UP-01"],
    tamper: assigned(ofType("userpass"), "root")
  },
  {
    promise: "a login gives no policy that cannot be assigned: by AppRole it does",
    fails: ["RWC-UA-04"],
    passes: ["RWC-UA-03", "RWC-AR-02"],
    tamper: assigned(ofType("approle"))
  }
]
