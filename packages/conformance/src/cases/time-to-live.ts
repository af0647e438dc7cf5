import { lookup, rewrap, unwrapByBody, unwrapByHeader, type ApiRequest } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import { ExactNumber } from "../exact-json.ts"
import { WRAP } from "../endpoints.ts"
import {
  at,
  expectAt,
  expectEqual,
  expectError,
  expectInvalidToken,
  expectPayload,
  expectStatus,
  expectThat
} from "../expect.ts"
import { CUT_BODY } from "../refused-body.ts"
import { named } from "../fixtures/combination.ts"
import { wrapUnlessTooLong } from "../fixtures/long-ttl.ts"
import { sideBySide } from "../fixtures/side-by-side.ts"
import { lookups } from "../fixtures/token-uses.ts"
import { inSomeSecond, inTime, MARGIN_MS } from "../fixtures/ttl-timer.ts"
import { expectNotWrapped, wrapInfoOf } from "../wrap-info.ts"

const accepted = (id: string, ttl: string, seconds: number): ConformanceCase => ({
  id,
  title: `reads the wrap TTL ${ttl} as ${seconds} seconds`,
  requirements: ["RW-TTL-3", "RW-TTL-9", "RW-LK-4"],
  profile: "core",
  level: "must",
  why: "Operators write durations as Vault reads them.",
  async run(context) {
    const request: ApiRequest = { method: "POST", path: WRAP, ttl, body: { a: "b" } }
    const info = await wrapUnlessTooLong(context, request, seconds)
    if (info === undefined) return
    expectEqual("wrap_info.ttl", info.ttl, seconds, info.response)
    const response = await context.send(lookup(info.token))
    expectStatus(response, 200)
    expectAt(response, "data.creation_ttl", seconds)
  }
})

const notWrapped = (id: string, ttls: ReadonlyArray<string>, title: string): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-TTL-6", "RW-WE-8"],
  profile: "core",
  level: "must",
  why: "A zero TTL requests no wrapping, and nothing must be wrapped by accident.",
  async run({ send, payload, cubbyholeEntry }) {
    const entry = payload()
    const path = await cubbyholeEntry(entry)
    for (const ttl of ttls) {
      const read = await send({ method: "GET", path, ttl })
      expectPayload(read, entry)
      expectNotWrapped(read)
      expectError(await send({ method: "POST", path: WRAP, ttl, body: { a: "b" } }), 400)
    }
  }
})

const rejected = (id: string, ttl: string, requirements: ReadonlyArray<string>): ConformanceCase => ({
  id,
  title: `rejects the wrap TTL ${ttl} with 400`,
  requirements,
  profile: "core",
  level: "must",
  why: "A misread TTL would keep a secret open for too long, or leave it unwrapped.",
  async run({ send }) {
    const response = await send({ method: "POST", path: WRAP, ttl, body: { a: "b" } })
    expectError(response, 400)
  }
})

/** Requests that must not extend a TTL. */
const TOUCHES = [
  ...lookups.map((one) => ({ ...one, status: 200 })),
  {
    name: "an unwrap without a caller",
    request: (token: string) => ({ ...unwrapByBody(token), token: null }),
    status: 403
  }
]

export const timeToLive: Family = {
  name: "TTL",
  title: "Time to live",
  cases: [
    {
      id: "RWC-TTL-01",
      title: "opens the response until the TTL elapses",
      requirements: ["RW-TTL-1"],
      profile: "core",
      level: "must",
      waits: 3_400,
      why: "The owner gets the agreed time.",
      run: (context) =>
        inSomeSecond(context, async (timer) => {
          const secret = context.payload()
          const { token } = await timer.start(() => context.wrap(secret, "4s"))
          await timer.waitUntil(4_000 - MARGIN_MS)
          expectPayload(timer.before(4_000, await context.send(unwrapByHeader(token))), secret)
        })
    },
    {
      id: "RWC-TTL-02",
      title: "rejects a token once its TTL elapses: unwrap, lookup, rewrap",
      requirements: ["RW-TTL-2", "RW-SU-12"],
      profile: "core",
      level: "must",
      waits: 1_600,
      why: "A forgotten token must be worthless.",
      run: (context) =>
        inSomeSecond(context, async (timer) => {
          const { token } = await timer.start(() => context.wrap(undefined, "1s"))
          await timer.waitPast(1_000 + MARGIN_MS)
          for (const request of [unwrapByHeader(token), unwrapByBody(token), lookup(token), rewrap(token)])
            expectInvalidToken(await context.send(request))
        })
    },
    {
      id: "RWC-TTL-03",
      title: "denies cubbyhole/response once the TTL elapses",
      requirements: ["RW-TTL-2", "RW-SU-11"],
      profile: "core",
      level: "must",
      waits: 1_600,
      why: "The payload must expire with its token.",
      run: (context) =>
        inSomeSecond(context, async (timer) => {
          const { token } = await timer.start(() => context.wrap(undefined, 1))
          await timer.waitPast(1_000 + MARGIN_MS)
          expectError(await context.send({ method: "GET", path: "cubbyhole/response", token }), 403)
        })
    },
    {
      id: "RWC-TTL-04",
      title: "does not extend the TTL on lookup, in whichever way, and on an unwrap without a caller",
      requirements: ["RW-TTL-2", "RW-LK-1"],
      profile: "core",
      level: "must",
      waits: 3_600,
      why: "The TTL starts when the response is wrapped.",
      run: (context) =>
        inSomeSecond(context, async (timer) => {
          // A new token for each way: the others must not hide that one of them extends it.
          const tokens = await timer.start(() =>
            Promise.all(TOUCHES.map(async () => (await context.wrap(undefined, "3s")).token))
          )
          const touch = async (age: number): Promise<void> => {
            await timer.waitUntil(age)
            await sideBySide(
              ...TOUCHES.map(async ({ request, status }, i) =>
                expectStatus(timer.before(2_000, await context.send(request(tokens[i] as string))), status)
              )
            )
          }
          for (const age of [800, 1_600]) await touch(age)
          await timer.waitPast(3_000 + MARGIN_MS)
          await sideBySide(
            ...TOUCHES.map(({ name }, i) =>
              named(`after ${name}`, async () =>
                expectInvalidToken(await context.send(unwrapByHeader(tokens[i] as string)))
              )
            )
          )
        })
    },
    {
      id: "RWC-TTL-05",
      title: "expires a wrapped read",
      requirements: ["RW-TTL-2", "RW-WE-1"],
      profile: "core",
      level: "must",
      waits: 3_600,
      why: "A forgotten token must be worthless, no matter which request created it.",
      async run(context) {
        const path = await context.cubbyholeEntry()
        const wrapRead = async () => wrapInfoOf(await context.send({ method: "GET", path, ttl: 3 }))
        await sideBySide(
          inSomeSecond(context, async (timer) => {
            const { token } = await timer.start(wrapRead)
            await timer.waitUntil(3_000 - MARGIN_MS)
            expectStatus(timer.before(3_000, await context.send(lookup(token))), 200)
          }),
          inSomeSecond(context, async (timer) => {
            const { token } = await timer.start(wrapRead)
            await timer.waitPast(3_000 + MARGIN_MS)
            expectInvalidToken(await context.send(lookup(token)))
            expectInvalidToken(await context.send(unwrapByHeader(token)))
          })
        )
      }
    },
    accepted("RWC-TTL-10", "60", 60),
    accepted("RWC-TTL-11", "60s", 60),
    accepted("RWC-TTL-12", "5m", 300),
    accepted("RWC-TTL-13", "1h30m", 5_400),
    accepted("RWC-TTL-14", "1.5h", 5_400),
    accepted("RWC-TTL-15", "2d", 172_800),
    accepted("RWC-TTL-16", "+60", 60),
    accepted("RWC-TTL-17", "007", 7),
    accepted("RWC-TTL-60", "+5m", 300),
    accepted("RWC-TTL-61", ".5h", 1_800),
    accepted("RWC-TTL-62", "30m1h", 5_400),
    accepted("RWC-TTL-63", "60000000µs", 60),
    {
      id: "RWC-TTL-64",
      title: "opens once with a long TTL",
      requirements: ["RW-TTL-1", "RW-TTL-10", "RW-SU-1", "RW-SU-2"],
      profile: "core",
      level: "must",
      why: "A timer or a cache that cannot count so far ends the token at once, or forgets that it was used.",
      async run(context) {
        const { payload, send } = context
        for (const days of [1, 7, 24, 25, 31]) {
          const secret = payload()
          const ttl = days * 86_400
          const wrapped = await wrapUnlessTooLong(context, { method: "POST", path: WRAP, ttl, body: secret }, ttl)
          if (wrapped === undefined) continue
          const { token } = wrapped
          await named(`the wrap TTL ${ttl}`, async () => {
            expectStatus(await send(lookup(token)), 200)
            expectPayload(await send(unwrapByHeader(token)), secret)
            for (const request of [unwrapByHeader(token), unwrapByBody(token), lookup(token)])
              expectInvalidToken(await send(request))
          })
        }
      }
    },
    {
      id: "RWC-TTL-18",
      title: "accepts or rejects the wrap TTL 2880000, but does not shorten it",
      requirements: ["RW-TTL-10", "RW-TTL-3", "RW-TTL-9", "RW-LK-4"],
      profile: "core",
      level: "must",
      why: "A recipient that relies on a longer TTL loses the secret.",
      async run({ send }) {
        const response = await send({ method: "POST", path: WRAP, ttl: "2880000", body: { a: "b" } })
        if (response.status === 400) return expectError(response, 400)
        const info = wrapInfoOf(response)
        expectEqual("wrap_info.ttl", info.ttl, 2_880_000, response)
        const looked = await send(lookup(info.token))
        expectStatus(looked, 200)
        expectAt(looked, "data.creation_ttl", 2_880_000)
      }
    },
    {
      id: "RWC-TTL-19",
      title: "does not shorten the wrap TTL to the maximum TTL of the mount or the caller",
      requirements: ["RW-TTL-10"],
      profile: "core",
      level: "must",
      why: "The TTL of a hand-over is independent of the TTL of what is handed over.",
      async run({ send, sendPrivileged, createToken }) {
        const caller = await createToken({ policies: ["default"], ttl: "10m", explicit_max_ttl: "10m" })
        const creation = { policies: ["default"], explicit_max_ttl: "5m" }
        for (const [ttl, seconds] of [
          ["20m", 1_200],
          ["2h", 7_200]
        ] as const)
          for (const request of [
            { method: "POST", path: WRAP, token: caller.token, ttl, body: { a: "b" } },
            { method: "POST", path: "auth/token/create", ttl, body: creation }
          ]) {
            const info = await wrapUnlessTooLong({ send: sendPrivileged }, request, seconds)
            if (info === undefined) continue
            expectEqual("wrap_info.ttl", info.ttl, seconds, info.response)
            expectAt(await send(lookup(info.token)), "data.creation_ttl", seconds)
          }
      }
    },
    notWrapped("RWC-TTL-20", ["0"], "does not wrap with the wrap TTL 0"),
    notWrapped("RWC-TTL-21", ["0s"], "does not wrap with the wrap TTL 0s"),
    notWrapped("RWC-TTL-22", [""], "does not wrap with an empty wrap TTL"),
    {
      id: "RWC-TTL-23",
      title: "does not wrap without a wrap TTL",
      requirements: ["RW-HD-6", "RW-WE-8"],
      profile: "core",
      level: "must",
      why: "Wrapping is requested, never assumed.",
      async run({ send, payload, cubbyholeEntry }) {
        const entry = payload()
        const path = await cubbyholeEntry(entry)
        const read = await send({ method: "GET", path })
        expectPayload(read, entry)
        expectNotWrapped(read)
        expectError(await send({ method: "POST", path: WRAP, body: { a: "b" } }), 400)
      }
    },
    rejected("RWC-TTL-30", "-1", ["RW-TTL-4"]),
    rejected("RWC-TTL-31", "-5m", ["RW-TTL-4"]),
    rejected("RWC-TTL-32", "abc", ["RW-TTL-5"]),
    rejected("RWC-TTL-33", "1.5", ["RW-TTL-5"]),
    rejected("RWC-TTL-34", "1d12h", ["RW-TTL-5"]),
    rejected("RWC-TTL-35", "abcd", ["RW-TTL-5"]),
    rejected("RWC-TTL-36", "1.5d", ["RW-TTL-5"]),
    rejected("RWC-TTL-37", "5 m", ["RW-TTL-5"]),
    rejected("RWC-TTL-38", "1e3", ["RW-TTL-5"]),
    rejected("RWC-TTL-39", "0x10", ["RW-TTL-5"]),
    rejected("RWC-TTL-40", "99999999999999999999", ["RW-TTL-5", "RW-TTL-8"]),
    rejected("RWC-TTL-41", "9223372037", ["RW-TTL-8"]),
    {
      id: "RWC-TTL-50",
      title: "reports an invalid wrap TTL before it authenticates the caller",
      requirements: ["RW-TTL-11"],
      profile: "core",
      level: "must",
      why: "The request is malformed, with any token or without one.",
      async run({ send }) {
        expectError(await send({ method: "GET", path: "cubbyhole/none", ttl: -1, token: null }), 400)
        expectError(await send({ method: "GET", path: "cubbyhole/none", ttl: "abc", token: null }), 400)
        expectError(await send({ method: "GET", path: "no-such-mount/x", ttl: "-5m", token: "no-such-token" }), 400)
      }
    },
    {
      id: "RWC-TTL-51",
      title: "rejects a request with both an invalid body and an invalid wrap TTL",
      requirements: ["RW-TTL-11", "RW-ER-2", "RW-ER-29"],
      profile: "core",
      level: "must",
      why: "Two mistakes must not cancel each other out.",
      async run({ send }) {
        expectError(await send({ method: "POST", path: WRAP, ttl: -1, body: '{"a":' }), CUT_BODY)
      }
    },
    {
      id: "RWC-TTL-52",
      title: "writes nothing if the wrap TTL is invalid",
      requirements: ["RW-TTL-11", "RW-ER-11"],
      profile: "core",
      level: "must",
      why: "A rejected request must not have partial effects.",
      async run({ send, unique, defer }) {
        const path = `cubbyhole/${unique("unwritten")}`
        defer({ method: "DELETE", path })
        expectError(await send({ method: "POST", path, ttl: -1, body: { a: "b" } }), 400)
        expectError(await send({ method: "GET", path }), 404)
      }
    },
    {
      id: "RWC-TTL-53",
      title: "ignores the wrap TTL on sys/health",
      requirements: ["RW-WE-9", "RW-SYS-1"],
      profile: "core",
      level: "must",
      why: "Health checks carry headers that proxies add.",
      async run({ send }) {
        const response = await send({ method: "GET", path: "sys/health", token: null, ttl: "garbage" })
        expectStatus(response, 200, 429, 472, 473)
        const wrapped = await send({ method: "GET", path: "sys/health", token: null, ttl: 60 })
        expectNotWrapped(wrapped)
        expectThat(at(wrapped, "sealed") !== undefined, "sys/health has no field sealed", wrapped)
      }
    },
    {
      id: "RWC-TTL-54",
      title: "reads wrap TTLs in every unit, including fractions of a second",
      requirements: ["RW-TTL-3", "RW-TTL-9", "RW-LK-4"],
      profile: "core",
      level: "must",
      why: "Clients print durations as Go does.",
      async run(context) {
        for (const [ttl, seconds, exactly = seconds] of [
          ["1m0s", 60],
          ["1m30s", 90],
          ["0.25h3m", 1_080],
          ["1h0m0s", 3_600],
          ["60000ms", 60],
          ["60000000us", 60],
          ["60000000000ns", 60],
          ["1500ms", 1, 1.5],
          ["2.5s", 2, 2.5]
        ] as const)
          await inTime(context, async (timer) => {
            const request: ApiRequest = { method: "POST", path: WRAP, ttl, body: { a: "b" } }
            const info = await timer.start(() => wrapUnlessTooLong(context, request, seconds))
            if (info === undefined) return
            expectEqual(`wrap_info.ttl for ${ttl}`, info.ttl, seconds, info.response)
            // A server whose clock counts whole seconds may end the token up to a second early.
            const looked = await context.send(lookup(info.token))
            if (looked.status !== 200) timer.before((exactly - 1) * 1_000, looked)
            expectStatus(looked, 200)
            const found = at(looked, "data.creation_ttl")
            const number = found instanceof ExactNumber ? Number(found.literal) : undefined
            // The protocol does not say whether it is rounded.
            expectThat(number === seconds || number === exactly, `creation_ttl for ${ttl} is wrong`, looked)
          })
      }
    },
    notWrapped("RWC-TTL-55", ["-0", "00", "0d", "0h", "0ms", "0m0s", "0.0s"], "does not wrap with other forms of zero"),
    {
      id: "RWC-TTL-56",
      title: "rejects malformed durations with 400",
      requirements: ["RW-TTL-5", "RW-TTL-8"],
      profile: "core",
      level: "must",
      why: "A misread TTL would keep a secret open for too long, or leave it unwrapped.",
      async run({ send }) {
        for (const ttl of ["1w", "5M", "5min", "Infinity", "1h-30m", "1_000", "1m30", "1e2s", "106752d", "2562048h"])
          expectError(await send({ method: "POST", path: WRAP, ttl, body: { a: "b" } }), 400)
      }
    },
    {
      id: "RWC-TTL-57",
      title: "never answers a read in the clear if the wrap TTL is positive, however small",
      requirements: ["RW-HD-6", "RW-TTL-3", "RW-WE-1"],
      profile: "core",
      level: "must",
      why: "A TTL that is rounded down to 0 must not send the secret unwrapped, through everyone whom wrapping keeps out.",
      async run({ send, cubbyholeEntry, payload }) {
        const secret = payload()
        const path = await cubbyholeEntry(secret)
        for (const ttl of ["500ms", "1ms", "1us", "1ns", "0.5s", "0.999s", ".5s", "0.001m", "0s1ms", "0.5"]) {
          // A server may refuse such a TTL, or wrap the response: its token may have expired at once.
          const response = await send({ method: "GET", path, ttl })
          expectThat(
            !response.text.includes(secret.conformance),
            `the response to a read with the wrap TTL ${ttl} was not wrapped`,
            response
          )
        }
      }
    }
  ]
}
