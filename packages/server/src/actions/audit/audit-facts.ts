import type { Json } from "../../values/json/raw-json.ts"
import type { MountEntry } from "../../state/mount/mount-entry.ts"
import type { Auth } from "../../state/token/auth.ts"
import type { TokenEntry } from "../../state/token/token-entry.ts"
import type { Verb } from "../../values/verb.ts"
import type { WrapInfo } from "../envelope.ts"

/**
 * Which data the server only stores or passes on. All of it is hashed, numbers included: a number may be a secret as well. `data`:
 * only what is in the member `data`.
 */
export type OpaqueData = "none" | "data" | "all"

/** What the policies say of a request. */
export interface PolicyResults {
  readonly allowed: boolean
  /** Whether it creates what it writes. */
  readonly creates: boolean
  /** The names of the policies that allow it; `undefined` if no policy was asked, or none does. */
  readonly grantedBy: ReadonlyArray<string> | undefined
}

/** A token that a response contains. */
export interface IssuedToken {
  readonly auth: Partial<Auth>
  /** Its entry, if it was created just now. */
  readonly created: TokenEntry | undefined
}

/** What is known about a request when its entry is written. */
export interface RequestFacts {
  /** The same in the entry of the response, and in the envelope. */
  readonly id: string
  readonly verb: Verb
  readonly path: string
  /** The fields of the body or the query: a JSON object; absent if there are none. */
  readonly data: string | undefined
  readonly opaque: OpaqueData
  /** The fields that take numbers: other numbers may be secrets. `undefined` if nothing is known. */
  readonly numeric?: ReadonlySet<string> | undefined
  readonly mount: MountEntry | undefined
  /** The path of the mount, if nothing else was found out about it. */
  readonly mountPoint?: string | undefined
  /** The token that was sent, whether it is valid or not. */
  readonly token: string | undefined
  /** The caller's token as it was before the request used it. */
  readonly caller: TokenEntry | undefined
  /** The token that was sent, if the request was refused before its caller was identified: an entry shows its accessor and its uses. */
  readonly sender?: TokenEntry | undefined
  /** Absent if the policies were not asked. */
  readonly policyResults: PolicyResults | undefined
  readonly remoteAddress: string
  readonly remotePort: number | undefined
  /** Seconds, with their fraction. */
  readonly wrapTtl: number | undefined
  readonly header: (name: string) => string | undefined
  /** Whether the client has disconnected; absent if that is not known. */
  readonly hasLeft?: (() => boolean) | undefined
  /** Whether the operation only reads what the server itself has. */
  readonly onlyReads?: boolean | undefined
}

/** What is known about a response when its entry is written. */
export interface ResponseFacts {
  readonly issued?: IssuedToken | undefined
  /** The token of a login: in the entry of its response, it is the caller's, also if the response is wrapped. */
  readonly login?: IssuedToken | undefined
  readonly leaseId?: string | undefined
  readonly data?: Json | undefined
  readonly opaque?: OpaqueData | undefined
  readonly warnings?: ReadonlyArray<string> | undefined
  readonly wrapInfo?: WrapInfo | undefined
  /** The envelope that was unwrapped: it says all that is known of the response. */
  readonly envelope?: string | undefined
}
