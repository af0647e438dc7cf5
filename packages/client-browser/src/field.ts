/** Reads a field of a value that may not be an object. */
export const field = (value: unknown, name: string): unknown =>
  Object.hasOwn(Object(value), name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined
