/** The tests of the listener, over TLS: its limits and its reading of requests do not depend on the transport. */
import { describe } from "@effect/vitest"
import { useTls } from "./echo-server.ts"
import { selfSigned } from "./self-signed.ts"

useTls(selfSigned())

describe("over TLS", async () => {
  await import("./bad-input.test.ts")
  await import("./body-admission.property.test.ts")
  await import("./bounds.test.ts")
  await import("./evictions.test.ts")
  await import("./failing-requests.test.ts")
  await import("./http-features.test.ts")
  await import("./large-responses.test.ts")
  await import("./list-method-limits.test.ts")
  await import("./list-method.test.ts")
  await import("./pipelining.test.ts")
  await import("./request.test.ts")
  await import("./shutdown.test.ts")
  await import("./slow-clients.test.ts")
  await import("./unknown-methods.test.ts")
  await import("./whole-requests.test.ts")
})
