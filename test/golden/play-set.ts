import { afterAll, beforeAll, expect, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"
import { goldenSet, makeFixtures, play, type Differences } from "./golden-set.ts"
import { readNotYet, scenarioOf } from "./not-yet.ts"

const notYet = readNotYet().flatMap(({ steps }) => steps)

/**
 * Declares a test for each scenario of a set: every step must be answered as it was recorded, except the steps in
 * `not-yet.json`, which must still differ.
 */
export const playSet = async (folder: string): Promise<void> => {
  const set = await goldenSet(folder)
  let server: StartedServer
  let notMade: Differences
  beforeAll(async () => {
    server = await startServer()
    notMade = await makeFixtures(server)
  })
  afterAll(() => server.close())

  it("the engines, policies and users of the scenarios are set up", () => expectListed("fixtures", notMade))
  for (const scenario of set.scenarios) {
    it(`${scenario.id}: ${scenario.title}`, async () => expectListed(scenario.id, await play(scenario, set, server)))
  }
}

/** Holds in both directions: a step that differs is listed, alone or with its whole scenario, and a listed step differs. */
const expectListed = (scenario: string, found: Differences): void => {
  const listed = notYet.filter((step) => scenarioOf(step) === scenario)
  const unlisted = [...found].filter(([step]) => !listed.includes(step) && !listed.includes(scenario))
  const outdated = listed.filter((step) => !found.has(step))
  expect({
    "answers that differ from the recorded ones": Object.fromEntries(unlisted),
    "outdated entries of not-yet.json (npm run golden:update)": outdated
  }).toEqual({
    "answers that differ from the recorded ones": {},
    "outdated entries of not-yet.json (npm run golden:update)": []
  })
}
