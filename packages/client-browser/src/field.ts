/** Reads a field of a value that may not be an object. The names are the protocol's: no object inherits them. */
export const field = (value: unknown, name: string): unknown => Object(value)[name]
