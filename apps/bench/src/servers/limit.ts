import { serveLimit } from "./serve-limit.ts"

/** Handles each request when it arrives, like an ordinary server. */
serveLimit((handle) => handle()())
