import { serveLimit } from "./serve-limit.ts"

/** Each request as it comes, as anyone would write it. */
serveLimit((carryOut) => carryOut()())
