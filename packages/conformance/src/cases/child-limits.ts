import { ALL_ADDRESSES, createBoundHolder, UNUSED_ADDRESSES } from "../fixtures/bound-token.ts"
import { createChild, expectChildRejected } from "../fixtures/child-token.ts"
import type { Family } from "../conformance-case.ts"
import { expectAt, expectError, expectStatus, stringAt, expectDone, expectField } from "../expect.ts"
import { inTime } from "../fixtures/ttl-timer.ts"
import { createHolder, writePolicy } from "../fixtures/policy.ts"
import { createRoleUser, writeRole } from "../fixtures/token-role.ts"
import {
  createRequest,
  expectAlive,
  expectDead,
  expectSeconds,
  lookupSelf,
  byAccessor,
  byToken
} from "../fixtures/token.ts"

const CREATES = 'path "auth/token/create*" { capabilities = ["create", "update"] }\n'

export const childLimits: Family = {
  name: "CH",
  title: "Limits that children inherit",
  cases: [
    {
      id: "RWC-CH-01",
      title: "binds child tokens, batch tokens included, to the parent's addresses",
      requirements: ["RW-TK-34"],
      profile: "tokens",
      level: "must",
      why: "A stolen token must not be able to create one without its restrictions.",
      async run(context) {
        const { token } = await createBoundHolder(context, CREATES)
        const child = await createChild(context, token, {})
        const grandchild = await createChild(context, child, { ttl: undefined })
        const batches = [
          await createChild(context, token, { type: "batch" }),
          await createChild(context, child, { type: "batch" })
        ]
        for (const one of [child, grandchild, ...batches])
          expectField(await context.send(lookupSelf(one)), "data.bound_cidrs", ALL_ADDRESSES)
      }
    },
    {
      id: "RWC-CH-02",
      title: "binds tokens that a role creates, batch tokens included, to the role's addresses",
      requirements: ["RW-TK-23"],
      profile: "tokens",
      level: "must",
      why: "A role's address restriction applies to every token that it creates.",
      async run(context) {
        const role = await writeRole(context, { token_bound_cidrs: [UNUSED_ADDRESSES], orphan: true })
        const { token } = await createHolder(context, CREATES, {})
        for (const type of ["service", "batch"]) {
          const bound = await createChild(context, token, { type }, `/${role}`)
          expectDead(await context.send(lookupSelf(bound)))
          expectField(await context.sendPrivileged(byToken("lookup", bound)), "data.bound_cidrs", [UNUSED_ADDRESSES])
        }
      }
    },
    {
      id: "RWC-CH-03",
      title: "does not let a batch token create tokens",
      requirements: ["RW-TK-54"],
      profile: "tokens",
      level: "must",
      why: "A batch token cannot be revoked, so its children could not be revoked either.",
      async run(context) {
        const role = await writeRole(context, {})
        const policy = await writePolicy(context, CREATES)
        const batch = await context.sendPrivileged(createRequest({ policies: [policy], type: "batch" }))
        expectStatus(batch, 200)
        const token = stringAt(batch, "auth.client_token")
        for (const below of ["", "-orphan", `/${role}`])
          for (const body of [{}, { type: "batch" }, { ttl: undefined }])
            await expectChildRejected(context, token, body, below)
      }
    },
    {
      id: "RWC-CH-04",
      title: "does not let a token with a use limit create tokens",
      requirements: ["RW-TK-5"],
      profile: "tokens",
      level: "must",
      why: "Its children would be additional uses that are not counted.",
      async run(context) {
        const roles = [await writeRole(context, {}), await writeRole(context, { orphan: true, token_num_uses: 2 })]
        const { token } = await createHolder(context, CREATES, { num_uses: 50 })
        for (const below of ["", "-orphan", ...roles.map((role) => `/${role}`)])
          for (const body of [{}, { type: "batch" }, { num_uses: 1 }])
            await expectChildRejected(context, token, body, below)
      }
    },
    {
      id: "RWC-CH-05",
      title: "applies the narrower of the role's limits and the requested ones",
      requirements: ["RW-TK-23", "RW-TK-8"],
      profile: "tokens",
      level: "must",
      long: true,
      why: "A role sets the upper limit for its tokens.",
      async run(context) {
        const counting = await createRoleUser(context, { token_num_uses: 3 })
        for (const [asked, given] of [
          [undefined, 3],
          [0, 3],
          [2, 2],
          [100, 3]
        ] as const)
          expectAt(await counting.createByRole({ num_uses: asked }), "auth.num_uses", given)
        const ending = await createRoleUser(context, { token_explicit_max_ttl: "15m" })
        for (const [asked, given] of [
          [undefined, 900],
          [0, 900],
          ["5m", 300],
          ["10h", 900]
        ] as const) {
          const created = await ending.createByRole({ explicit_max_ttl: asked, ttl: "1h" })
          expectStatus(created, 200)
          expectSeconds(created, "auth.lease_duration", given)
        }
        const periodic = await createRoleUser(context, { token_period: "10m" }, { sudo: true })
        for (const [asked, given] of [
          [undefined, 600],
          ["5m", 300],
          ["10h", 600]
        ] as const)
          expectAt(await periodic.createByRole({ period: asked }), "auth.lease_duration", given)
      }
    },
    {
      id: "RWC-CH-06",
      title: "requires sudo for a period or a chosen id, also through a role",
      requirements: ["RW-TK-11"],
      profile: "tokens",
      level: "must",
      long: true,
      why: "Only the operator may issue a token that never expires, or whose value was chosen.",
      async run(context) {
        const id = context.unique("chosen-id")
        for (const fields of [{}, { token_period: "10m" }, { orphan: true }, { allowed_policies_glob: ["*"] }]) {
          const { createByRole } = await createRoleUser(context, fields)
          for (const body of [{ id }, { id, ttl: undefined }, { period: "1h" }, { period: 60, explicit_max_ttl: "5m" }])
            expectError(await createByRole({ policies: [], ...body }), 400)
        }
        expectDead(await context.send(lookupSelf(id)))
        const { createByRole } = await createRoleUser(context, {}, { sudo: true, no_default_policy: false })
        const chosen = await createByRole({ id, num_uses: 5 })
        expectStatus(chosen, 200)
        expectAt(chosen, "auth.client_token", id)
        expectAlive(await context.send(lookupSelf(id)))
        expectError(await createByRole({ id }), 400)
      }
    },
    {
      id: "RWC-CH-07",
      title: "rejects a period, an explicit maximum or a use limit for a batch token",
      requirements: ["RW-TK-53"],
      profile: "tokens",
      level: "must",
      why: "The server cannot enforce these limits, so it must not promise them.",
      async run(context) {
        const role = await writeRole(context, {})
        for (const below of ["", "-orphan", `/${role}`])
          for (const [field, value] of [
            ["explicit_max_ttl", "1h"],
            ["num_uses", 2],
            ["period", "1h"]
          ] as const)
            expectError(
              await context.sendPrivileged(
                createRequest({ type: "batch", policies: ["default"], [field]: value }, below)
              ),
              400
            )
      }
    },
    {
      id: "RWC-CH-08",
      title: "invalidates the batch children of a revoked token, but not its batch orphans",
      requirements: ["RW-TK-55", "RW-TK-2"],
      profile: "tokens",
      level: "must",
      long: true,
      why: "One revocation must end everything that came from a token, including what cannot be revoked by itself.",
      async run(context) {
        const role = await writeRole(context, { orphan: true })
        const { policy } = await createHolder(context, CREATES, {})
        const revoke = { method: "POST", path: "auth/token/revoke-self" }
        for (const how of ["self", "token", "accessor"] as const) {
          const parent = await context.createToken({ policies: [policy, "default"] })
          const child = await createChild(context, parent.token, {})
          const batches = [
            await createChild(context, parent.token, { type: "batch" }),
            await createChild(context, child, { type: "batch" })
          ]
          const orphan = await createChild(context, parent.token, { type: "batch" }, `/${role}`)
          for (const one of [...batches, orphan]) expectAlive(await context.send(lookupSelf(one)))
          const revoked =
            how === "self"
              ? await context.send({ ...revoke, token: parent.token })
              : await context.sendPrivileged(
                  how === "token" ? byToken("revoke", parent.token) : byAccessor("revoke", parent.accessor)
                )
          expectDone(revoked)
          for (const one of [child, ...batches]) expectDead(await context.send(lookupSelf(one)))
          expectAlive(await context.send(lookupSelf(orphan)))
        }
      }
    },
    {
      id: "RWC-CH-09",
      title: "rejects a batch child once the parent's TTL elapses",
      requirements: ["RW-TK-55"],
      profile: "tokens",
      level: "must",
      waits: 5_500,
      why: "A child must not be a way to extend a token's life.",
      run: (context) =>
        inTime(context, async (timer) => {
          const { token } = await timer.start(() => createHolder(context, CREATES, { ttl: "4s" }))
          const created = await context.send({ ...createRequest({ type: "batch", ttl: "10m" }), token })
          const batch = stringAt(timer.before(2_500, created), "auth.client_token")
          expectAlive(timer.before(3_000, await context.send(lookupSelf(batch))))
          await timer.waitPast(5_500)
          for (const one of [token, batch]) expectDead(await context.send(lookupSelf(one)))
        })
    },
    {
      id: "RWC-CH-10",
      title: "assigns an entity alias only through a role that allows it",
      requirements: ["RW-TK-24"],
      profile: "tokens",
      level: "must",
      why: "A token must not impersonate someone else.",
      async run(context) {
        const [one, other] = [context.unique("alias"), context.unique("other")]
        const { createByRole, token } = await createRoleUser(context, { allowed_entity_aliases: [one, `${one}-x*`] })
        for (const entity_alias of [one, `${one}-x1`, `${one}-X2`]) {
          const given = await createByRole({ entity_alias })
          expectStatus(given, 200)
          stringAt(given, "auth.entity_id")
        }
        for (const entity_alias of [other, `${one}-`, `x-${one}`, `${one} `, "*"])
          expectError(await createByRole({ entity_alias }), 400)
        const creator = await createHolder(context, CREATES, {})
        for (const below of ["", "-orphan"])
          await expectChildRejected(context, creator.token, { entity_alias: one }, below)
        expectError(await context.send({ ...createRequest({ entity_alias: one }), token }), 403)
      }
    }
  ]
}
