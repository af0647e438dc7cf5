import { byCodePoint } from "./code-point-order.ts"

/**
 * The order of a scan: of each folder first its names by code point, then what is in its folders, the last folder first.
 *
 * @example
 * ```ts
 * import { byScan } from "@enwrap/server/engine"
 *
 * console.log(["a/1", "b/1", "b/2", "c"].sort(byScan).join(" ")) // c b/1 b/2 a/1
 * ```
 */
export const byScan = (a: string, b: string): number => {
  const start = folderInCommon(a, b)
  const isDeeper = a.includes("/", start)
  if (isDeeper !== b.includes("/", start)) return isDeeper ? 1 : -1
  return isDeeper ? byCodePoint(b, a) : byCodePoint(a, b)
}

/** The length of the folder path that two names have in common. */
const folderInCommon = (one: string, other: string): number => {
  let end = 0
  for (let slash = one.indexOf("/"); slash >= 0 && one.slice(0, slash + 1) === other.slice(0, slash + 1);) {
    end = slash + 1
    slash = one.indexOf("/", end)
  }
  return end
}
