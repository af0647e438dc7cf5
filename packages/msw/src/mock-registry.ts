import type { ConsoleListener } from "./console-tap.ts"
import type { Leak } from "./find-leaks.ts"
import type { TokenHistory } from "./token-ledger.ts"

/** What became of a wrapping token. */
export type TokenState = "pending" | "unwrapped" | "rewrapped" | "expired" | "revoked" | "unknown"

/** What the matchers ask a mock. */
export interface MockInspector {
  /** Held here, because the console holds it weakly. */
  readonly onConsole: ConsoleListener
  readonly find: (token: string) => TokenHistory | undefined
  readonly state: (token: string) => TokenState
  readonly leaks: (allowed: ReadonlyArray<string>) => ReadonlyArray<Leak>
}

const inspectors = new WeakMap<object, MockInspector>()
// Weak, so that a mock ends when its test no longer holds it.
const mocks = new Set<WeakRef<object>>()

export const registerMock = (mock: object, inspector: MockInspector): void => {
  inspectors.set(mock, inspector)
  mocks.add(new WeakRef(mock))
}

export const inspectorOf = (mock: object): MockInspector | undefined => inspectors.get(mock)

/** The inspector of the mock that has handed out a token. */
export const inspectorFor = (token: string): MockInspector | undefined => {
  for (const reference of mocks) {
    const mock = reference.deref()
    if (mock === undefined) mocks.delete(reference)
    const inspector = mock && inspectors.get(mock)
    if (inspector?.find(token) !== undefined) return inspector
  }
  return undefined
}
