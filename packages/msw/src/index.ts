/**
 * Mock handlers for MSW that run the real Enwrap server over the memory store. A test controls its clock, its faults and an
 * attacker.
 */
export type { Attacker, SecretToken, WrapInfo } from "./attacker.ts"
export { createEnwrapMock, type EnwrapMock, type EnwrapMockOptions } from "./enwrap-mock.ts"
export type { FaultOptions, Faults } from "./faults.ts"
export type { MockClock } from "./mock-clock.ts"
export { onUnhandledFrame } from "./on-unhandled-frame.ts"
export type { LoggedRequest } from "./request-log.ts"
