/**
 * Every operation of the spec, each an export of its own: `import { kvV2Read } from "@enwrap/client/operations"`. A bundler
 * keeps those that are imported; `import * as operations` is all of them.
 */
export * from "./gen/routes.ts"
