import { tapConsole } from "./console-tap.ts"
import { inspectorFor, inspectorOf, type MockInspector } from "./mock-registry.ts"
import type { Sender } from "./mock-server.ts"
import type { TokenHistory } from "./token-ledger.ts"
import { type SecretToken, tokenText } from "./token-text.ts"

/** The result of a matcher, as Vitest and Jest expect it. */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** The options of `toHaveLeakedNothing`. */
export interface LeakOptions {
  /** Strings that are not secret, although they were wrapped. */
  readonly allow?: ReadonlyArray<string> | undefined
}

/**
 * Matchers for `expect.extend` of Vitest and Jest. Their messages name no token. `@enwrap/msw/vitest` and `@enwrap/msw/jest` extend
 * `expect` with them, and have their types.
 *
 * @example
 * ```ts
 * import { matchers } from "@enwrap/msw/matchers"
 * import { expect } from "vitest"
 *
 * expect.extend(matchers)
 * ```
 */
export const matchers = {
  /** The app has sent one unwrap of the token, and got the content. */
  toBeUnwrappedOnce: (token: unknown): MatcherResult =>
    withToken(token, ({ history }) => {
      const unwraps = history.uses.filter(({ by, kind }) => by === "app" && kind === "unwrap")
      return {
        pass: unwraps.length === 1 && unwraps[0]!.status < 400,
        message: () => `wrapping token ${history.number} ${usesText(history)}`
      }
    }),

  /** The token can still be unwrapped. */
  toBePending: (token: unknown): MatcherResult =>
    withToken(token, ({ history, inspector, text }) => {
      const state = inspector.state(text)
      return {
        pass: state === "pending",
        message: () => `wrapping token ${history.number} is ${state}: it ${usesText(history)}`
      }
    }),

  /** The attacker has used the token up. */
  toHaveBeenIntercepted: (token: unknown): MatcherResult =>
    withToken(token, ({ history }) => ({
      pass: history.uses.some(({ by, status }) => by === "attacker" && status < 400),
      message: () => `wrapping token ${history.number} ${usesText(history)}`
    })),

  /**
   * No secret of the test was found in a URL, on the console, or in the page's storage. Secrets are all tokens of the mock, and the strings
   * of at least 6 characters that were wrapped.
   */
  toHaveLeakedNothing: (mock: unknown, { allow = [] }: LeakOptions = {}): MatcherResult => {
    const inspector = typeof mock === "object" && mock !== null ? inspectorOf(mock) : undefined
    if (inspector === undefined) throw new TypeError("toHaveLeakedNothing expects a mock of createEnwrapMock")
    const leaks = inspector.leaks(allow)
    return {
      pass: leaks.length === 0,
      message: () =>
        leaks.length === 0
          ? "no secret was found in a URL, on the console or in storage"
          : ["secrets were found in:", ...leaks.map(({ place, where }) => `  ${place}: ${where}`)].join("\n")
    }
  }
}

interface InspectedToken {
  readonly inspector: MockInspector
  readonly history: TokenHistory
  readonly text: string
}

const withToken = (token: unknown, match: (inspected: InspectedToken) => MatcherResult): MatcherResult => {
  const isToken = typeof token === "string" || hasMember(token, "reveal") || hasMember(token, "token")
  const text = isToken ? tokenText(token as SecretToken) : ""
  const inspector = inspectorFor(text)
  const history = inspector?.find(text)
  if (inspector === undefined || history === undefined) {
    throw new TypeError(
      "the matcher expects a wrapping token that a mock of createEnwrapMock has handed out since its reset"
    )
  }
  return match({ inspector, history, text })
}

const hasMember = (value: unknown, name: string): boolean =>
  typeof value === "object" && value !== null && name in value

const NAMES: Readonly<Record<Sender, string>> = { app: "the app", attacker: "the attacker", mock: "the mock" }

const usesText = ({ uses }: TokenHistory): string => {
  if (uses.length === 0) return "was never used"
  return `was used by ${uses.map(({ by, kind, status }) => `${NAMES[by]} (${kind}, ${status})`).join(", then by ")}`
}

// What was printed earlier, no mock can see.
tapConsole()
