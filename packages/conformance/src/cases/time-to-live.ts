import { lookup, rewrap, unwrapByBody, unwrapByHeader } from "../ask.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import { WRAP } from "../endpoints.ts"
import {
  at,
  expectAt,
  expectEqual,
  expectError,
  expectNotValid,
  expectNotWrapped,
  expectPayload,
  expectStatus,
  expectThat,
  wrapInfoOf
} from "../expect.ts"

const PARSE_ERROR = "error parsing X-Vault-Wrap-TTL header: "
/** How long after the end of a TTL the suite asks: room for timers that are late, and not for a longer life. */
const GRACE_MS = 300

const accepted = (id: string, ttl: string, seconds: number): ConformanceCase => ({
  id,
  title: `wrap TTL ${ttl} is ${seconds} seconds`,
  requirements: ["RW-TTL-3", "RW-TTL-9", "RW-LK-4"],
  profile: "core",
  level: "must",
  why: "Operators write durations as Vault reads them.",
  async play({ send, wrap }) {
    const info = await wrap({ a: "b" }, ttl)
    expectEqual("wrap_info.ttl", info.ttl, seconds, info.answer)
    const answer = await send(lookup(info.token))
    expectStatus(answer, 200)
    expectAt(answer, "data.creation_ttl", seconds)
  }
})

const zero = (id: string, ttls: ReadonlyArray<string>, title: string): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-TTL-6", "RW-WE-8"],
  profile: "core",
  level: "must",
  why: "A zero TTL asks for no wrapping; nothing must be wrapped with it by accident.",
  async play({ send, payload, cubbyholeEntry }) {
    const entry = payload()
    const path = await cubbyholeEntry(entry)
    for (const ttl of ttls) {
      const read = await send({ method: "GET", path, ttl })
      expectPayload(read, entry)
      expectNotWrapped(read)
      expectError(
        await send({ method: "POST", path: WRAP, ttl, body: { a: "b" } }),
        400,
        "endpoint requires response wrapping to be used"
      )
    }
  }
})

const refused = (
  id: string,
  ttl: string,
  text: string | { readonly beginsWith: string },
  requirements: ReadonlyArray<string>
): ConformanceCase => ({
  id,
  title: `wrap TTL ${ttl} is refused with 400`,
  requirements,
  profile: "core",
  level: "must",
  why: "A TTL that was misread would leave a secret open for longer than meant, or not wrapped at all.",
  async play({ send }) {
    const answer = await send({ method: "POST", path: WRAP, ttl, body: { a: "b" } })
    expectError(answer, 400, text)
  }
})

const NEGATIVE = `${PARSE_ERROR}requested wrap ttl cannot be negative`
const UNREADABLE = { beginsWith: PARSE_ERROR }

export const timeToLive: Family = {
  name: "TTL",
  title: "Time to live",
  cases: [
    {
      id: "RWC-TTL-01",
      title: "before its TTL is over, a token opens its response",
      requirements: ["RW-TTL-1"],
      profile: "core",
      level: "must",
      slow: true,
      why: "The owner has the time that was agreed.",
      async play({ send, wrap, payload, wait }) {
        const secret = payload()
        const { token } = await wrap(secret, "4s")
        await wait(3_400)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-TTL-02",
      title: "after its TTL, a token is dead: unwrap by header and body, lookup, rewrap",
      requirements: ["RW-TTL-2", "RW-SU-12"],
      profile: "core",
      level: "must",
      slow: true,
      why: "A token that lies around must not be worth anything.",
      async play({ send, wrap, wait }) {
        const { token } = await wrap(undefined, "1s")
        await wait(1_000 + GRACE_MS)
        expectNotValid(await send(unwrapByHeader(token)))
        expectNotValid(await send(unwrapByBody(token)))
        expectNotValid(await send(lookup(token)))
        expectNotValid(await send(rewrap(token)))
      }
    },
    {
      id: "RWC-TTL-03",
      title: "after its TTL, a token does not read cubbyhole/response",
      requirements: ["RW-TTL-2", "RW-SU-11"],
      profile: "core",
      level: "must",
      slow: true,
      why: "The payload must end with its token.",
      async play({ send, wrap, wait }) {
        const { token } = await wrap(undefined, 1)
        await wait(1_000 + GRACE_MS)
        expectError(await send({ method: "GET", path: "cubbyhole/response", token }), 403)
      }
    },
    {
      id: "RWC-TTL-04",
      title: "lookups do not prolong a token",
      requirements: ["RW-TTL-2", "RW-LK-1"],
      profile: "core",
      level: "must",
      slow: true,
      why: "The TTL counts from the wrap.",
      async play({ send, wrap, wait }) {
        const { token } = await wrap(undefined, "3s")
        for (let i = 0; i < 2; i++) {
          await wait(800)
          expectStatus(await send(lookup(token)), 200)
        }
        await wait(1_400 + GRACE_MS)
        expectNotValid(await send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-TTL-05",
      title: "a wrapped read ends with its TTL as well",
      requirements: ["RW-TTL-2", "RW-WE-1"],
      profile: "core",
      level: "must",
      slow: true,
      why: "A token that lies around must not be worth anything, whatever it was made from.",
      async play({ send, cubbyholeEntry, wait }) {
        const path = await cubbyholeEntry()
        const { token } = wrapInfoOf(await send({ method: "GET", path, ttl: 3 }))
        await wait(2_400)
        expectStatus(await send(lookup(token)), 200)
        await wait(600 + GRACE_MS)
        expectNotValid(await send(lookup(token)))
        expectNotValid(await send(unwrapByHeader(token)))
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
    {
      id: "RWC-TTL-18",
      title: "wrap TTL 2880000, above the usual maximum of leases, is 2880000 seconds or refused, never less",
      requirements: ["RW-TTL-10", "RW-TTL-3", "RW-TTL-9", "RW-LK-4"],
      profile: "core",
      level: "must",
      why: "Who relies on a longer time than there is loses the secret.",
      async play({ send }) {
        const answer = await send({ method: "POST", path: WRAP, ttl: "2880000", body: { a: "b" } })
        if (answer.status === 400) return expectError(answer, 400, UNREADABLE)
        const info = wrapInfoOf(answer)
        expectEqual("wrap_info.ttl", info.ttl, 2_880_000, answer)
        const looked = await send(lookup(info.token))
        expectStatus(looked, 200)
        expectAt(looked, "data.creation_ttl", 2_880_000)
      }
    },
    {
      id: "RWC-TTL-19",
      title: "a wrap TTL is not shortened to the maximum TTL of the mount, nor to the one of the caller",
      requirements: ["RW-TTL-10"],
      profile: "core",
      level: "must",
      why: "The time that was agreed for a hand-over is not the one of what is handed over.",
      async play({ send, sendPrivileged, createToken }) {
        const caller = await createToken({ policies: ["default"], ttl: "10m", explicit_max_ttl: "10m" })
        for (const answer of [
          await send({ method: "POST", path: WRAP, token: caller.token, ttl: "2h", body: { a: "b" } }),
          await sendPrivileged({
            method: "POST",
            path: "auth/token/create",
            ttl: "2h",
            body: { policies: ["default"], explicit_max_ttl: "5m" }
          })
        ]) {
          const { token, ttl } = wrapInfoOf(answer)
          expectEqual("wrap_info.ttl", ttl, 7_200, answer)
          expectAt(await send(lookup(token)), "data.creation_ttl", 7_200)
        }
      }
    },
    zero("RWC-TTL-20", ["0"], "wrap TTL 0: not wrapped"),
    zero("RWC-TTL-21", ["0s"], "wrap TTL 0s: not wrapped"),
    zero("RWC-TTL-22", [""], "an empty wrap TTL: not wrapped"),
    {
      id: "RWC-TTL-23",
      title: "no wrap TTL at all: not wrapped",
      requirements: ["RW-HD-6", "RW-WE-8"],
      profile: "core",
      level: "must",
      why: "Wrapping is asked for, never assumed.",
      async play({ send, payload, cubbyholeEntry }) {
        const entry = payload()
        const path = await cubbyholeEntry(entry)
        const read = await send({ method: "GET", path })
        expectPayload(read, entry)
        expectNotWrapped(read)
        expectError(
          await send({ method: "POST", path: WRAP, body: { a: "b" } }),
          400,
          "endpoint requires response wrapping to be used"
        )
      }
    },
    refused("RWC-TTL-30", "-1", NEGATIVE, ["RW-TTL-4"]),
    refused("RWC-TTL-31", "-5m", NEGATIVE, ["RW-TTL-4"]),
    refused("RWC-TTL-32", "abc", UNREADABLE, ["RW-TTL-5"]),
    refused("RWC-TTL-33", "1.5", UNREADABLE, ["RW-TTL-5"]),
    refused("RWC-TTL-34", "1d12h", UNREADABLE, ["RW-TTL-5"]),
    refused("RWC-TTL-35", "abcd", UNREADABLE, ["RW-TTL-5"]),
    refused("RWC-TTL-36", "1.5d", UNREADABLE, ["RW-TTL-5"]),
    refused("RWC-TTL-37", "5 m", UNREADABLE, ["RW-TTL-5"]),
    refused("RWC-TTL-38", "1e3", UNREADABLE, ["RW-TTL-5"]),
    refused("RWC-TTL-39", "0x10", UNREADABLE, ["RW-TTL-5"]),
    refused("RWC-TTL-40", "99999999999999999999", UNREADABLE, ["RW-TTL-5", "RW-TTL-8"]),
    refused("RWC-TTL-41", "9223372037", UNREADABLE, ["RW-TTL-8"]),
    {
      id: "RWC-TTL-50",
      title: "a bad wrap TTL is reported before the caller is looked at",
      requirements: ["RW-TTL-11"],
      profile: "core",
      level: "must",
      why: "The request is malformed whoever sends it.",
      async play({ send }) {
        expectError(await send({ method: "GET", path: "cubbyhole/none", ttl: -1, token: null }), 400, NEGATIVE)
        expectError(await send({ method: "GET", path: "cubbyhole/none", ttl: "abc", token: null }), 400, UNREADABLE)
        expectError(
          await send({ method: "GET", path: "no-such-mount/x", ttl: "-5m", token: "no-such-token" }),
          400,
          NEGATIVE
        )
      }
    },
    {
      id: "RWC-TTL-51",
      title: "a bad body is reported before a bad wrap TTL",
      requirements: ["RW-TTL-11", "RW-ER-2"],
      profile: "core",
      level: "must",
      why: "One order of checks, so that clients can rely on the text.",
      async play({ send }) {
        expectError(await send({ method: "POST", path: WRAP, ttl: -1, body: '{"a":' }), 400, {
          beginsWith: "failed to decode JSON input: "
        })
      }
    },
    {
      id: "RWC-TTL-52",
      title: "a write with a bad wrap TTL has no effect",
      requirements: ["RW-TTL-11", "RW-ER-11"],
      profile: "core",
      level: "must",
      why: "A refused request must leave nothing half done.",
      async play({ send, unique, afterwards }) {
        const path = `cubbyhole/${unique("unwritten")}`
        afterwards({ method: "DELETE", path })
        expectError(await send({ method: "POST", path, ttl: -1, body: { a: "b" } }), 400, NEGATIVE)
        expectError(await send({ method: "GET", path }), 404)
      }
    },
    {
      id: "RWC-TTL-53",
      title: "sys/health does not mind the wrap TTL",
      requirements: ["RW-WE-9", "RW-SYS-1"],
      profile: "core",
      level: "must",
      why: "Health checks send what their proxies add.",
      async play({ send }) {
        const answer = await send({ method: "GET", path: "sys/health", token: null, ttl: "garbage" })
        expectStatus(answer, 200, 429, 472, 473)
        const wrapped = await send({ method: "GET", path: "sys/health", token: null, ttl: 60 })
        expectNotWrapped(wrapped)
        expectThat(at(wrapped, "sealed") !== undefined, "sys/health does not say whether the server is sealed", wrapped)
      }
    },
    {
      id: "RWC-TTL-54",
      title: "wrap TTLs of every unit, and those that have a fraction of a second",
      requirements: ["RW-TTL-3", "RW-TTL-9", "RW-LK-4"],
      profile: "core",
      level: "must",
      why: "Clients print durations as Go does.",
      async play({ send, wrap }) {
        for (const [ttl, seconds, exactly = seconds] of [
          ["1m0s", 60],
          ["1m30s", 90],
          ["1h0m0s", 3_600],
          ["60000ms", 60],
          ["60000000us", 60],
          ["60000000000ns", 60],
          ["1500ms", 1, 1.5],
          ["2.5s", 2, 2.5]
        ] as const) {
          const info = await wrap({ a: "b" }, ttl)
          expectEqual(`wrap_info.ttl for ${ttl}`, info.ttl, seconds, info.answer)
          expectAt(await send(lookup(info.token)), "data.creation_ttl", exactly)
        }
      }
    },
    zero("RWC-TTL-55", ["-0", "00", "0d", "0h", "0ms", "0m0s", "0.0s"], "zero in other words: not wrapped"),
    {
      id: "RWC-TTL-56",
      title: "durations that only look like some are refused with 400",
      requirements: ["RW-TTL-5", "RW-TTL-8"],
      profile: "core",
      level: "must",
      why: "A TTL that was misread would leave a secret open for longer than meant, or not wrapped at all.",
      async play({ send }) {
        for (const ttl of ["1w", "5M", "5min", "Infinity", "1h-30m", "1_000", "1m30", "1e2s", "106752d", "2562048h"])
          expectError(await send({ method: "POST", path: WRAP, ttl, body: { a: "b" } }), 400, UNREADABLE)
      }
    }
  ]
}
