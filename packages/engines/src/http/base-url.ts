import { upstreamFieldProblems } from "@enwrap/protocol"
import { conversionError } from "../fields.ts"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { hasMisleadingSegment } from "./path.ts"

declare const URL: {
  new (text: string): { readonly origin: string; readonly pathname: string }
  readonly canParse: (text: string) => boolean
}

// Scheme, host and path, and nothing that a parser of addresses reads in more than one way.
const PLAIN = /^https?:\/\/[^\s/\\?#@][^\s\\?#@]*$/i

const refused = conversionError("base_url", upstreamFieldProblems.baseUrl)

/** An upstream's base URL as it is asked, without a slash at its end. Else a 400 that names the field and not its value. */
export const parseBaseUrl = (text: string): Effect.Effect<string, ProtocolError> => {
  if (!PLAIN.test(text) || !URL.canParse(text)) return Effect.fail(refused)
  const path = text.replace(/^https?:\/\/[^/]*\/?/i, "").replace(/\/$/, "")
  if (path !== "" && hasMisleadingSegment(path)) return Effect.fail(refused)
  const { origin, pathname } = new URL(text)
  return Effect.succeed(origin + pathname.replace(/\/$/, ""))
}

/**
 * The address of a path and a query below a base URL; `undefined` where a parser of addresses would end up anywhere else.
 * The path is encoded segment by segment.
 */
export const upstreamUrl = (baseUrl: string, path: string, query: ReadonlyMap<string, string>): string | undefined => {
  const pathUrl = `${baseUrl}/${path.split("/").map(encodeSegment).join("/")}`
  const { origin, pathname } = new URL(pathUrl)
  if (origin + pathname !== pathUrl) return undefined
  const variables = [...query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return variables.length === 0 ? pathUrl : `${pathUrl}?${variables.join("&")}`
}

/** What a segment may hold as it is stays as it is: some APIs have `documents:commit`. */
const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment).replace(/%(?:3A|40|24|2C|3D|26|2B)/g, decodeURIComponent)
