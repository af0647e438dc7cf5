import { createNodeClient } from "@enwrap/client-node"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import "@enwrap/msw/vitest"
import { setupServer } from "msw/node"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import { issueSecretId } from "../src/ci.ts"
import { HandOverError, startService } from "../src/start-service.ts"

const mock = createEnwrapMock()
const server = setupServer(...mock.handlers)
const address = mock.baseUrl
const password = "correct horse"
let roleId: string

beforeAll(() => server.listen({ onUnhandledFrame }))
beforeEach(async () => {
  const { operations } = createNodeClient({ address, token: mock.rootToken })
  await operations.sysAuthEnable({ path: "approle", body: { type: "approle" } })
  await operations.policyWrite({ name: "web", body: { policy: 'path "secret/data/web" { capabilities = ["read"] }' } })
  await operations.appRoleRoleWrite({ mount: "approle", role: "web", body: { token_policies: "web" } })
  await operations.kvV2Write({ mount: "secret", path: "web", body: { data: { password } } })
  roleId = (await operations.appRoleRoleIdRead({ mount: "approle", role: "web" })).data.role_id
})
afterEach(() => {
  expect(mock).toHaveLeakedNothing()
  mock.reset()
})
afterAll(() => server.close())

const issue = () => issueSecretId(address, mock.rootToken)

test("a machine logs in with the secret id that CI has issued", async () => {
  const wrappingToken = await issue()
  expect(await startService({ address, roleId, wrappingToken })).toBe(password)
  expect(wrappingToken).toBeUnwrappedOnce()
})

test("a machine does not start with a secret id that somebody else has seen", async () => {
  const wrappingToken = await issue()
  await mock.attacker.unwraps(wrappingToken)
  await expect(startService({ address, roleId, wrappingToken })).rejects.toThrow(HandOverError)
})

test("a machine does not unwrap a token that wraps something else", async () => {
  const { token: wrappingToken } = mock.wrap({ secret_id: "secret-id-of-an-attacker" }).wrapInfo
  await expect(startService({ address, roleId, wrappingToken })).rejects.toThrow(HandOverError)
  expect(wrappingToken).toBePending()
})

test("a machine that starts too late does not start", async () => {
  const wrappingToken = await issue()
  mock.clock.advance("5m")
  await expect(startService({ address, roleId, wrappingToken })).rejects.toThrow(HandOverError)
})

test("a machine whose unwrap gets no response says that it is unknown whether the token is used up", async () => {
  const wrappingToken = await issue()
  mock.faults.cutOff({ path: "sys/wrapping/unwrap", times: 1 })
  await expect(startService({ address, roleId, wrappingToken })).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" })
  expect(wrappingToken).toBeUnwrappedOnce()
})
