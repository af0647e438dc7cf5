import { unwrapByHeader, type ApiResponse } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { REWRAP } from "../endpoints.ts"
import { at, expectAt, expectDone, expectEmpty, expectNames, expectStatus, expectThat, stringAt } from "../expect.ts"
import { expectRejectedBy, expectWithout, forEachOf, named } from "../fixtures/combination.ts"
import { accessorBystandersOf, expectEndedInRaces } from "../fixtures/race-with-lookups.ts"
import { rewrappedSources, sources, wrapFrom, type Source, type Wrapped } from "../fixtures/sources.ts"
import { byAccessor } from "../fixtures/token.ts"
import { envelopeOf, everyUse, inTurn, openings, sendAs, type TokenUse } from "../fixtures/token-uses.ts"
import { Failure } from "../verdict.ts"

type More = Pick<ConformanceCase, "profile" | "requirements">

/** Numbers of openings: the first ones, and some that do not exist, where the token is revoked instead. */
const REPEATED = [0, 1, 9, -1, -1, -1]

/** How often an accessor is looked up. */
const LOOKUPS = 3

const opensNothing = (id: string, what: string, all: ReadonlyArray<Source>, more: More): ConformanceCase => ({
  id,
  title: `describes ${what} by its accessor, and accepts the accessor as a token in no way`,
  ...more,
  level: "must",
  long: true,
  why: "Accessors are printed in logs, and those who read logs must not be able to open or destroy secrets.",
  async run(context) {
    await forEachOf(all, async (source, i) => {
      const wrapped = await wrapFrom(source, context)
      const { accessor, token, wrappedAccessor } = wrapped.info
      for (let n = 0; n < LOOKUPS; n++)
        await named(`a lookup of ${source.name} by its accessor`, async () => {
          const found = await context.sendPrivileged(byAccessor("lookup", accessor))
          expectDescription(wrapped, found)
        })
      const uses = inTurn(everyUse, i, everyUse.length / all.length)
      const { secret } = wrapped
      await expectRejectedBy(context, accessor, { secret, uses, when: `with the accessor of ${source.name}` })
      if (wrappedAccessor !== undefined)
        await expectRejectedBy(context, wrappedAccessor, {
          secret,
          uses: openings,
          when: `with the accessor of the token in ${source.name}`
        })
      await named(`${source.name}, opened after all that`, async () => {
        const opened = await context.send(unwrapByHeader(token))
        expectStatus(opened, 200)
        wrapped.expectEnvelope(opened.json)
      })
    })
  }
})

function expectDescription(
  { info, path, secret, seconds }: Wrapped,
  found: Awaited<ReturnType<Context["send"]>>
): void {
  expectStatus(found, 200)
  expectNames(found, "data.policies", ["response-wrapping"])
  expectAt(found, "data.num_uses", 1)
  expectAt(found, "data.orphan", true)
  expectAt(found, "data.creation_ttl", seconds)
  expectEmpty(found, "data.id")
  const got = stringAt(found, "data.path")
  if (got !== path && got !== REWRAP)
    throw new Failure("data.path is not the creation path", { expected: path, got, response: found })
  expectThat(!found.text.includes(info.token), "the lookup by accessor contains the token", found)
  expectWithout(found, secret)
}

const revokes = (id: string, what: string, all: ReadonlyArray<Source>, more: More): ConformanceCase => ({
  id,
  title: `revokes ${what} by its accessor`,
  ...more,
  level: "must",
  long: true,
  why: "A sender who misdirected a secret can revoke it by accessor, without ever having held the token.",
  async run(context) {
    await forEachOf(all, async (source, i) => {
      const { info, secret } = await wrapFrom(source, context)
      const method = i % 2 === 0 ? "POST" : "PUT"
      const when = `after ${source.name} was revoked by its accessor with ${method}`
      await named(when, async () =>
        expectDone(await context.sendPrivileged({ ...byAccessor("revoke", info.accessor), method }))
      )
      const uses = inTurn(everyUse, i, everyUse.length / all.length)
      await expectRejectedBy(context, info.token, { secret, uses, when })
    })
  }
})

/** Returns the accessors that the server lists. */
async function listed({ sendPrivileged }: Context): Promise<ReadonlyArray<unknown>> {
  const response = await sendPrivileged({ method: "LIST", path: "auth/token/accessors" })
  expectStatus(response, 200)
  const keys = at(response, "data.keys")
  expectThat(Array.isArray(keys), "data.keys is not a list", response)
  return keys as ReadonlyArray<unknown>
}

const lists = (id: string, what: string, all: ReadonlyArray<Source>, more: More): ConformanceCase => ({
  id,
  title: `lists the accessor of ${what} until soon after it is opened, in whichever way`,
  ...more,
  level: "must",
  long: true,
  why: "Operators find forgotten tokens there, and must not look for those that were used.",
  async run(context) {
    const issued: Array<Wrapped & { readonly name: string }> = []
    await forEachOf(all, async (source) => {
      issued.push({ ...(await wrapFrom(source, context)), name: source.name })
    })
    const before = await listed(context)
    for (const { info, name } of issued)
      expectThat(before.includes(info.accessor), `the accessor of ${name} is not in the list`)
    await forEachOf(issued, async ({ expectEnvelope, info, name }, i) => {
      const [use] = inTurn(openings, i * 2 + 1, 1)
      await named(`${name}, opened by ${use?.name}`, async () => {
        expectEnvelope(await envelopeOf(context, await sendAs(context, (use as TokenUse).request(info.token))))
      })
    })
    // The server may need a short time.
    let kept = await stillListed(context, issued)
    for (let attempt = 0; attempt < 30 && kept.length > 0; attempt++) {
      await context.wait(100)
      kept = await stillListed(context, issued)
    }
    expectThat(kept.length === 0, `after it was opened, the list still has the accessor of ${kept.join(", ")}`)
  }
})

const stillListed = async (
  context: Context,
  issued: ReadonlyArray<Wrapped & { readonly name: string }>
): Promise<ReadonlyArray<string>> => {
  const keys = await listed(context)
  return issued.filter(({ info }) => keys.includes(info.accessor)).map(({ name }) => name)
}

/** Expects that no lookup or renewal by accessor that runs at the same time brings an ended token back. */
const staysEnded: ConformanceCase = {
  id: "RWC-AE-21",
  title: "ends a token that is opened or revoked while others look it up and renew it by its accessor",
  profile: "accessor",
  requirements: ["RW-AC-3", "RW-AC-4", "RW-SU-1", "RW-SU-2"],
  level: "must",
  long: true,
  why: "A lookup that writes back what it read undoes the deletion, and the token opens again.",
  run: (context) =>
    expectEndedInRaces(
      context,
      REPEATED.map((i) => async () => {
        const opening = openings[i]
        const wrapped = await wrapFrom(sources[0] as Source, context)
        const { accessor } = wrapped.info
        await context.sendPrivileged(byAccessor("lookup", accessor))
        const revocation = { name: "revocation by accessor", request: () => byAccessor("revoke", accessor) }
        const judge = async (response: ApiResponse): Promise<void> => {
          if (opening === undefined) expectDone(response)
          else wrapped.expectEnvelope(await envelopeOf(context, response))
        }
        return { bystanders: accessorBystandersOf(accessor), end: opening ?? revocation, judge, wrapped }
      })
    )
}

const EVERY = "every kind of response"
const REWRAPPED = "every kind of response that was rewrapped"
const accessor = (...requirements: ReadonlyArray<string>): More => ({ profile: "accessor", requirements })
const rewrap = (...requirements: ReadonlyArray<string>): More => ({
  profile: "rewrap",
  requirements: ["RW-RW-1", ...requirements]
})

export const everyAccessor: Family = {
  name: "AE",
  title: "The accessor of every kind of response",
  cases: [
    opensNothing("RWC-AE-01", EVERY, sources, accessor("RW-AC-2", "RW-AC-3", "RW-AC-5", "RW-SU-12")),
    revokes("RWC-AE-02", EVERY, sources, accessor("RW-AC-4", "RW-SU-12")),
    lists("RWC-AE-03", EVERY, sources, accessor("RW-AC-10", "RW-AC-11")),
    opensNothing("RWC-AE-11", REWRAPPED, rewrappedSources, rewrap("RW-AC-2", "RW-AC-3", "RW-AC-5", "RW-SU-12")),
    revokes("RWC-AE-12", REWRAPPED, rewrappedSources, rewrap("RW-AC-4", "RW-SU-12")),
    lists("RWC-AE-13", REWRAPPED, rewrappedSources, rewrap("RW-AC-10", "RW-AC-11")),
    staysEnded
  ]
}
