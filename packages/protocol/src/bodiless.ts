const BODILESS: ReadonlySet<number> = new Set([204, 205, 304])

/** Whether HTTP forbids a body in every response with this status: 204, 205 and 304. */
export const isBodiless = (status: number): boolean => BODILESS.has(status)
