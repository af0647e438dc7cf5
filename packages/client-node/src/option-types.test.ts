import { expectTypeOf, it } from "vitest"
import type { EnvironmentOptions } from "./from-env.ts"
import type { AppRoleCredentials, userpass } from "./login/login-methods.ts"
import type { SessionOptions } from "./login/session.ts"
import type { NodeClientOptions } from "./node-client.ts"
import type { NodeFetchOptions } from "./node-fetch.ts"
import type { ProxyRules } from "./proxy.ts"
import type { RateLimit } from "./rate-limited-fetch.ts"
import type { RetryOptions } from "./retrying-fetch.ts"
import type { TlsOptions } from "./tls-options.ts"

/** The optional members that cannot be `undefined`. */
type Exact<Options> = {
  [Name in keyof Options]-?: Partial<Pick<Options, Name>> extends Pick<Options, Name>
    ? undefined extends Required<Options>[Name]
      ? never
      : Name
    : never
}[keyof Options]

it("an option can be undefined, also with exactOptionalPropertyTypes", () => {
  expectTypeOf<Exact<{ one?: string; two?: string | undefined; three: string }>>().toEqualTypeOf<"one">()
  expectTypeOf<Exact<NodeClientOptions>>().toBeNever()
  expectTypeOf<Exact<NodeFetchOptions>>().toBeNever()
  expectTypeOf<Exact<TlsOptions>>().toBeNever()
  expectTypeOf<Exact<ProxyRules>>().toBeNever()
  expectTypeOf<Exact<RateLimit>>().toBeNever()
  expectTypeOf<Exact<RetryOptions>>().toBeNever()
  expectTypeOf<Exact<EnvironmentOptions>>().toBeNever()
  expectTypeOf<Exact<SessionOptions>>().toBeNever()
  expectTypeOf<Exact<AppRoleCredentials>>().toBeNever()
  expectTypeOf<Exact<Parameters<typeof userpass>[0]>>().toBeNever()
})
