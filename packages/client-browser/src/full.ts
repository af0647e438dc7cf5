/**
 * The client for web pages with all operations of the spec, and with sentences in its errors. It has twice the size of
 * `@enwrap/client-browser`, whose calls it has, too.
 */
export * from "@enwrap/client"
export { createBrowserClient, type BrowserClientOptions } from "./full-client.ts"
