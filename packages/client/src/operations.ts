/**
 * Every operation of the spec as a separate export: `import { kvV2Read } from "@enwrap/client/operations"`. A bundler keeps
 * only those that are imported; `import * as operations` imports all of them.
 */
export * from "./gen/routes.ts"
