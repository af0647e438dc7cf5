import type { NodeObject } from "./bundle.ts"
export const printRequestSchemas = (_: NodeObject): string => `export const requestSchemas = {}\n`
