// A service on Node.js that hands a secret over and receives it.
import { createNodeClient, exactJson, isClientError } from "@enwrap/client-node"
import assert from "node:assert/strict"

const { VAULT_ADDR: address, VAULT_TOKEN: token } = process.env
const sender = createNodeClient({ address, token })
const wrapped = await sender.wrap({ password: "correct horse" }, { ttl: "5m" })
const receipt = await createNodeClient({ address }).receive({ token: wrapped, expectedPath: "sys/wrapping/wrap" })
assert.equal(receipt.verdict, "received")
assert.deepEqual(receipt.response.data, { password: "correct horse" })
await assert.rejects(sender.unwrap(wrapped), (error) => isClientError(error) && error.code === "WRAPPING_TOKEN_INVALID")

if (typeof JSON.rawJSON === "function") {
  const exact = createNodeClient({ address, token, json: exactJson })
  const info = await exact.wrap({ id: JSON.rawJSON("12345678901234567890") })
  assert.match(exactJson.stringify(await exact.unwrap(info)), /12345678901234567890/)
} else {
  assert.throws(() => createNodeClient({ address, token, json: exactJson }), /exactJson needs Node\.js 22/)
}
