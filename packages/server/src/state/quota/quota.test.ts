import { assert, describe, it } from "@effect/vitest"
import { clientOf } from "./client-network.ts"
import { ClientCounters } from "./client-counters.ts"
import { exemption } from "./quota-settings.ts"
import { RunningQuota } from "./running-quota.ts"

const rule = {
  name: "q",
  mount: undefined,
  suffix: "",
  role: "",
  rate: 2,
  interval: 10,
  blockInterval: 0,
  inheritable: true
}

describe("a client of a quota", () => {
  it("is an IPv4 address, or the network of an IPv6 address (RW-QU-3)", () => {
    assert.deepStrictEqual(
      ["192.0.2.1", "::ffff:192.0.2.1", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "@"].map(
        clientOf
      ),
      ["192.0.2.1", "192.0.2.1", "2001:db8:1:2", "2001:db8:1:2", "2001:db8:1:3", "@"]
    )
  })
})

describe("the counters of clients", () => {
  it("keep a bounded number, and never forget a client that keeps sending (RW-QU-3)", () => {
    const counters = new ClientCounters(100)
    counters.of("busy", 0).used = 7
    for (let stranger = 0; stranger < 10_000; stranger++) {
      counters.of(`stranger ${stranger}`, 0)
      counters.of("busy", 0)
      assert.isAtMost(counters.size, 200)
    }
    assert.strictEqual(counters.of("busy", 0).used, 7)
    assert.strictEqual(counters.of("stranger 0", 5).intervalStartMs, 5)
  })
})

describe("a running quota", () => {
  it("refuses no longer than it says if the clock is set back", () => {
    const quota = new RunningQuota({ ...rule, blockInterval: 60 })
    const start = 1_000_000_000
    for (const allowed of [true, true, false]) assert.strictEqual(quota.take("a", start).isAllowed, allowed)
    assert.strictEqual(quota.take("a", start - 3_600_000).retryAfter, 60)
    assert.strictEqual(quota.take("a", start - 3_600_000 + 60_000).isAllowed, true)
  })

  it("allows at least one request in an interval", () => {
    const quota = new RunningQuota({ ...rule, rate: 0.2 })
    assert.deepStrictEqual(
      [quota.take("a", 0).isAllowed, quota.take("a", 9_999).isAllowed, quota.take("a", 10_000).isAllowed],
      [true, false, true]
    )
  })
})

describe("exempt paths", () => {
  it("are prefixes, of which the longest decides (RW-QU-4)", () => {
    const isExempt = exemption(["sys/", "!sys/wrapping*", "sys/wrapping/lookup", ""])
    assert.deepStrictEqual(["sys/health", "sys/wrapping/unwrap", "sys/wrapping/lookup", "secret/a"].map(isExempt), [
      true,
      false,
      true,
      false
    ])
  })
})
