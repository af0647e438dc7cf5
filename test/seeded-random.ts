/** Of a run that failed, or a new one. Tests print it. */
export const SEED = Number(process.env["SOAK_SEED"] ?? Math.floor(Math.random() * 2 ** 31))

/** Numbers from 0 to 1 that depend only on the seed (mulberry32). */
export const randomOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
}
