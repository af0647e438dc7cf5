// `npm run lint`: runs all static checks of the sources in parallel, and prints the output of those that fail. The packages
// must have been built.
import { runInParallel } from "./npm.mjs"

const failed = await runInParallel({
  format: ["oxfmt", "--check"],
  oxlint: ["oxlint", "--deny-warnings"],
  packages: ["node", "scripts/check-packages.mjs"],
  borders: ["node", "scripts/check-borders.ts"],
  knip: ["knip", "--no-progress", "--no-config-hints"],
  spec: [
    "redocly",
    "lint",
    "spec/openapi.yaml",
    "packages/protocol/src/gen/openapi.generators.json",
    "--config",
    "spec/redocly.yaml"
  ]
})
process.exit(failed.length === 0 ? 0 : 1)
