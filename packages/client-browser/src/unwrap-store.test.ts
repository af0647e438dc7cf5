import { describe, expect, it, vi } from "vitest"
import { ClientError } from "./client-error.ts"
import { unwrapStoreOf } from "./unwrap-store.ts"

describe("the store of useUnwrap", () => {
  it.each([
    [new ClientError("INVALID_ARGUMENT", "token"), 2],
    // Such an error says nothing about the token, which may be used up.
    [new TypeError("of a codec or a fetch"), 1]
  ])("receives a token again only if it is certain that nothing was sent: %s", async (error, times) => {
    const store = unwrapStoreOf({})
    const receive = vi.fn<() => Promise<never>>(() => Promise.reject(error))
    for (let count = 0; count < 2; count++) {
      store.unwrap("s.W", receive)
      await vi.waitFor(() => expect(store.stateOf("s.W").status).toBe("failed"))
    }
    expect(receive).toHaveBeenCalledTimes(times)
  })
})
