import type { WireRequest } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { fieldOf, isPath } from "./broken-transport.ts"
import { asRoot, CREATE, misanswered, withFields } from "./tampers.ts"

const NAMED =
  /^(sys\/polic(?:ies\/acl|y)|sys\/mounts|sys\/auth|auth\/[^/]+\/users|auth\/[^/]+\/role|auth\/token\/(?:roles|create))\/./

/** Another spelling of a path that names something is what root asks for, in the right spelling. */
const respelt =
  (change: (path: string) => string): Broken["tamper"] =>
  (root) =>
    misanswered((response, request, again) => {
      const path = change(request.path)
      return NAMED.test(request.path) && path !== request.path && response.status >= 300
        ? again(asRoot({ ...request, path }, root))
        : undefined
    })(root)

/** A policy whose name is joined of others' stands for them. */
const joinedBy =
  (joint: string): Broken["tamper"] =>
  () =>
  (request, forward) =>
    forward(
      isPath(request, CREATE)
        ? withFields(request, ({ policies, ...rest }) => ({
            ...rest,
            policies: Array.isArray(policies) ? policies.flatMap((name) => String(name).split(joint)) : policies
          }))
        : request
    )

const leaseIn = (request: WireRequest): string | undefined =>
  isPath(request, "sys/leases/revoke")
    ? String(fieldOf(request, "lease_id"))
    : /^sys\/leases\/revoke\/(.*)$/.exec(request.path)?.[1]

/** Promises about names, and how they are spelt. */
export const brokenNames: ReadonlyArray<Broken> = [
  {
    promise: "the name of a policy is a name: NUL is between two",
    fails: ["RWC-NA-01"],
    passes: ["RWC-PO-01", "RWC-TL-04"],
    tamper: joinedBy("\u0000")
  },
  {
    promise: "the name of a policy is a name: a bar is between two",
    fails: ["RWC-NA-01"],
    passes: ["RWC-PO-01", "RWC-TL-04"],
    tamper: joinedBy("|")
  },
  {
    promise: "what policies allow is kept under their names: under a key that others' names make too",
    fails: ["RWC-NA-01"],
    passes: ["RWC-PO-01", "RWC-PO-08"],
    tamper: () => {
      const kept = new Map<string, unknown>()
      return (request, forward) =>
        forward(
          isPath(request, CREATE)
            ? withFields(request, ({ policies, ...rest }) => {
                const key = JSON.stringify([policies].flat().sort().join("\u0001"))
                if (!kept.has(key)) kept.set(key, policies)
                return { ...rest, policies: kept.get(key) }
              })
            : request
        )
    }
  },
  {
    promise: "a lease id is a whole: its end is enough",
    fails: ["RWC-NA-02"],
    passes: ["RWC-LE-03", "RWC-LE-12"],
    tamper: () => {
      const ids = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const below = /^sys\/leases\/lookup\/(.*)\/$/.exec(request.path)?.[1]
        for (const [, own] of below === undefined ? [] : response.text.matchAll(/"(h[0-9a-f]{16,})"/g))
          ids.set(String(own), `${below}/${own}`)
        const lease = leaseIn(request)
        const id = lease === undefined ? undefined : ids.get(lease.slice(lease.lastIndexOf("/") + 1))
        if (id === undefined) return response
        return forward({ ...request, path: "sys/leases/revoke", body: JSON.stringify({ lease_id: id }) })
      }
    }
  },
  {
    promise: "a policy is applied to the decoded path: to the path as it was sent",
    fails: ["RWC-SP-01"],
    passes: ["RWC-PR-05", "RWC-PR-07"],
    tamper: (root) =>
      misanswered((response, request, again) =>
        response.status === 403 && /%[67]/.test(request.path) ? again(asRoot(request, root)) : undefined
      )(root)
  },
  {
    promise: "a name is judged as it is acted on: it is judged before its capitals are",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: respelt((path) => path.toLowerCase())
  },
  {
    promise: "a path is judged as it is acted on: a slash at its end makes another one",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04", "RWC-SP-05", "RWC-SP-06"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: respelt((path) => path.replace(/\/+$/, ""))
  },
  {
    promise: "a path is judged as it is acted on: an encoded slash at the end of a name is lost",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04", "RWC-SP-05", "RWC-SP-06"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: respelt((path) => path.replace(/%2f/gi, ""))
  },
  {
    promise: "a path is judged as it is acted on: an empty segment is skipped",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04", "RWC-SP-05", "RWC-SP-06"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: respelt((path) => path.replace(/\/\//g, "/"))
  },
  {
    promise: "a relative segment is not followed: it is, behind the policy's back",
    fails: ["RWC-SP-02", "RWC-SP-03", "RWC-SP-04", "RWC-SP-05", "RWC-SP-06"],
    passes: ["RWC-SP-01", "RWC-PR-05"],
    tamper: respelt((path) => path.replace(/\/x\/\.\.\//, "/").replace(/\/\.(?=\/|$)/g, ""))
  }
]
