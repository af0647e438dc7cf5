// `npm run lint`: every check of the sources that needs no build, side by side; prints only what is wrong.
import { sideBySide } from "./npm.mjs"

const failed = await sideBySide({
  format: ["oxfmt", "--check"],
  oxlint: ["oxlint", "--deny-warnings"],
  borders: ["node", "scripts/check-borders.ts"],
  knip: ["knip", "--no-progress", "--no-config-hints"],
  spec: ["redocly", "lint", "spec/openapi.yaml", "--config", "spec/redocly.yaml"]
})
process.exit(failed.length === 0 ? 0 : 1)
