import type { ApiResponse } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { at, expectError, expectStatus, expectThat, stringAt, expectField } from "../expect.ts"
import { createHolder } from "../fixtures/policy.ts"
import { createRoleUser } from "../fixtures/token-role.ts"
import { createRequest, lookupSelf } from "../fixtures/token.ts"
import { Failure } from "../verdict.ts"
import { expectNotWrapped } from "../wrap-info.ts"

/** Spellings of `root` in a list of policies, alone and together with others. */
const ROOTS: ReadonlyArray<unknown> = [
  ["root"],
  ["default", "root"],
  ["root", "conformance-other"],
  ["ROOT"],
  [" root "],
  ["\troot\n"],
  ["conformance-other", "Root "],
  "root"
]

/** Names that resemble `root`, which no policy has: a server rejects them, or issues a token without rights. */
const LOOKALIKES: ReadonlyArray<unknown> = [
  ["root\u0000"],
  ["root\u0085"],
  ["\u00a0root"],
  ["ro\u2060ot"],
  ["root/"],
  ["root,default"],
  "default,ROOT"
]

/** Removes the TTL that `createRequest` sets. */
const NO_TTL = { ttl: undefined }

/** Other fields of a request that creates a token. */
const EXTRAS: ReadonlyArray<Readonly<Record<string, unknown>>> = [
  { ttl: "5m" },
  { ttl: 0 },
  { lease: "5m" },
  { period: "5m" },
  { explicit_max_ttl: "5m" },
  { id: "conformance-chosen-id" },
  { num_uses: 3 },
  { type: "batch", ttl: "5m" },
  { type: "service" },
  { no_parent: true },
  { no_default_policy: true },
  { renewable: false }
]

const rootByRole = (id: string, title: string, fields: object): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-TK-30", "RW-TK-51"],
  profile: "tokens",
  level: "must",
  why: "A pipeline that may use a role must not become the operator through it.",
  async run(context) {
    const { createByRole } = await createRoleUser(context, fields)
    for (const policies of ROOTS)
      for (const extra of [{}, NO_TTL]) expectNoRoot(await createByRole({ policies, ...extra }))
    for (const extra of EXTRAS) expectNoRoot(await createByRole({ policies: ["root"], ...extra }))
    for (const policies of LOOKALIKES) await expectWithoutRoot(context, await createByRole({ policies }))
    const wrapped = await createByRole({ policies: ["root"] }, { ttl: 60 })
    expectNoRoot(wrapped)
    expectNotWrapped(wrapped)
  }
})

export const policyAssignment: Family = {
  name: "AU",
  title: "Assigning policies to tokens",
  cases: [
    rootByRole("RWC-AU-01", "does not issue root through a role without policy lists", {}),
    rootByRole("RWC-AU-02", "does not issue root through a role that only disallows policies", {
      disallowed_policies: ["conformance-disallowed"]
    }),
    rootByRole("RWC-AU-03", "does not issue root through a role that only disallows glob patterns", {
      disallowed_policies_glob: ["conformance-disallowed-*"]
    }),
    rootByRole("RWC-AU-04", "does not issue root through a role that allows every policy by a glob pattern", {
      allowed_policies_glob: ["*"]
    }),
    {
      id: "RWC-AU-05",
      title: "issues root through a role that allows it only to a root token",
      requirements: ["RW-TK-30"],
      profile: "tokens",
      level: "must",
      why: "A mistake in a role must not be a way to become the operator.",
      async run(context) {
        for (const allowed_policies of [["root"], ["root", "default"], ["ROOT"]]) {
          const { createByRole } = await createRoleUser(context, { allowed_policies })
          for (const body of [{}, { policies: ["root"] }, { policies: [" ROOT"] }, { ttl: "5m" }, { type: "batch" }])
            expectNoRoot(await createByRole(body))
        }
      }
    },
    {
      id: "RWC-AU-06",
      title: "lets sudo assign any policy except root: directly, to orphans, and through a role",
      requirements: ["RW-TK-30", "RW-TK-9"],
      profile: "tokens",
      level: "must",
      long: true,
      why: "sudo on one path is less than root.",
      async run(context) {
        const { role, createByRole } = await createRoleUser(context, {}, { sudo: true })
        const sudo = '{ capabilities = ["create", "update", "sudo"] }\n'
        const { token } = await createHolder(
          context,
          `path "auth/token/create" ${sudo} path "auth/token/create-orphan" ${sudo} path "auth/token/create/*" ${sudo}`
        )
        for (const below of ["", "-orphan", `/${role}`])
          for (const policies of ROOTS)
            for (const extra of [{}, NO_TTL, { no_parent: true }])
              expectNoRoot(await context.send({ ...createRequest({ policies, ...extra }, below), token }))
        for (const policies of ROOTS) expectNoRoot(await createByRole({ policies }))
        const other = context.unique("no-such-policy")
        const given = await createByRole({ policies: [other], no_default_policy: true })
        expectStatus(given, 200)
        expectField(given, "auth.policies", [other])
      }
    },
    {
      id: "RWC-AU-07",
      title: "limits tokens of a role without policy lists to the caller's policies",
      requirements: ["RW-TK-36", "RW-TK-9"],
      profile: "tokens",
      level: "must",
      long: true,
      why: "A role that says nothing about policies must not grant any that its user lacks.",
      async run(context) {
        const { createByRole, policy } = await createRoleUser(context, {})
        expectPolicies(await createByRole({}), [policy])
        expectPolicies(await createByRole({ policies: [policy.toUpperCase()] }), [policy])
        const other = context.unique("no-such-policy")
        for (const policies of [[other], [policy, other], ["default"], [policy, "default"]])
          for (const extra of [{}, NO_TTL, { period: "5m" }, { no_default_policy: true }])
            expectRejected(await createByRole({ policies, ...extra }))
        expectError(await createByRole({ policies: [other] }), 400)
        const withDefault = await createRoleUser(context, {}, { no_default_policy: false })
        const own = ["default", withDefault.policy]
        expectPolicies(await withDefault.createByRole({}), own)
        expectPolicies(await withDefault.createByRole({ policies: [withDefault.policy] }), own)
      }
    },
    {
      id: "RWC-AU-08",
      title: "applies a role's policy lists to the normalized policy name",
      requirements: ["RW-TK-51", "RW-TK-23"],
      profile: "tokens",
      level: "must",
      long: true,
      why: "A policy that a role forbids must not be available in capitals.",
      async run(context) {
        const disallowing = await createRoleUser(context, {
          disallowed_policies: ["conformance-no"],
          disallowed_policies_glob: ["conformance-never-*"]
        })
        const allowing = await createRoleUser(context, {
          allowed_policies: ["conformance-yes"],
          allowed_policies_glob: ["conformance-often-*"]
        })
        for (const name of ["conformance-no", "conformance-never-x"])
          for (const spelling of [name, name.toUpperCase(), ` ${name}`, `${name}\t`]) {
            expectRejected(await disallowing.createByRole({ policies: [spelling] }))
            expectRejected(await allowing.createByRole({ policies: [spelling] }))
            expectRejected(await allowing.createByRole({ policies: ["conformance-yes", spelling] }))
          }
        const given = await allowing.createByRole({ policies: [" CONFORMANCE-YES ", "Conformance-Often-X"] })
        expectPolicies(given, ["conformance-often-x", "conformance-yes", "default"])
      }
    }
  ]
}

/** Expects 400, and a response without a token. */
function expectRejected(response: ApiResponse): void {
  const token = at(response, "auth.client_token")
  if (typeof token === "string" && token !== "")
    throw new Failure("a token was issued with policies that its creator may not assign", {
      expected: "400",
      got: `a token with the policies ${JSON.stringify(at(response, "auth.policies"))}`,
      response
    })
  expectError(response, 400)
}

/** Expects 400, and a response with neither a token nor a wrapped one. */
function expectNoRoot(response: ApiResponse): void {
  expectRejected(response)
  expectNotWrapped(response)
}

/** Expects a token with exactly these policies. */
function expectPolicies(response: ApiResponse, policies: ReadonlyArray<string>): void {
  expectStatus(response, 200)
  expectField(response, "auth.policies", policies)
}

/** Expects an error, or a token without the rights of root. */
async function expectWithoutRoot(context: Context, response: ApiResponse): Promise<void> {
  if (response.status !== 200) return expectRejected(response)
  const token = stringAt(response, "auth.client_token")
  const read = await context.send({ method: "GET", path: "sys/mounts", token })
  expectThat(read.status >= 400, "a policy with a name similar to root grants the rights of root", read)
  const looked = await context.send(lookupSelf(token))
  const own = looked.status === 200 ? at(looked, "data.policies") : []
  expectThat(Array.isArray(own) && !own.includes("root"), "the token has the policy root", looked)
}
