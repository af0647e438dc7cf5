const BODILESS: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * Whether HTTP forbids a body in every response with this status: 204, 205 and 304.
 *
 * @example
 * ```ts
 * import { isBodiless } from "@enwrap/protocol"
 *
 * console.log(isBodiless(204), isBodiless(200)) // true false
 * ```
 */
export const isBodiless = (status: number): boolean => BODILESS.has(status)
