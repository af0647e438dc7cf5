import { afterAll, beforeAll, expect, it } from "vitest"
import { families } from "@enwrap/conformance"
import type { WireAnswer, WireRequest } from "../src/transport.ts"
import { expectNoticed, type Broken } from "./broken-server.ts"
import { edited, fieldOf, isBelow, isPath, json, valueIn } from "./broken-transport.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const POLICIES = "sys/policies/acl"
const CREATE = "auth/token/create"
const done: WireAnswer = { status: 204, headers: {}, text: "" }

const isWrite = (request: WireRequest): boolean => request.method === "POST" || request.method === "PUT"
const asRoot = (request: WireRequest, token: string): WireRequest => ({
  ...request,
  headers: { ...request.headers, "x-vault-token": token }
})

/** Reads the fields of a request's body as others. */
function withFields(request: WireRequest, change: (fields: Record<string, unknown>) => Record<string, unknown>) {
  const fields: unknown = request.body === undefined ? undefined : JSON.parse(request.body)
  return typeof fields === "object" && fields !== null
    ? { ...request, body: JSON.stringify(change({ ...fields })) }
    : request
}

/** Policies are read as other texts than were written, and given back as they were written. */
const misread =
  (change: (text: string) => string): Broken["tamper"] =>
  () =>
  (request, forward) =>
    forward(
      isBelow(request, POLICIES) && isWrite(request)
        ? withFields(request, ({ policy, ...rest }) => ({
            ...rest,
            policy: typeof policy === "string" ? change(policy) : policy
          }))
        : request
    )

/** Fields of this name are not read, in requests to paths that begin so. */
const unread =
  (field: string, path: string): Broken["tamper"] =>
  () =>
  (request, forward) =>
    forward(
      request.path.startsWith(path) && isWrite(request)
        ? withFields(request, ({ [field]: _, ...rest }) => rest)
        : request
    )

/** Nothing is done about requests of this kind, and success is claimed. */
const idle =
  (of: (request: WireRequest) => boolean): Broken["tamper"] =>
  () =>
  async (request, forward) =>
    of(request) ? done : forward(request)

/** Answers of this kind become others. */
const misanswered =
  (
    change: (answer: WireAnswer, request: WireRequest, again: (request: WireRequest) => Promise<WireAnswer>) => unknown
  ): Broken["tamper"] =>
  () =>
  async (request, forward) => {
    const answer = await forward(request)
    return ((await change(answer, request, forward)) as WireAnswer | undefined) ?? answer
  }

const servers: ReadonlyArray<Broken> = [
  {
    promise: "a policy is written by POST and by PUT: by POST only",
    fails: ["RWC-PO-01", "RWC-PO-02"],
    passes: ["RWC-PO-04"],
    tamper: () => async (request, forward) =>
      request.method === "PUT" && request.path.startsWith("sys/polic")
        ? json(405, { errors: ["unsupported operation"] })
        : forward(request)
  },
  {
    promise: "sys/policy is about the same policies: it has its own",
    fails: ["RWC-PO-02"],
    passes: ["RWC-PO-01"],
    tamper: () => (request, forward) =>
      forward(isBelow(request, "sys/policy") ? { ...request, path: `${request.path}-of-old` } : request)
  },
  {
    promise: "warnings: there are none",
    fails: ["RWC-PO-03", "RWC-TL-11", "RWC-TT-03"],
    passes: ["RWC-PO-01", "RWC-TT-01"],
    tamper: misanswered((answer) => edited(answer, (text) => text.replace(/"warnings":\[[^\]]*\]/, '"warnings":null')))
  },
  {
    promise: "what is no policy is refused: it is taken",
    fails: ["RWC-PO-04", "RWC-PB-06"],
    passes: ["RWC-PO-01", "RWC-PB-01"],
    tamper: misanswered((answer) => (answer.text.includes("failed to parse policy") ? done : undefined))
  },
  {
    promise: "a policy may be JSON: only HCL is read",
    fails: ["RWC-PO-05"],
    passes: ["RWC-PO-01"],
    tamper: misread((text) => (text.startsWith("{") ? `not-hcl ${text}` : text))
  },
  {
    promise: "root is not written: it is",
    fails: ["RWC-PO-06"],
    passes: ["RWC-PO-07"],
    tamper: misanswered((answer) => (answer.text.includes("cannot update") ? done : undefined))
  },
  {
    promise: "default is not deleted: it is",
    fails: ["RWC-PO-07"],
    passes: ["RWC-PO-06"],
    tamper: misanswered((answer) => (answer.text.includes("cannot delete default") ? done : undefined))
  },
  {
    promise: "default may be written: it is fixed",
    fails: ["RWC-PO-07"],
    passes: ["RWC-PO-06"],
    tamper: () => async (request, forward) =>
      isPath(request, `${POLICIES}/default`) && isWrite(request)
        ? json(400, { errors: ['cannot update "default" policy'] })
        : forward(request)
  },
  {
    promise: "a policy has effect at once: what a token may do is decided once",
    fails: ["RWC-PO-08"],
    passes: ["RWC-PO-05"],
    tamper: () => {
      const decided = new Map<string, Promise<WireAnswer>>()
      return (request, forward) => {
        const key = `${request.method} ${request.path} ${request.headers["x-vault-token"]}`
        if (!isBelow(request, "cubbyhole")) return forward(request)
        const answer = decided.get(key) ?? forward(request)
        decided.set(key, answer)
        return answer
      }
    }
  },
  {
    promise: "cas is looked at: it is not",
    fails: ["RWC-PO-09"],
    passes: ["RWC-PO-01"],
    tamper: unread("cas", POLICIES)
  },
  {
    promise: "a policy's TTL counts: it does not",
    fails: ["RWC-PO-10"],
    passes: ["RWC-PO-08"],
    tamper: unread("ttl", POLICIES),
    hasty: true
  },
  {
    promise: "who has no policy may nothing: everybody may read",
    fails: ["RWC-PR-01", "RWC-PO-08"],
    passes: ["RWC-PR-03"],
    tamper: (root) => async (request, forward) => {
      const answer = await forward(request)
      return answer.status === 403 && request.method === "GET" ? forward(asRoot(request, root)) : answer
    }
  },
  {
    promise: "capabilities are sorted: they are not",
    fails: ["RWC-PR-02", "RWC-PR-04"],
    passes: ["RWC-PR-03", "RWC-PR-05"],
    tamper: misanswered((answer, request) =>
      request.path.startsWith("sys/capabilities")
        ? edited(answer, (text) =>
            text.replace(/\["[a-z",]+"\]/g, (list) => JSON.stringify((JSON.parse(list) as Array<string>).reverse()))
          )
        : undefined
    )
  },
  {
    promise: "root is named: it has a list like any other",
    fails: ["RWC-PR-03"],
    passes: ["RWC-PR-02"],
    tamper: misanswered((answer, request) =>
      request.path.startsWith("sys/capabilities")
        ? edited(answer, (text) => text.replaceAll('["root"]', '["create","read","sudo","update"]'))
        : undefined
    )
  },
  {
    promise: "deny outweighs: it grants nothing, and no more",
    fails: ["RWC-PR-04"],
    passes: ["RWC-PR-02", "RWC-PR-05"],
    tamper: misread((text) => text.replaceAll('["deny"]', "[]"))
  },
  {
    promise: "all policies of a token count: only the first does",
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
    promise: "+ stands for a segment: it stands for itself",
    fails: ["RWC-PR-06", "RWC-PR-07"],
    passes: ["RWC-PR-05"],
    tamper: misread((text) => text.replaceAll("/+", "/plus"))
  },
  {
    promise: "a glob ends the path: it stands for one segment",
    fails: ["RWC-PR-06"],
    passes: ["RWC-PR-09"],
    tamper: misread((text) => text.replaceAll("/*", "/+"))
  },
  {
    promise: "read is not list: it is",
    fails: ["RWC-PR-08"],
    passes: ["RWC-PR-09"],
    tamper: misread((text) => text.replaceAll('["read"]', '["read","list"]'))
  },
  {
    promise: "create is not update: it is",
    fails: ["RWC-PR-09"],
    passes: ["RWC-PR-08"],
    tamper: misread((text) => text.replaceAll('["create"]', '["create","update"]'))
  },
  {
    promise: "some paths need sudo: they do not",
    fails: ["RWC-PR-10", "RWC-LE-09"],
    passes: ["RWC-LE-06"],
    tamper: misread((text) => text.replaceAll('"list"]', '"list","sudo"]'))
  },
  {
    promise: "parameters are looked at: they are not",
    fails: ["RWC-PR-11", "RWC-PR-12", "RWC-PR-13"],
    passes: ["RWC-PR-09", "RWC-PO-04"],
    tamper: misread((text) => text.replaceAll(/(allowed|denied|required)_parameters = (\{[^}]*\}|\[[^\]]*\])/g, ""))
  },
  {
    promise: "allowed values are looked at: only the names are",
    fails: ["RWC-PR-11"],
    passes: ["RWC-PR-12", "RWC-PR-13"],
    tamper: misread((text) =>
      text.includes("allowed_parameters") ? text.replaceAll(/"(\w+)" = \[.*?\](?= ["}])/g, '"$1" = []') : text
    )
  },
  {
    promise: "bounds demand wrapping: only what is wrapped is bound",
    fails: ["RWC-PB-01", "RWC-PB-02", "RWC-PB-03", "RWC-PB-04", "RWC-PB-05", "RWC-PB-09"],
    passes: ["RWC-PB-07", "RWC-PB-08", "RWC-PB-10"],
    tamper: (root) => async (request, forward) => {
      const answer = await forward(request)
      return answer.status === 403 &&
        request.headers["x-vault-wrap-ttl"] === undefined &&
        (request.method === "GET" || isPath(request, CREATE))
        ? forward(asRoot(request, root))
        : answer
    }
  },
  {
    promise: "bounds may be words: those are not read",
    fails: ["RWC-PB-02", "RWC-PB-03", "RWC-PB-04", "RWC-PB-06", "RWC-PB-09"],
    passes: ["RWC-PB-01", "RWC-PB-05"],
    tamper: misread((text) => text.replaceAll(/(min|max)_wrapping_ttl = "\w*[a-z]"/g, ""))
  },
  {
    promise: "the bounds themselves pass: they do not",
    fails: ["RWC-PB-01", "RWC-PB-05"],
    passes: ["RWC-PB-09", "RWC-PB-10"],
    tamper: misread((text) =>
      text.replaceAll(/min_wrapping_ttl = "(\d+)"/g, (_, n) => `min_wrapping_ttl = "${Number(n) + 1}"`)
    )
  },
  {
    promise: "root is bound by nothing: it is bound as anyone",
    fails: ["RWC-PB-07"],
    passes: ["RWC-PB-01"],
    tamper: () => (request, forward) =>
      forward(
        isPath(request, CREATE)
          ? withFields(request, ({ policies, ...rest }) => ({
              ...rest,
              policies: Array.isArray(policies) ? policies.filter((policy) => policy !== "root") : policies
            }))
          : request
      )
  },
  {
    promise: "errors are not wrapped: they are",
    fails: ["RWC-PB-01", "RWC-PB-08"],
    passes: ["RWC-PB-07", "RWC-PB-10"],
    tamper: (root) => async (request, forward) => {
      const answer = await forward(request)
      const ttl = request.headers["x-vault-wrap-ttl"]
      if (answer.status < 400 || ttl === undefined) return answer
      const headers = { "x-vault-token": root, "x-vault-wrap-ttl": ttl }
      return forward({ method: "POST", path: "sys/wrapping/wrap", headers, body: answer.text })
    }
  },
  {
    promise: "the creation path is that of the request: it is that of the mount",
    fails: ["RWC-PB-10"],
    passes: ["RWC-PB-01"],
    tamper: misanswered((answer) =>
      edited(answer, (text) => text.replace(/("creation_path":"[^"/]+)[^"]*"/, (_, mount) => `${String(mount)}"`))
    )
  },
  {
    promise: "a token is created with what was asked for: its metadata is lost",
    fails: ["RWC-TL-01"],
    passes: ["RWC-TL-07"],
    tamper: unread("meta", CREATE)
  },
  {
    promise: "a created token is a child: everyone is an orphan",
    fails: ["RWC-TL-02", "RWC-TL-03", "RWC-LE-12"],
    passes: ["RWC-TL-07", "RWC-TL-10"],
    tamper: (root) => (request, forward) =>
      forward(
        isPath(request, CREATE) && request.headers["x-vault-token"] !== root
          ? withFields(asRoot({ ...request, path: `${CREATE}-orphan` }, root), (fields) => ({
              policies: ["default"],
              ...fields
            }))
          : request
      )
  },
  {
    promise: "a child has no more than its parent: it has what it wants",
    fails: ["RWC-TL-04"],
    passes: ["RWC-TL-02"],
    tamper: (root) => async (request, forward) => {
      const answer = await forward(request)
      return answer.text.includes("must be subset of parent") ? forward(asRoot(request, root)) : answer
    }
  },
  {
    promise: "uses are counted: they are not",
    fails: ["RWC-TL-01", "RWC-TL-05", "RWC-TL-06", "RWC-CL-04"],
    passes: ["RWC-TL-07"],
    tamper: unread("num_uses", CREATE),
    hasty: true
  },
  {
    promise: "a revoked token is dead: it is forgotten, and revoking it again fails",
    fails: ["RWC-TL-07", "RWC-TL-08"],
    passes: ["RWC-TL-02"],
    tamper: () => {
      const revoked = new Set<unknown>()
      return async (request, forward) => {
        const answer = await forward(request)
        if (!isPath(request, "auth/token/revoke") || answer.status !== 204) return answer
        const token = fieldOf(request, "token")
        const known = token !== undefined && !String(token).includes("no-such-token") && !revoked.has(token)
        revoked.add(token)
        return known && request.headers["x-vault-token"] !== token
          ? answer
          : json(400, { errors: ["token to revoke not found"] })
      }
    }
  },
  {
    promise: "an accessor ends its token: nothing happens",
    fails: ["RWC-TL-07", "RWC-TL-09", "RWC-LE-12", "RWC-CL-03"],
    passes: ["RWC-TL-02"],
    tamper: idle((request) => isPath(request, "auth/token/revoke-accessor"))
  },
  {
    promise: "an accessor does not show the token: a renewal does",
    fails: ["RWC-TL-09"],
    passes: ["RWC-TL-10"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const answer = await forward(request)
        const [token, accessor] = [valueIn(answer, "client_token"), valueIn(answer, "accessor") ?? ""]
        if (token !== undefined && token !== "") tokens.set(accessor, token)
        return isPath(request, "auth/token/renew-accessor")
          ? edited(answer, (text) =>
              text.replace('"client_token":""', `"client_token":"${tokens.get(accessor) ?? ""}"`)
            )
          : answer
      }
    }
  },
  {
    promise: "there are batch tokens: there are none",
    fails: ["RWC-TL-10"],
    passes: ["RWC-TL-09"],
    tamper: unread("type", CREATE)
  },
  {
    promise: "tidying is started: it has been done",
    fails: ["RWC-TL-12", "RWC-LE-11"],
    passes: ["RWC-TL-07"],
    tamper: misanswered((answer) => (answer.status === 202 ? { ...answer, status: 200 } : undefined))
  },
  {
    promise: "a renewal gives what is asked for: it gives what the token began with",
    fails: ["RWC-TT-01"],
    passes: ["RWC-TT-02"],
    tamper: unread("increment", "auth/token/renew")
  },
  {
    promise: "a token may be made not to be renewed: it is renewed",
    fails: ["RWC-TT-02"],
    passes: ["RWC-TT-01"],
    tamper: unread("renewable", CREATE)
  },
  {
    promise: "there is an explicit maximum: there is none",
    fails: ["RWC-TL-01", "RWC-TT-03"],
    passes: ["RWC-TT-04"],
    tamper: unread("explicit_max_ttl", CREATE)
  },
  {
    promise: "there are periods: they are read as TTLs",
    fails: ["RWC-TT-04"],
    passes: ["RWC-TT-01"],
    tamper: () => (request, forward) =>
      forward(
        fieldOf(request, "period") === undefined
          ? request
          : withFields(request, ({ period, ...rest }) => ({ ...rest, ttl: period }))
      )
  },
  {
    promise: "a TTL ends: short ones last for an hour",
    fails: ["RWC-TT-05", "RWC-LE-14"],
    passes: ["RWC-LE-04"],
    hasty: true,
    tamper: () => (request, forward) =>
      forward(
        request.body === undefined ? request : { ...request, body: request.body.replaceAll('ttl":"3s"', 'ttl":"1h"') }
      )
  },
  {
    promise: "a role keeps what is written: its path suffix is lost",
    fails: ["RWC-TR-01", "RWC-TR-02", "RWC-TR-04"],
    passes: ["RWC-TR-03"],
    tamper: unread("path_suffix", "auth/token/roles")
  },
  {
    promise: "what makes no role is refused: it is taken",
    fails: ["RWC-TR-02"],
    passes: ["RWC-TR-01"],
    tamper: misanswered((answer, request) =>
      isBelow(request, "auth/token/roles") && answer.status === 400 ? done : undefined
    )
  },
  {
    promise: "a role binds the tokens that are created by it: it does not",
    fails: ["RWC-TR-03", "RWC-TR-04", "RWC-TR-05"],
    passes: ["RWC-TR-01"],
    tamper: () => (request, forward) => forward(isBelow(request, CREATE) ? { ...request, path: CREATE } : request)
  },
  {
    promise: "an entity alias needs a role: it is not looked at",
    fails: ["RWC-TR-06"],
    passes: ["RWC-TR-04"],
    tamper: unread("entity_alias", CREATE)
  },
  {
    promise: "leases are listed: the list is empty",
    fails: ["RWC-LE-01", "RWC-LE-03", "RWC-LE-05"],
    passes: ["RWC-LE-02", "RWC-LE-07"],
    tamper: () => async (request, forward) =>
      request.method === "LIST" && isBelow(request, "sys/leases/lookup") ? json(404, { errors: [] }) : forward(request)
  },
  {
    promise: "an unknown lease is told: it is 404",
    fails: ["RWC-LE-02", "RWC-LE-04"],
    passes: ["RWC-LE-01"],
    tamper: misanswered((answer) => (answer.text.includes("invalid lease") ? { ...answer, status: 404 } : undefined))
  },
  {
    promise: "a token's lease is not renewed: it is",
    fails: ["RWC-LE-03"],
    passes: ["RWC-LE-01"],
    tamper: misanswered((answer) =>
      answer.text.includes("tokens cannot be renewed") ? json(200, { lease_duration: 1200 }) : undefined
    )
  },
  {
    promise: "a revoked lease is taken back: it is crossed out",
    fails: ["RWC-LE-04", "RWC-CL-01"],
    passes: ["RWC-LE-01"],
    tamper: idle((request) => isPath(request, "sys/leases/revoke"))
  },
  {
    promise: "a lease ends with its token: it stays",
    fails: ["RWC-LE-05", "RWC-CL-02", "RWC-CL-05"],
    passes: ["RWC-LE-01", "RWC-LE-02"],
    hasty: true,
    tamper: () => {
      const known = new Map<unknown, WireAnswer>()
      return async (request, forward) => {
        const answer = await forward(request)
        const issued = valueIn(answer, "lease_id")
        if (issued !== undefined && issued !== "") known.set(issued, json(200, { data: { id: issued } }))
        if (!isPath(request, "sys/leases/lookup")) return answer
        const lease = fieldOf(request, "lease_id")
        if (answer.status === 200) known.set(lease, answer)
        return known.get(lease) ?? answer
      }
    }
  },
  {
    promise: "a prefix ends at a name: it takes what only begins alike",
    fails: ["RWC-LE-06", "RWC-LE-07"],
    passes: ["RWC-LE-08"],
    tamper: () => async (request, forward) => {
      if (isBelow(request, "sys/leases/revoke-prefix"))
        for (const more of ["ie", "-too"]) await forward({ ...request, path: request.path + more })
      return forward(request)
    }
  },
  {
    promise: "revoke-force revokes: it only says so",
    fails: ["RWC-LE-08"],
    passes: ["RWC-LE-06"],
    tamper: idle((request) => isBelow(request, "sys/leases/revoke-force"))
  },
  {
    promise: "what could not be revoked has a type: none is asked for",
    fails: ["RWC-LE-10"],
    passes: ["RWC-LE-01"],
    tamper: () => (request, forward) =>
      forward(
        isPath(request, "sys/leases/count") || isPath(request, "sys/leases")
          ? { ...request, path: `${request.path.split("?")[0]}?type=irrevocable` }
          : request
      )
  },
  {
    promise: "a disabled mount takes all with it: it is only hidden",
    fails: ["RWC-LE-13", "RWC-CL-05"],
    passes: ["RWC-LE-01", "RWC-CL-01"],
    hasty: true,
    tamper: idle((request) => request.method === "DELETE" && /^sys\/(auth|mounts)\//.test(request.path))
  },
  {
    promise: "the end of a token revokes its certificates: they stay good",
    fails: ["RWC-CL-01", "RWC-CL-02", "RWC-CL-03"],
    passes: ["RWC-CL-04"],
    hasty: true,
    tamper: misanswered((answer, request) =>
      request.path.includes("/cert/")
        ? edited(answer, (text) => text.replace(/"revocation_time_rfc3339":"[^"]*"/, '"revocation_time_rfc3339":""'))
        : undefined
    )
  }
]

it.each(servers)("a server that breaks a promise fails: $promise", (broken) => expectNoticed(server, broken))

it("each case about policies, leases and the life of tokens is failed by one of them", () => {
  const failed = new Set(servers.flatMap(({ fails }) => fails))
  const cases = families
    .filter(({ name }) => ["PO", "PR", "PB", "TL", "TT", "TR", "LE", "CL"].includes(name))
    .flatMap((family) => family.cases.map((one) => one.id))
  expect(cases.length).toBeGreaterThan(60)
  expect(cases.filter((id) => !failed.has(id))).toEqual([])
})
