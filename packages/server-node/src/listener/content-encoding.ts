/** The encodings in which a body may be kept, the preferred one first. */
export const ENCODINGS = ["br", "gzip"] as const
export type ContentEncoding = (typeof ENCODINGS)[number] | "identity"

const QVALUE = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

/** The codings of a header and their weights. Of what is malformed, nothing is accepted. */
const weightsOf = (header: string): ReadonlyMap<string, number> => {
  const weights = new Map<string, number>()
  for (const item of header.split(",")) {
    const [coding = "", ...parameters] = item.split(";").map((part) => part.trim().toLowerCase())
    if (coding === "") continue
    const [name, value] = (parameters[0] ?? "q=1").split("=", 2)
    const isValid = parameters.length <= 1 && name === "q" && QVALUE.test(value ?? "")
    weights.set(coding === "x-gzip" ? "gzip" : coding, isValid ? Number(value) : 0)
  }
  return weights
}

/**
 * The encoding that a client prefers, by its `Accept-Encoding`. Without that header, and if the client accepts none of them, it
 * is `identity`: a client that excludes `identity` too gets it nevertheless, as RFC 9110 allows.
 */
export const contentEncoding = (accepted: string | undefined): ContentEncoding => {
  if (accepted === undefined) return "identity"
  const weights = weightsOf(accepted)
  const weightOf = (coding: string): number => weights.get(coding) ?? weights.get("*") ?? 0
  let best: ContentEncoding = "identity"
  // Without a weight, a client accepts it, but asks for an encoding that it names.
  let most = weights.get("identity") ?? 0
  for (const encoding of ENCODINGS) {
    const weight = weightOf(encoding)
    if (weight > 0 && (weight > most || (best === "identity" && weight === most))) {
      best = encoding
      most = weight
    }
  }
  return best
}
