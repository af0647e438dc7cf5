import { upstreamFieldProblems } from "@enwrap/protocol/engine-texts"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuseField } from "../refuse.ts"
import { hasMisleadingSegment } from "./path.ts"

// Scheme, host and path, and nothing that URL parsers interpret in different ways.
const PLAIN = /^https?:\/\/[^\s/\\?#@][^\s\\?#@]*$/i

const refused = refuseField("base_url", upstreamFieldProblems.baseUrl)

/** An upstream's base URL in its canonical form, without a slash at its end. An invalid one is a 400 that does not quote it. */
export const parseBaseUrl = (text: string): Effect.Effect<string, ProtocolError> => {
  if (!PLAIN.test(text) || !URL.canParse(text)) return refused
  const path = text.replace(/^https?:\/\/[^/]*\/?/i, "").replace(/\/$/, "")
  if (path !== "" && hasMisleadingSegment(path)) return refused
  const { origin, pathname } = new URL(text)
  return Effect.succeed(origin + pathname.replace(/\/$/, ""))
}

/**
 * The URL of a path and a query below a base URL, or `undefined` if a URL parser would end up elsewhere. Each segment of the path
 * is encoded.
 */
export const upstreamUrl = (baseUrl: string, path: string, query: ReadonlyMap<string, string>): string | undefined => {
  const pathUrl = `${baseUrl}/${path.split("/").map(encodeSegment).join("/")}`
  const { origin, pathname } = new URL(pathUrl)
  if (origin + pathname !== pathUrl) return undefined
  const variables = [...query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return variables.length === 0 ? pathUrl : `${pathUrl}?${variables.join("&")}`
}

/** Keeps the characters that a segment can contain unencoded: some APIs have paths such as `documents:commit`. */
const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment).replace(/%(?:3A|40|24|2C|3D|26|2B)/g, decodeURIComponent)
