/** The Enwrap client for web pages: the client core over the page's `fetch`. */
export * from "@enwrap/client"
export { createBrowserClient, type BrowserClientOptions } from "./browser-client.ts"
