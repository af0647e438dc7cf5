import { expect as jestExpect } from "expect"
import { afterEach, assert, beforeAll, describe, expect, it, vi } from "vitest"
import type { matchers } from "@enwrap/msw/matchers"
import { createEnwrapMock } from "@enwrap/msw"
import { mock, send, unwrap, wrap } from "./direct-mock.ts"

// What the tests print is not for the person who runs them. The console is silent before the matchers tap it.
vi.hoisted(() => {
  console.log = console.info = () => undefined
})

/** The matchers on an `expect`, without its types. */
type Expect = (value: unknown) => Record<keyof typeof matchers, (options?: object) => void> & {
  readonly not: Record<keyof typeof matchers, (options?: object) => void>
}

beforeAll(async () => {
  await import("@enwrap/msw/vitest")
  vi.stubGlobal("expect", jestExpect)
  await import("@enwrap/msw/jest")
  vi.unstubAllGlobals()
})
afterEach(() => {
  vi.restoreAllMocks()
  mock.reset()
})

const messageOf = (check: () => void): string => {
  try {
    check()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error("the matcher passed")
}

describe.each([
  ["Vitest", expect as unknown as Expect],
  ["Jest", jestExpect as unknown as Expect]
])("the matchers of %s", (_, expect) => {
  it("toBeUnwrappedOnce: one unwrap of the app, with success", async () => {
    const token = await wrap({})
    expect(token).not.toBeUnwrappedOnce()
    assert.equal(
      messageOf(() => expect(token).toBeUnwrappedOnce()),
      "wrapping token 1 was never used"
    )
    await unwrap(token)
    expect(token).toBeUnwrappedOnce()
    expect({ token }).toBeUnwrappedOnce()
    expect({ reveal: () => token }).toBeUnwrappedOnce()
    await unwrap(token)
    const message = messageOf(() => expect(token).toBeUnwrappedOnce())
    assert.equal(message, "wrapping token 1 was used by the app (unwrap, 200), then by the app (unwrap, 400)")
  })

  it("toBePending", async () => {
    const { wrapInfo } = mock.wrap({})
    expect(wrapInfo).toBePending()
    mock.expire(wrapInfo)
    expect(wrapInfo).not.toBePending()
    assert.equal(
      messageOf(() => expect(wrapInfo).toBePending()),
      "wrapping token 1 is expired: it was never used"
    )
  })

  it("toHaveBeenIntercepted: an attacker has used the token up", async () => {
    const [first, second, failed] = [await wrap({}), await wrap({}), await wrap({})]
    await mock.attacker.unwraps(first)
    await mock.attacker.rewraps(second)
    await unwrap(failed)
    await mock.attacker.unwraps(failed).catch(() => undefined)
    expect(first).toHaveBeenIntercepted()
    expect(second).toHaveBeenIntercepted()
    expect(failed).not.toHaveBeenIntercepted()
    expect(first).not.toBeUnwrappedOnce()
  })

  it("reject what is not a token of a mock, without quoting it", async () => {
    const token = await wrap({})
    mock.reset()
    for (const value of [token, undefined, 7, {}]) {
      const message = messageOf(() => expect(value).toBePending())
      assert.include(message, "that a mock of createEnwrapMock has handed out since its reset")
      assert.notInclude(message, token)
    }
    assert.include(
      messageOf(() => expect({}).toHaveLeakedNothing()),
      "expects a mock of createEnwrapMock"
    )
  })

  it("toHaveLeakedNothing: no secret was found in a URL, on the console or in storage", async () => {
    const password = "correct horse/battery"
    const token = await wrap({ password, note: "public" })
    await unwrap(token)
    console.log("unwrapped", { token: "[redacted]" })
    expect(mock).toHaveLeakedNothing()

    vi.stubGlobal("document", { cookie: "theme=dark" })
    expect(mock).toHaveLeakedNothing()
    vi.stubGlobal("document", { cookie: `token=${mock.rootToken}` })
    vi.stubGlobal("location", { origin: "null", href: `https://app.example/#${token}` })
    await send(`secret/data/db?password=${encodeURIComponent(password)}`, { method: "GET" })
    console.info(new Error("unwrap failed", { cause: { headers: new Headers({ "x-vault-token": token }) } }))
    console.log("%s", [{ nested: new Map([["password", password]]) }])
    console.log("the order is public")
    const message = messageOf(() => expect(mock).toHaveLeakedNothing({ allow: ["public"] }))
    vi.unstubAllGlobals()
    assert.deepEqual(message.split("\n"), [
      "secrets were found in:",
      "  url: http://127.0.0.1:8200/v1/secret/data/db?password=[redacted]",
      "  url: https://app.example/#[redacted]",
      "  console: [redacted]",
      "  console: [redacted]",
      "  storage: document.cookie: token=[redacted]"
    ])
    assert.include(
      messageOf(() => expect(mock).toHaveLeakedNothing()),
      "console: the order is [redacted]"
    )
    mock.reset()
    expect(mock).toHaveLeakedNothing()
  })
})

it("has types for Vitest", () => {
  const { wrapInfo } = mock.wrap({})
  expect(wrapInfo.token).toBePending()
  expect(createEnwrapMock()).toHaveLeakedNothing({ allow: [] })
  // @ts-expect-error -- there is no such option
  expect(mock).toHaveLeakedNothing({ except: [] })
  // @ts-expect-error -- there is no such matcher
  assert.throws(() => expect(wrapInfo.token).toBeUnwrapped())
})
