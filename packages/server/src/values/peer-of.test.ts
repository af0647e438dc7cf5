import { assert, describe, it } from "vitest"
import { peerOf } from "./peer-of.ts"

describe("the peer of an address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2::1", "2001:db8:1:2::"],
    ["2001:db8:1:2:ffff::", "2001:db8:1:2::"],
    ["2001:db8:1:3::1", "2001:db8:1:3::"],
    ["", ""],
    ["not an address: at all", "not an address: at all"]
  ])("%j is of %j", (address, peer) => assert.strictEqual(peerOf(address), peer))
})
