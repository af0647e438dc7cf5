import { afterEach, assert, beforeEach, describe, it, vi } from "vitest"
import type { EnwrapMock } from "@enwrap/msw"
import type { matchers } from "@enwrap/msw/matchers"

/** A console of a test: `log` returns what it got, and `warn` throws. */
const makeConsole = () => {
  const log = vi.fn<(...values: ReadonlyArray<unknown>) => unknown>((...values) => values)
  const warn = (): never => {
    throw new Error("of the console")
  }
  return { log, warn, error: log, trace: undefined }
}

describe("a console that the matchers watch", () => {
  let mine: ReturnType<typeof makeConsole>
  let found: typeof matchers
  let mock: EnwrapMock
  const leaks = (): boolean => !found.toHaveLeakedNothing(mock).pass
  const password = "correct horse battery"

  /** Imports the matchers with a console of the test. */
  const importMatchers = async (of: object): Promise<void> => {
    vi.resetModules()
    vi.stubGlobal("console", of)
    ;({ matchers: found } = await import("@enwrap/msw/matchers"))
    mock = (await import("@enwrap/msw")).createEnwrapMock()
    mock.wrap({ password })
  }
  beforeEach(() => {
    mine = makeConsole()
    return importMatchers(mine)
  })
  afterEach(() => vi.unstubAllGlobals())

  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }
  const throwing = (): never => {
    throw new Error("of a value")
  }
  const values: ReadonlyArray<readonly [string, () => unknown]> = [
    ["an object with a getter that throws", () => Object.defineProperty({}, "a", { enumerable: true, get: throwing })],
    ["a revoked proxy", revoked],
    ["a list with a revoked proxy", () => [revoked()]],
    ["a proxy whose traps throw", () => new Proxy({}, { ownKeys: throwing, getPrototypeOf: throwing })],
    ["a proxy whose members cannot be described", () => new Proxy({ a: 1 }, { getOwnPropertyDescriptor: throwing })],
    ["a function with a toString that throws", () => Object.assign(() => 1, { toString: throwing })],
    ["a map with an iterator that throws", () => Object.assign(new Map(), { [Symbol.iterator]: throwing })],
    ["an object without a prototype", () => Object.create(null)],
    ["a symbol", () => Symbol("s")],
    [
      "an error whose message and stack throw",
      () => Object.defineProperties(new Error("e"), { message: { get: throwing }, stack: { get: throwing } })
    ]
  ]
  it.each(values)("prints %s, and sees the texts beside it", (_, make) => {
    const value = make()
    assert.deepEqual(console.log("before", value, 1) as unknown, mine.log.mock.results[0]?.value)
    assert.equal(mine.log.mock.calls[0]?.[1], value)
    assert(!leaks())
    console.log(value, [value, password])
    assert(leaks())
  })

  it("runs no getter", () => {
    let runs = 0
    console.log(Object.defineProperty({}, "a", { enumerable: true, get: () => ++runs }))
    assert.equal(runs, 0)
  })

  it("prints once what the trap of a proxy prints", () => {
    const ownKeys = (target: object): Array<string | symbol> => {
      console.log("a trap")
      return Reflect.ownKeys(target)
    }
    console.log(new Proxy({}, { ownKeys }))
    assert.isAtMost(mine.log.mock.calls.length, 2)
  })

  it("keeps the result, the receiver, the error and the members of the methods", () => {
    assert.deepEqual(console.log("a") as unknown, ["a"])
    assert.equal(vi.mocked(console.log).mock.calls.length, 1)
    assert.equal(console.log.name, mine.log.name)
    assert.throws(() => console.warn(password), "of the console")
    assert(leaks())
    const self = { log: console.log }
    self.log("b")
    assert.equal(mine.log.mock.contexts.at(-1), self)
    assert.isUndefined(console.trace)
  })

  it("does not have to be one that can be changed", async () => {
    const frozen = Object.freeze(makeConsole())
    await importMatchers(frozen)
    assert.equal(console.log, frozen.log)
  })
})
