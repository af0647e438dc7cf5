import type { ConformanceTest, ConformanceTestOptions } from "./conformance-test.ts"
import { testsOfCases } from "./tests-of-cases.ts"

/**
 * Returns the cases of the suite as tests that Vitest, Jest or `node:test` run one by one.
 *
 * Whether the server can be tested is checked when the first case runs. Cases may run concurrently: those that concern
 * the whole server run alone all the same.
 *
 * @param options - The server, the token, and which cases to run.
 * @returns The tests, in the order of the catalogue.
 * @throws RunError - With the code `usage`, if an option is invalid or no case is selected.
 *
 * @example
 * ```ts
 * import { conformanceCases } from "@enwrap/conformance"
 * import { test } from "node:test"
 *
 * for (const { id, title, run } of conformanceCases({ url: "http://127.0.0.1:8200", token: "s.example" }))
 *   test(`${id}: ${title}`, run)
 * ```
 */
export function conformanceCases(options: ConformanceTestOptions): ReadonlyArray<ConformanceTest> {
  return testsOfCases(options, {})
}
