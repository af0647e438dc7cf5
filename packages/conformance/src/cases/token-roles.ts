import type { ApiResponse } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { at, expectAt, expectError, expectStatus, expectThat, stringAt, expectDone, expectField } from "../expect.ts"
import { ROLES, writeRole } from "../fixtures/token-role.ts"
import { createRequest, expectDead, lookupSelf, byToken } from "../fixtures/token.ts"
import { UNUSED_ADDRESSES } from "../fixtures/bound-token.ts"

/** A role with all the fields that determine its tokens. */
const WHOLE = {
  allowed_policies: ["a", "b"],
  disallowed_policies: ["c"],
  allowed_policies_glob: ["g*"],
  disallowed_policies_glob: ["z*"],
  orphan: true,
  renewable: false,
  path_suffix: "sfx",
  token_type: "service",
  token_explicit_max_ttl: 10800,
  token_no_default_policy: true,
  token_num_uses: 4,
  token_period: 1200
}

export const tokenRoles: Family = {
  name: "TR",
  title: "Token roles",
  cases: [
    {
      id: "RWC-TR-01",
      title: "writes, reads, updates, lists and deletes a role",
      requirements: ["RW-TK-25"],
      profile: "tokens",
      level: "must",
      why: "A role defines which tokens a pipeline may create.",
      async run(context) {
        const { sendPrivileged } = context
        const role = await writeRole(context, WHOLE)
        const path = `${ROLES}/${role}`
        const expectRole = (response: ApiResponse, fields: object): void => {
          expectStatus(response, 200)
          for (const [key, value] of Object.entries({ name: role, ...fields }))
            expectField(response, `data.${key}`, value)
        }
        expectRole(await sendPrivileged({ method: "GET", path }), WHOLE)
        const change = { renewable: true, allowed_policies: [] }
        expectDone(await sendPrivileged({ method: "POST", path, body: change }))
        expectRole(await sendPrivileged({ method: "GET", path }), { ...WHOLE, ...change })
        const keys = at(await sendPrivileged({ method: "LIST", path: ROLES }), "data.keys")
        expectThat(Array.isArray(keys) && keys.includes(role), "the list of roles does not contain the new one")
        expectDone(await sendPrivileged({ method: "DELETE", path }))
        expectError(await sendPrivileged({ method: "GET", path }), 404)
      }
    },
    {
      id: "RWC-TR-02",
      title: "rejects an invalid role",
      requirements: ["RW-TK-25"],
      profile: "tokens",
      level: "must",
      why: "A role that the server misunderstands would issue the wrong tokens.",
      async run(context) {
        const role = await writeRole(context, {})
        for (const body of [
          { token_type: "odd" },
          { path_suffix: "a/b" },
          { token_num_uses: -1 },
          { token_period: "-1h" },
          { token_bound_cidrs: "here" },
          { token_explicit_max_ttl: "long" }
        ])
          expectError(await context.sendPrivileged({ method: "POST", path: `${ROLES}/${role}`, body }), 400)
      }
    },
    {
      id: "RWC-TR-03",
      title: "limits tokens of a role to the policies that the role allows",
      requirements: ["RW-TK-23"],
      profile: "tokens",
      level: "must",
      why: "A role lets someone create tokens, but only certain ones.",
      async run(context) {
        const allowing = await writeRole(context, { allowed_policies: ["default", "x-one", "x-two"] })
        const forbidding = await writeRole(context, {
          disallowed_policies: ["x-one"],
          disallowed_policies_glob: ["y-*"]
        })
        const by = (role: string, body: Readonly<Record<string, unknown>>): Promise<ApiResponse> =>
          context.sendPrivileged(createRequest(body, `/${role}`))
        expectField(await by(allowing, {}), "auth.policies", ["default", "x-one", "x-two"])
        expectField(await by(allowing, { policies: ["x-one"] }), "auth.policies", ["default", "x-one"])
        expectError(await by(allowing, { policies: ["x-one", "x-three"] }), 400)
        for (const policy of ["x-one", "y-any"]) expectError(await by(forbidding, { policies: [policy] }), 400)
        expectField(await by(forbidding, { policies: ["x-two"] }), "auth.policies", ["default", "x-two"])
      }
    },
    {
      id: "RWC-TR-04",
      title: "applies the role's type, period, maximum TTL, use limit and path suffix",
      requirements: ["RW-TK-23", "RW-TK-8"],
      profile: "tokens",
      level: "must",
      why: "The author of a role decides what its tokens may do.",
      async run(context) {
        const { sendPrivileged } = context
        const rolled = async (fields: object, body: Readonly<Record<string, unknown>> = {}): Promise<Made> => {
          const role = await writeRole(context, fields)
          const created = await sendPrivileged(createRequest({ policies: ["default"], ...body }, `/${role}`))
          expectStatus(created, 200)
          return { role, created, token: stringAt(created, "auth.client_token") }
        }
        const suffixed = await rolled({ path_suffix: "sfx", orphan: true })
        const looked = await sendPrivileged(byToken("lookup", suffixed.token))
        expectAt(looked, "data.path", `auth/token/create/${suffixed.role}/sfx`)
        expectAt(looked, "data.role", suffixed.role)
        expectAt(looked, "data.orphan", true)
        const periodic = await rolled({ token_period: "20m" }, { ttl: "5h" })
        expectAt(periodic.created, "auth.lease_duration", 1200)
        const bounded = await rolled({ token_explicit_max_ttl: "15m", renewable: false }, { ttl: "1h" })
        expectAt(bounded.created, "auth.lease_duration", 900)
        expectAt(bounded.created, "auth.renewable", false)
        const counted = await rolled({ token_num_uses: 1 })
        expectStatus(await context.send(lookupSelf(counted.token)), 200)
        expectDead(await context.send(lookupSelf(counted.token)))
        const batch = await rolled(
          { token_type: "batch", orphan: true, renewable: false },
          { type: "service", ttl: "60s" }
        )
        expectAt(batch.created, "auth.token_type", "batch")
      }
    },
    {
      id: "RWC-TR-05",
      title: "rejects a token outside the addresses of its role",
      requirements: ["RW-TK-23", "RW-TK-19"],
      profile: "tokens",
      level: "must",
      why: "A stolen token should be worthless elsewhere.",
      async run(context) {
        const role = await writeRole(context, { token_bound_cidrs: [UNUSED_ADDRESSES] })
        const created = await context.sendPrivileged(createRequest({ policies: ["default"] }, `/${role}`))
        expectStatus(created, 200)
        const token = stringAt(created, "auth.client_token")
        expectDead(await context.send(lookupSelf(token)))
        expectField(await context.sendPrivileged(byToken("lookup", token)), "data.bound_cidrs", [UNUSED_ADDRESSES])
      }
    },
    {
      id: "RWC-TR-06",
      title: "requires a role that allows an entity alias",
      requirements: ["RW-TK-24"],
      profile: "tokens",
      level: "must",
      why: "A token must not impersonate someone else.",
      async run(context) {
        const role = await writeRole(context, {})
        const body = { policies: ["default"], entity_alias: context.unique("alias") }
        expectError(await context.sendPrivileged(createRequest(body)), 400)
        expectError(await context.sendPrivileged(createRequest(body, `/${role}`)), 400)
      }
    }
  ]
}

interface Made {
  readonly role: string
  readonly created: ApiResponse
  readonly token: string
}
