/**
 * Mock handlers for MSW that are the real Enwrap server: its core over the memory store, behind one handler, with a clock
 * that the test turns, faults that it sets, and an attacker that it lets in.
 */
export type { Attacker, SecretText, WrapInfo } from "./attacker.ts"
export { createEnwrapMock, type EnwrapMock, type EnwrapMockOptions } from "./enwrap-mock.ts"
export type { FaultOptions, Faults } from "./faults.ts"
export type { MockClock } from "./mock-clock.ts"
export { onUnhandledFrame } from "./on-unhandled-frame.ts"
export type { LoggedRequest } from "./request-log.ts"
