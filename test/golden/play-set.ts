import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"
import { goldenSet, makeFixtures, play, type Differences } from "./golden-set.ts"
import { readNotYet, scenarioOf } from "./not-yet.ts"

const notYet = readNotYet().flatMap(({ steps }) => steps)

/**
 * Declares a test for each scenario of a set: it must be answered as the recordings say, but for the steps of
 * `not-yet.json`, which must differ still.
 */
export const playSet = async (title: string, folder: string): Promise<void> => {
  const set = await goldenSet(folder)
  describe(title, () => {
    let server: StartedServer
    let notMade: Differences
    beforeAll(async () => {
      server = await startServer()
      notMade = await makeFixtures(server)
    })
    afterAll(() => server.close())

    it("has the engines, policies and users that its scenarios use", () => hold("fixtures", notMade))
    for (const scenario of set.scenarios) {
      it(`${scenario.id}: ${scenario.title}`, async () => hold(scenario.id, await play(scenario, set, server)))
    }
  })
}

/** Both ways: what differs is listed, by itself or with its whole scenario, and what is listed differs. */
const hold = (scenario: string, found: Differences): void => {
  const listed = notYet.filter((step) => scenarioOf(step) === scenario)
  const unlisted = [...found].filter(([step]) => !listed.includes(step) && !listed.includes(scenario))
  const outlived = listed.filter((step) => !found.has(step))
  expect({
    "answers that are not the recorded ones": Object.fromEntries(unlisted),
    "outlived entries of not-yet.json (npm run golden:update)": outlived
  }).toEqual({
    "answers that are not the recorded ones": {},
    "outlived entries of not-yet.json (npm run golden:update)": []
  })
}
