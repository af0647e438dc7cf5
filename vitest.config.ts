import { defineConfig } from "vitest/config"

const source = ["@enwrap/source"]

export default defineConfig({
  resolve: { conditions: source },
  ssr: { resolve: { conditions: source } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "packages/*/test/**/*.test.ts",
      "apps/*/src/**/*.test.ts",
      "apps/*/test/**/*.test.ts",
      "test/**/*.test.ts"
    ],
    reporters: ["default", "./scripts/summary-reporter.ts"],
    testTimeout: 30_000
  }
})
