// Generated from packages/server/package.json by packages/protocol/scripts/generate.ts. Do not edit: `npm run generate`.

/** The version of the server. All packages have the same version and are released together. */
export const VERSION = "0.0.0"
