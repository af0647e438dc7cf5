/**
 * Mock handlers for MSW that run the real Enwrap server over the memory store. A test controls its clock, its faults and an
 * attacker.
 */
export { createEnwrapMock, type EnwrapMock, type EnwrapMockOptions } from "./enwrap-mock.ts"
export type { Attacker } from "./attacker.ts"
export type { FaultOptions, Faults, HtmlOptions } from "./faults.ts"
export type { Fetch } from "./direct-fetch.ts"
export type { LoggedRequest } from "./request-log.ts"
export type { MockClock } from "./mock-clock.ts"
export type { TokenState } from "./mock-registry.ts"
export { onUnhandledFrame, onUnhandledRequest } from "./on-unhandled-frame.ts"
export type { SecretToken } from "./token-text.ts"
export type { WrappableOptions } from "./wrappable.ts"
export type { MockWrapOptions, WrappedMockResponse } from "./wrapped-response.ts"
export type { WrapInfo } from "./token-ledger.ts"
