import { configDefaults, defineConfig } from "vitest/config"

const source = ["@enwrap/source"]

/** Tests that measure response times. No other test runs at the same time. */
const measured = ["test/adversary/**/*.test.ts"]

/** Tests that run a second time, with servers on SQLite (test/test-store.ts). */
const alsoOnSqlite = [
  "packages/conformance/test/enwrap.test.ts",
  "packages/server/test/**/*.test.ts",
  "test/clients/**/*.test.ts",
  "test/golden/{wrapping,neighbourhood}.test.ts",
  "test/guides/**/*.test.ts",
  "test/spec/**/*.test.ts"
]

export default defineConfig({
  resolve: { conditions: source },
  ssr: { resolve: { conditions: source } },
  test: {
    reporters: ["default", "./scripts/summary-reporter.ts"],
    testTimeout: 30_000,
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
        test: { name: "measured", include: measured, sequence: { groupOrder: 1 } }
      }
    ]
  }
})
