import { createNodeClient, isClientError, UNEXPECTED_ANSWER } from "@enwrap/client-node"
import { toFailure } from "./client-failure.ts"
import type { WrapData } from "./input/wrap-data.ts"

/** The four calls of wrapping. Each gives the server's answer as its text, and fails with a `Failure`. */
export interface WrappingCalls {
  readonly wrap: (data: WrapData, ttl: string) => Promise<string>
  readonly unwrap: (token: string) => Promise<string>
  readonly lookup: (token: string) => Promise<string>
  readonly rewrap: (token: string) => Promise<string>
}

/** Which server, and who is asking. */
export interface Connection {
  readonly address: string
  readonly token?: string
  readonly allowInsecureHttp: boolean
}
