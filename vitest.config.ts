import { configDefaults, defineConfig } from "vitest/config"

const source = ["@enwrap/source"]

/** Tests that measure response times. No other test runs at the same time. */
const measured = ["test/adversary/**/*.test.ts"]

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
        test: { name: "measured", include: measured, sequence: { groupOrder: 1 } }
      }
    ]
  }
})
