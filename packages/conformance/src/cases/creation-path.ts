import { lookup, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { WRAP } from "../endpoints.ts"
import { performance } from "node:perf_hooks"
import { ExactNumber } from "../exact-json.ts"
import { at, expectAt, expectEqual, expectKeys, expectPayload, expectStatus, expectThat } from "../expect.ts"
import { createRequest } from "../fixtures/token.ts"
import { expectWrapped, wrapInfoOf } from "../wrap-info.ts"

const WHY = "The receiver checks the creation path to tell a secret of the server from one that a relay wrapped itself."
/** A time in RFC 3339 format. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const CLOCK_TOLERANCE_MS = 60_000

export const creationPath: Family = {
  name: "CP",
  title: "Creation path and time",
  cases: [
    {
      id: "RWC-CP-01",
      title: "reports sys/wrapping/wrap as the creation path of wrapped data",
      requirements: ["RW-CP-1", "RW-LK-3"],
      profile: "core",
      level: "must",
      why: WHY,
      async run({ send, wrap }) {
        const { token, creationPath: path, response } = await wrap()
        expectEqual("wrap_info.creation_path", path, WRAP, response)
        expectAt(await send(lookup(token)), "data.creation_path", WRAP)
      }
    },
    {
      id: "RWC-CP-02",
      title: "reports the request path as the creation path",
      requirements: ["RW-CP-1", "RW-LK-3"],
      profile: "core",
      level: "must",
      why: WHY,
      async run({ send, cubbyholeEntry, payload }) {
        const secret = payload()
        const path = await cubbyholeEntry(secret, "Mixed-Case/inner")
        const read = await send({ method: "GET", path, ttl: 60 })
        const { token, creationPath: got, response } = expectWrapped(read, secret.conformance)
        expectEqual("wrap_info.creation_path", got, path, response)
        expectAt(await send(lookup(token)), "data.creation_path", path)
      }
    },
    {
      id: "RWC-CP-03",
      title: "excludes the query from the creation path",
      requirements: ["RW-CP-1"],
      profile: "core",
      level: "must",
      why: WHY,
      async run({ send, cubbyholeEntry }) {
        const path = await cubbyholeEntry()
        const {
          token,
          creationPath: got,
          response
        } = wrapInfoOf(await send({ method: "GET", path: `${path}?foo=bar`, ttl: 60 }))
        expectEqual("wrap_info.creation_path", got, path, response)
        expectAt(await send(lookup(token)), "data.creation_path", path)
      }
    },
    {
      id: "RWC-CP-04",
      title: "ends the creation path of a LIST with a slash",
      requirements: ["RW-CP-2", "RW-HD-3"],
      profile: "core",
      level: "must",
      why: WHY,
      async run({ send, cubbyholeEntry }) {
        const folder = (await cubbyholeEntry(undefined, "folder/leaf")).slice(0, -"/leaf".length)
        for (const request of [
          { method: "LIST", path: folder },
          { method: "LIST", path: `${folder}/` },
          { method: "GET", path: `${folder}?list=true` }
        ]) {
          const { token, creationPath: got, response } = expectWrapped(await send({ ...request, ttl: 60 }))
          expectEqual("wrap_info.creation_path", got, `${folder}/`, response)
          expectAt(await send(lookup(token)), "data.creation_path", `${folder}/`)
          expectKeys(await send(unwrapByHeader(token)), ["leaf"])
        }
      }
    },
    {
      id: "RWC-CP-05",
      title: "reports the current time as creation_time, in RFC 3339 format",
      requirements: ["RW-ENV-4"],
      profile: "core",
      level: "must",
      why: "It tells the receiver how long the token was in transit.",
      async run({ send, wrap, wait }) {
        const { creationTime, response } = await wrap()
        expectThat(TIME.test(creationTime), "creation_time is not an RFC 3339 time", response)
        const time = Date.parse(creationTime)
        const health = at(await send({ method: "GET", path: "sys/health", token: null }), "server_time_utc")
        const clocks = [
          health instanceof ExactNumber ? Number(health.literal) * 1_000 : Number.NaN,
          Date.parse(response.headers["date"] ?? ""),
          Date.now()
        ]
        if (clocks.some((clock) => Math.abs(time - clock) < CLOCK_TOLERANCE_MS)) return
        // The server's clock is wrong, and a proxy may have set the header Date. But it must run.
        const first = performance.now()
        await wait(2_200)
        const later = await wrap()
        const passed = Date.parse(later.creationTime) - time
        expectThat(
          passed >= 1_000 && passed <= performance.now() - first + 3_000,
          "creation_time is not the time of any clock, and does not advance like one",
          later.response
        )
      }
    },
    {
      id: "RWC-CP-06",
      title: "ignores a creation path in the payload",
      requirements: ["RW-CP-1", "RW-CP-5"],
      profile: "core",
      level: "must",
      why: WHY,
      async run({ send, wrap, payload }) {
        const forged = {
          ...payload(),
          creation_path: "secret/data/forged",
          wrap_info: { creation_path: "secret/data/forged", ttl: 1 }
        }
        const { token, creationPath: got, response } = await wrap(forged)
        expectEqual("wrap_info.creation_path", got, WRAP, response)
        expectAt(await send(lookup(token)), "data.creation_path", WRAP)
        expectPayload(await send(unwrapByHeader(token)), forged)
      }
    },
    {
      id: "RWC-CP-07",
      title: "reports auth/token/create as the creation path of a wrapped token",
      requirements: ["RW-CP-1"],
      profile: "core",
      level: "must",
      why: WHY,
      async run({ send, sendPrivileged }) {
        const created = await sendPrivileged({ ...createRequest({ policies: ["default"] }), ttl: 60 })
        const { token, creationPath: got, response } = wrapInfoOf(created)
        expectEqual("wrap_info.creation_path", got, "auth/token/create", response)
        const found = await send(lookup(token))
        expectStatus(found, 200)
        expectAt(found, "data.creation_path", "auth/token/create")
      }
    }
  ]
}
