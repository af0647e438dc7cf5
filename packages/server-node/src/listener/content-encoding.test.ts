import { expect, it } from "vitest"
import { contentEncoding } from "./content-encoding.ts"

it.each([
  [undefined, "identity"],
  ["", "identity"],
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["GZIP", "gzip"],
  ["gzip, deflate, br", "br"],
  ["gzip, deflate, br, zstd", "br"],
  ["br;q=0.5, gzip;q=0.8", "gzip"],
  ["br; q=0.5 , gzip ;q=0.5", "br"],
  ["br;q=0, gzip;q=0.001", "gzip"],
  ["gzip;q=0", "identity"],
  ["*", "br"],
  ["*;q=0", "identity"],
  ["br;q=0, *", "gzip"],
  ["identity", "identity"],
  ["identity;q=1, gzip;q=0.5", "identity"],
  ["identity;q=0.5, gzip;q=0.5", "gzip"],
  ["identity;q=0, gzip", "gzip"],
  ["identity;q=0", "identity"],
  ["deflate", "identity"],
  ["gzip;q=2", "identity"],
  ["gzip;q=", "identity"],
  ["gzip;level=9", "identity"],
  [", ,gzip,", "gzip"],
  ["gzipped", "identity"]
])("Accept-Encoding: %s is answered in %s", (header, encoding) => {
  expect(contentEncoding(header)).toBe(encoding)
})
