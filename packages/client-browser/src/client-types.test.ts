import { describe, expectTypeOf, it } from "vitest"
import type { Client, Envelope, ErrorCode, Redacted, WrapInfo } from "@enwrap/client"
import type { createBrowserClient } from "./browser-client.ts"
import type { ClientError } from "./client-error.ts"
import type { BrowserClient } from "./options.ts"
import type { useUnwrap } from "./react.ts"
import type { Receipt } from "./receive.ts"

/** The function is never called: it only has to compile, or to fail to. */
const types = <Args extends ReadonlyArray<unknown>>(check: (...args: Args) => Promise<void>): void => {
  expectTypeOf(check).toBeFunction()
}

describe("types of the browser client", () => {
  it("are those of the client core, except for fewer options and one class of errors", () => {
    type Shared = "wrap" | "unwrap" | "lookup" | "rewrap" | "revoke"
    expectTypeOf<Pick<Client<never>, Shared>>().toExtend<Pick<BrowserClient, Shared>>()
    // The errors of receipts are of another class: `instanceof` and `isClientError` of one client do not know those of the other.
    expectTypeOf<Client<never>>().not.toExtend<BrowserClient>()
    expectTypeOf<ClientError["code"]>().toEqualTypeOf<ErrorCode>()
  })

  it("a token remembers what it wraps", () =>
    types(async (client: BrowserClient) => {
      const info = await client.wrap({ password: "correct horse", ports: [5432] }, { ttl: "5m" })
      expectTypeOf(info.token).toEqualTypeOf<Redacted>()
      expectTypeOf((await client.unwrap(info)).data).toEqualTypeOf<{ password: string; ports: Array<number> }>()
      expectTypeOf(await client.unwrap(await client.rewrap(info))).toEqualTypeOf<
        Envelope<{ password: string; ports: Array<number> }>
      >()
      expectTypeOf(await client.unwrap("s.token")).toEqualTypeOf<Envelope>()
      expectTypeOf((await client.unwrap<Envelope<{ a: 1 }>>("s.token")).data).toEqualTypeOf<{ a: 1 }>()
      // @ts-expect-error -- data is an object
      void client.wrap("text")
      // @ts-expect-error -- the option is called ttl
      void client.wrap({}, { wrapTtl: "5m" })
      // @ts-expect-error -- the namespace is an option of the client
      void client.unwrap("s.token", { namespace: "team" })
      // @ts-expect-error -- the token is an option of the client
      void client.wrap({}, { callerToken: "s.token" })
      // @ts-expect-error -- the namespace is an option of the client
      void client.receive({ token: "s.token", expectedPath: "a", namespace: "team" })
      // @ts-expect-error -- an accessor cannot be unwrapped
      void client.unwrap({ accessor: "a" })
    }))

  it("a receipt has a response only if its verdict is received", () =>
    types(async (client: BrowserClient, token: WrapInfo<Envelope<{ key: string }>>) => {
      const receipt = await client.receive({ token, expectedPath: "orders/7/key" })
      expectTypeOf(receipt).toEqualTypeOf<Receipt<Envelope<{ key: string }>>>()
      if (receipt.verdict === "received") expectTypeOf(receipt.response.data.key).toEqualTypeOf<string>()
      if (receipt.verdict === "intercepted") expectTypeOf(receipt.error).toEqualTypeOf<ClientError>()
      // @ts-expect-error -- no response before the verdict is known
      void receipt.response
      // @ts-expect-error -- the expected path is required
      void client.receive({ token })
    }))

  it("options that belong to the full client, or are misspelt, do not compile", () =>
    types(async (create: typeof createBrowserClient) => {
      // @ts-expect-error -- operations are in @enwrap/client-browser/full
      void create({ address: "/", operations: {} })
      // @ts-expect-error -- misspelt
      void create({ address: "/", timeout: 5 })
      // @ts-expect-error -- the address is required
      void create({})
    }))

  it("a comparison with a code that does not exist does not compile", () =>
    types(async (error: ClientError) => {
      // @ts-expect-error -- no such code
      void (error.code === "WRAPPING_TOKEN_USED")
      void (error.code === "OUTCOME_UNKNOWN")
    }))

  it("the hook unwraps on an event, and its state has a receipt only if it is done", () =>
    types(async (hook: typeof useUnwrap, client: BrowserClient, token: WrapInfo<Envelope<{ key: string }>>) => {
      const state = hook(client, { token, expectedPath: "a" })
      if (state.status === "done" && state.receipt.verdict === "received")
        expectTypeOf(state.receipt.response.data.key).toEqualTypeOf<string>()
      // @ts-expect-error -- not on render
      state.unwrap()
      // @ts-expect-error -- no receipt before it is done
      void state.receipt
      // @ts-expect-error -- the expected path is required
      hook(client, { token })
    }))
})
