import { Buffer } from "node:buffer"
import type { ApiResponse, ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { at, expectAt, expectError, expectStatus, expectThat, stringAt, expectDone, expectField } from "../expect.ts"
import { createHolder, writePolicy } from "../fixtures/policy.ts"
import { inTime } from "../fixtures/ttl-timer.ts"
import { byToken } from "../fixtures/token.ts"

const acl = (policy: string): string => `sys/policies/acl/${policy}`
const legacy = (policy: string): string => `sys/policy/${policy}`

const READER = 'path "cubbyhole/a" {\n  capabilities = ["read"] # and no more\n}\n'
const LISTER = 'path "cubbyhole/b" { capabilities = ["list"] }'

/** Strings that are not valid policies. */
const INVALID_POLICIES: ReadonlyArray<unknown> = [
  'path "cubbyhole/a',
  'path "cubbyhole/a" { capabilities = ["read"]',
  'pth "cubbyhole/a" { capabilities = ["read"] }',
  'path "cubbyhole/a" { capabilities = "read" }',
  'path "cubbyhole/a" { policy = "all" }',
  'path "cubbyhole/a" { capabilities = ["read"] max_wrapping_ttl = "soon" }',
  'path "cubbyhole/a" { capabilities = ["update"] allowed_parameters = "x" }'
]

export const policies: Family = {
  name: "PO",
  title: "Policies",
  cases: [
    {
      id: "RWC-PO-01",
      title: "writes, reads back unchanged, overwrites, lists and deletes a policy",
      requirements: ["RW-PB-7"],
      profile: "policy",
      level: "must",
      why: "Policies decide which callers may do what.",
      async run({ send, sendPrivileged, unique, defer }) {
        const policy = unique("policy")
        defer({ method: "DELETE", path: acl(policy) })
        expectError(await sendPrivileged({ method: "GET", path: acl(policy) }), 404)
        for (const [method, text] of [
          ["POST", READER],
          ["PUT", LISTER]
        ] as const) {
          expectDone(await sendPrivileged({ method, path: acl(policy), body: { policy: text } }))
          const read = await sendPrivileged({ method: "GET", path: acl(policy) })
          expectStatus(read, 200)
          expectAt(read, "data.policy", text)
          expectAt(read, "data.name", policy)
        }
        expectListed(await sendPrivileged({ method: "LIST", path: "sys/policies/acl" }), policy, true)
        expectDone(await send({ method: "DELETE", path: acl(policy) }))
        expectError(await sendPrivileged({ method: "GET", path: acl(policy) }), 404)
        expectListed(await sendPrivileged({ method: "LIST", path: "sys/policies/acl" }), policy, false)
        expectDone(await send({ method: "DELETE", path: acl(policy) }))
      }
    },
    {
      id: "RWC-PO-02",
      title: "serves the same policies under the legacy path sys/policy",
      requirements: ["RW-PB-13"],
      profile: "policy",
      level: "must",
      why: "Older clients still use it.",
      async run({ sendPrivileged, unique, defer }) {
        const policy = unique("policy")
        defer({ method: "DELETE", path: acl(policy) })
        expectDone(await sendPrivileged({ method: "PUT", path: legacy(policy), body: { policy: READER } }))
        expectAt(await sendPrivileged({ method: "GET", path: acl(policy) }), "data.policy", READER)
        const read = await sendPrivileged({ method: "GET", path: legacy(policy) })
        expectStatus(read, 200)
        expectAt(read, "data.rules", READER)
        expectAt(read, "rules", READER)
        const listed = await sendPrivileged({ method: "GET", path: "sys/policy" })
        expectListed(listed, policy, true)
        expectListed(listed, policy, true, "data.policies")
        expectDone(await sendPrivileged({ method: "DELETE", path: legacy(policy) }))
        expectError(await sendPrivileged({ method: "GET", path: acl(policy) }), 404)
      }
    },
    {
      id: "RWC-PO-03",
      title: "converts policy names to lower case",
      requirements: ["RW-PB-7"],
      profile: "policy",
      level: "must",
      why: "Two policies with names that look alike would be a trap.",
      async run({ sendPrivileged, unique, defer, createToken }) {
        const policy = unique("policy")
        defer({ method: "DELETE", path: acl(policy) })
        const mixed = `${policy.slice(0, -6)}POLICY`
        const written = await sendPrivileged({ method: "POST", path: acl(mixed), body: { policy: READER } })
        expectDone(written)
        for (const name of [policy, mixed]) {
          const read = await sendPrivileged({ method: "GET", path: acl(name) })
          expectStatus(read, 200)
          expectAt(read, "data.name", policy)
        }
        const { token } = await createToken({ policies: [mixed], no_default_policy: true })
        const looked = await sendPrivileged(byToken("lookup", token))
        expectField(looked, "data.policies", [policy])
      }
    },
    {
      id: "RWC-PO-04",
      title: "rejects an invalid policy with 400 and keeps the existing one",
      requirements: ["RW-PB-15"],
      profile: "policy",
      level: "must",
      why: "A typo must not grant or deny access.",
      async run(context) {
        const policy = await writePolicy(context, READER)
        for (const text of INVALID_POLICIES)
          expectError(await context.sendPrivileged({ method: "POST", path: acl(policy), body: { policy: text } }), 400)
        expectError(await context.sendPrivileged({ method: "POST", path: acl(policy), body: {} }), 400)
        expectAt(await context.sendPrivileged({ method: "GET", path: acl(policy) }), "data.policy", READER)
      }
    },
    {
      id: "RWC-PO-05",
      title: "accepts a policy in JSON, and returns it as written",
      requirements: ["RW-PB-7", "RW-PB-9"],
      profile: "policy",
      level: "must",
      why: "Programs write policies too.",
      async run(context) {
        const text = '{"path":{"cubbyhole/a":{"capabilities":["read"]}}}'
        const { token, policy } = await createHolder(context, text)
        expectAt(await context.sendPrivileged({ method: "GET", path: acl(policy) }), "data.policy", text)
        expectError(await context.send({ method: "GET", path: "cubbyhole/a", token }), 404)
        expectError(await context.send({ method: "GET", path: "cubbyhole/b", token }), 403)
      }
    },
    {
      id: "RWC-PO-06",
      title: "rejects changes to root, and deletion of root and response-wrapping",
      requirements: ["RW-PB-8"],
      profile: "policy",
      level: "must",
      why: "The server relies on these policies.",
      async run({ sendPrivileged }) {
        const everything = 'path "*" { capabilities = ["create", "read", "update", "delete", "list", "sudo"] }'
        for (const path of [acl, legacy]) {
          expectError(await sendPrivileged({ method: "POST", path: path("root"), body: { policy: everything } }), 400)
          for (const policy of ["root", "response-wrapping"])
            expectError(await sendPrivileged({ method: "DELETE", path: path(policy) }), 400)
        }
      }
    },
    {
      id: "RWC-PO-07",
      title: "allows changes to default, but not its deletion",
      requirements: ["RW-PB-16", "RW-PB-8"],
      profile: "policy",
      level: "must",
      exclusive: true,
      why: "An operator decides what every token may do, and tokens refer to this policy by name.",
      async run({ sendPrivileged, defer, skip }) {
        const before = await sendPrivileged({ method: "GET", path: acl("default") })
        expectStatus(before, 200)
        if (at(before, "data.cas_required") === true) skip("needs a policy default that does not require cas")
        const asItIs: ApiRequest = {
          method: "POST",
          path: acl("default"),
          body: { policy: stringAt(before, "data.policy") }
        }
        expectDone(await sendPrivileged(asItIs))
        const after = await sendPrivileged({ method: "GET", path: acl("default") })
        expectStatus(after, 200)
        expectAt(after, "data.policy", at(before, "data.policy"))
        const deleted = await sendPrivileged({ method: "DELETE", path: acl("default") })
        if (deleted.status < 300) defer(asItIs)
        expectError(deleted, 400)
      }
    },
    {
      id: "RWC-PO-08",
      title: "applies a policy change to the next request, for existing tokens too",
      requirements: ["RW-PB-9", "RW-ER-4"],
      profile: "policy",
      level: "must",
      why: "An operator who removes a permission must be able to rely on it immediately.",
      async run(context) {
        const { token, policy } = await createHolder(context, LISTER)
        const read: ApiRequest = { method: "GET", path: "cubbyhole/a", token }
        const write = async (text: string): Promise<void> =>
          expectDone(await context.sendPrivileged({ method: "POST", path: acl(policy), body: { policy: text } }))
        expectError(await context.send(read), 403)
        await write(READER)
        expectError(await context.send(read), 404)
        await write(LISTER)
        expectError(await context.send(read), 403)
        await write(READER)
        expectDone(await context.sendPrivileged({ method: "DELETE", path: acl(policy) }))
        expectError(await context.send(read), 403)
      }
    },
    {
      id: "RWC-PO-09",
      title: "rejects a write whose check-and-set version is not the current one",
      requirements: ["RW-PB-12"],
      profile: "policy",
      level: "should",
      why: "Two operators must not undo each other's changes unnoticed.",
      async run(context) {
        const policy = await writePolicy(context, READER)
        const write = (cas: number): Promise<ApiResponse> =>
          context.sendPrivileged({ method: "POST", path: acl(policy), body: { policy: LISTER, cas } })
        const read = await context.sendPrivileged({ method: "GET", path: acl(policy) })
        expectAt(read, "data.version", 1)
        expectError(await write(99), 400)
        expectError(await write(-1), 400)
        expectDone(await write(1))
        expectError(await write(1), 400)
        expectAt(await context.sendPrivileged({ method: "GET", path: acl(policy) }), "data.policy", LISTER)
      }
    },
    {
      id: "RWC-PO-10",
      title: "stops applying a policy once its TTL elapses",
      requirements: ["RW-PB-11"],
      profile: "policy",
      level: "should",
      waits: 3_200,
      why: "A permission for an hour should not last forever.",
      async run(context) {
        const { token, policy } = await createHolder(context, LISTER)
        const write = { method: "POST", path: acl(policy), body: { policy: READER, ttl: "2s" } }
        const read = { method: "GET", path: "cubbyhole/a", token }
        await inTime(context, async (timer) => {
          expectDone(await timer.start(() => context.sendPrivileged(write)))
          await timer.within(1_000, async () => expectError(await context.send(read), 404))
          await timer.waitPast(3_200)
          expectError(await context.send(read), 403)
        })
      }
    },
    {
      id: "RWC-PO-11",
      title: "decodes a policy in base64, and returns its text",
      requirements: ["RW-PB-42"],
      profile: "policy",
      level: "must",
      why: "Clients send policies in base64, so that no shell changes their quotes.",
      async run(context) {
        const { token, policy } = await createHolder(context, Buffer.from(READER).toString("base64"))
        expectAt(await context.sendPrivileged({ method: "GET", path: acl(policy) }), "data.policy", READER)
        expectError(await context.send({ method: "GET", path: "cubbyhole/a", token }), 404)
        expectError(await context.send({ method: "LIST", path: "cubbyhole/a", token }), 403)
      }
    }
  ]
}

function expectListed(response: ApiResponse, policy: string, there: boolean, where = "data.keys"): void {
  expectStatus(response, 200)
  const keys = at(response, where)
  expectThat(Array.isArray(keys), `${where} is not a list`, response)
  expectThat(keys.includes(policy) === there, `the policy is ${there ? "missing from" : "still in"} ${where}`, response)
}
