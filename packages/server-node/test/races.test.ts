import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { startServer, type StartedServer } from "../../../test/start-server.ts"
import { isSoak, testStores } from "../../server/test/exactness/stores.ts"
import { type RawAnswer, RawClient } from "./raw-client.ts"
import { request } from "./requests.ts"

const RACERS = 64
/** `npm run soak` runs more. */
const RACES = Number(process.env["SOAK_RACES"] ?? 50)

const REFUSED = `{"errors":["wrapping token is not valid or does not exist"]}\n`

type Racer = "lookup" | "rewrap" | "unwrap by body" | "unwrap by both" | "unwrap by header"

const post = (path: string, token: string | undefined, body: object | undefined, ...headers: ReadonlyArray<string>) =>
  request(
    "POST",
    `/v1/${path}`,
    body === undefined ? undefined : JSON.stringify(body),
    ...(token === undefined ? [] : [`x-vault-token: ${token}`]),
    ...headers
  )

const requests: Readonly<Record<Racer, (token: string, root: string) => string>> = {
  lookup: (token) => post("sys/wrapping/lookup", undefined, { token }),
  rewrap: (token, root) => post("sys/wrapping/rewrap", root, { token }),
  "unwrap by body": (token, root) => post("sys/wrapping/unwrap", root, { token }),
  "unwrap by both": (token) => post("sys/wrapping/unwrap", token, { token }),
  "unwrap by header": (token) => post("sys/wrapping/unwrap", token, undefined)
}

/** Who takes part in each race, in another order in each. */
const RUNNERS: Readonly<Record<string, ReadonlyArray<Racer>>> = {
  unwraps: ["unwrap by body", "unwrap by header", "unwrap by both", "unwrap by body"],
  "unwraps, rewraps and lookups": [
    "unwrap by header",
    "rewrap",
    "unwrap by body",
    "lookup",
    "rewrap",
    "unwrap by both"
  ],
  rewraps: ["rewrap"]
}

const ask = async (client: RawClient, bytes: string): Promise<RawAnswer> => client.send(bytes).answer()

/** All racers send their request at once. The content of the wrapped response is the number of the race. */
const race = async (clients: ReadonlyArray<RawClient>, root: string, runners: ReadonlyArray<Racer>, race: number) => {
  const first = clients[race % RACERS]!
  const wrapped = await ask(first, post("sys/wrapping/wrap", root, { race }, "x-vault-wrap-ttl: 300"))
  const { token } = JSON.parse(wrapped.body).wrap_info
  const racers = clients.map((client, i) => ({ client, racer: runners[(race + i) % runners.length]! }))
  for (const { client, racer } of racers) client.send(requests[racer](token, root))
  const answers = await Promise.all(racers.map(async ({ client, racer }) => ({ racer, answer: await client.answer() })))

  const takers = answers.filter(({ racer }) => racer !== "lookup")
  const winners = takers.filter(({ answer }) => answer.status === 200)
  assert.lengthOf(winners, 1, `race ${race}`)
  for (const { answer, racer } of answers) {
    if (answer.status === 200 && (racer === "lookup" || racer === winners[0]!.racer)) continue
    assert.deepStrictEqual([racer, answer.status, answer.body], [racer, 400, REFUSED])
  }
  const won = winners[0]!
  const rewrapped = won.racer === "rewrap" ? JSON.parse(won.answer.body).wrap_info.token : undefined
  const last =
    rewrapped === undefined ? won.answer : await ask(first, requests["unwrap by header"](rewrapped as string, root))
  assert.deepStrictEqual(JSON.parse(last.body).data, { race })
  // Later ones are refused as the losers are.
  const late = await ask(first, requests["unwrap by body"](rewrapped ?? token, root))
  assert.deepStrictEqual([late.status, late.body], [400, REFUSED])
  return won.racer
}

describe.each(testStores)("racers for one token over sockets, on the store $name", (store) => {
  const races = isSoak ? RACES : Math.ceil(RACES / Math.min(store.slowness, 3))
  for (const [title, runners] of Object.entries(RUNNERS)) {
    it(
      `RW-SU-3 RW-SU-4: of ${RACERS} ${title}, one wins and every other gets 400, ${races} times`,
      async () => {
        const scope = Effect.runSync(Scope.make())
        const layer = await Effect.runPromise(Effect.provideService(store.make, Scope.Scope, scope))
        const { address, close, rootToken }: StartedServer = await startServer({}, layer)
        const clients = await Promise.all(Array.from({ length: RACERS }, () => RawClient.connect(address)))
        const winners = new Set<Racer>()
        try {
          for (let i = 0; i < races; i++) winners.add(await race(clients, rootToken, runners, i))
        } finally {
          for (const client of clients) client.close()
          await close()
          await Effect.runPromise(Scope.close(scope, Exit.void))
        }
        // Every kind of racer has won, or it was no race.
        const kinds = new Set(runners.filter((racer) => racer !== "lookup"))
        assert.deepStrictEqual([...winners].sort(), [...kinds].sort())
      },
      20_000 + RACES * 500
    )
  }
})
