import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import { configDefaults, defineConfig } from "vitest/config"
import TestSequencer from "./scripts/test-sequencer.ts"

const source = ["@enwrap/source"]

// Each test file has a process of its own, and most of these processes load the same hundreds of modules. Only the first compiles them.
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(new URL("node_modules/.cache/compiled", import.meta.url))

/** Tests that measure response times. No other test runs at the same time. */
const measured = ["test/adversary/**/*.test.ts"]

/** Tests that run a second time, with servers on SQLite (test/test-store.ts): those of whole servers. */
const alsoOnSqlite = [
  "packages/conformance/test/enwrap.test.ts",
  "packages/server/test/{accounted-wrapping,admit,authority,bad-input,built-in-mounts,ended-tokens,leases,mounts}.test.ts",
  "packages/server/test/{names,re-encryption,revoke-force,scan,spellings,sys,tokens,wrap-ttl-bounds,wrapping,wrapping-jwt}.test.ts",
  "test/golden/{neighbourhood,wrapping}.test.ts",
  "test/spec/responses.test.ts"
]

/** Tests that run a second time, with the oldest MSW that the mocks support. */
const alsoOnMsw2 = ["packages/msw/test/{happy-dom,msw-node,wrap}.test.ts"]

export default defineConfig({
  resolve: { conditions: source },
  ssr: { resolve: { conditions: source } },
  test: {
    reporters: ["default", "./scripts/summary-reporter.ts"],
    testTimeout: 30_000,
    // Vitest leaves one processor to itself. Many tests wait for other processes, or for time to pass.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    sequence: { sequencer: TestSequencer },
    projects: [
      {
        extends: true,
        test: {
          name: "tests",
          include: [
            "packages/*/src/**/*.test.ts",
            "packages/*/test/**/*.test.ts",
            "apps/*/src/**/*.test.ts",
            "apps/*/test/**/*.test.ts",
            "examples/*/test/**/*.test.{ts,tsx}",
            "test/**/*.test.ts"
          ],
          exclude: [...configDefaults.exclude, ...measured],
          sequence: { groupOrder: 0 }
        }
      },
      {
        extends: true,
        test: {
          name: "on SQLite",
          include: alsoOnSqlite,
          env: { ENWRAP_TEST_STORE: "sqlite" },
          sequence: { groupOrder: 0 }
        }
      },
      {
        extends: true,
        resolve: { alias: [{ find: /^msw(?=\/|$)/, replacement: "msw2" }] },
        test: { name: "on MSW 2", include: alsoOnMsw2, sequence: { groupOrder: 0 } }
      },
      {
        extends: true,
        test: { name: "measured", include: measured, sequence: { groupOrder: 1 } }
      }
    ]
  }
})
