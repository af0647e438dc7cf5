/** Where a value is wrong: the names and indexes that lead to the part. Empty for the value itself. */
export type Path = ReadonlyArray<string | number>

type Kind = "array" | "boolean" | "null" | "number" | "object" | "string"

/**
 * The shape of a parsed JSON value. The shapes of request bodies are generated from the spec. They are plain functions and not
 * schemas of Effect, which are ten times as large as all else that checks a request: a page with a mock would load them.
 *
 * @see docs/decisions/0034-shapes.md
 */
export interface Shape<out Type> {
  /** The kinds of values that can have the shape; undefined for all. */
  readonly kinds: ReadonlyArray<Kind> | undefined
  /** The path of the first part that has another shape; undefined if there is none. */
  readonly wrongAt: (value: unknown) => Path | undefined
  /** Only for types. */
  readonly type?: Type
}

const HERE: Path = []

const kindOf = (value: unknown): Kind =>
  value === null ? "null" : Array.isArray(value) ? "array" : (typeof value as Kind)

/** A value of one kind that passes a test. */
const simple = <Type>(kind: Kind, test: (value: Type) => boolean = () => true): Shape<Type> => ({
  kinds: [kind],
  wrongAt: (value) => (kindOf(value) === kind && test(value as Type) ? undefined : HERE)
})

export const string: Shape<string> = simple("string")
export const boolean: Shape<boolean> = simple("boolean")
export const nothing: Shape<null> = simple("null")
export const finite: Shape<number> = simple<number>("number", Number.isFinite)
export const integer: Shape<number> = simple<number>("number", Number.isSafeInteger)
export const anything: Shape<unknown> = { kinds: undefined, wrongAt: () => undefined }

/** A string that matches a pattern. */
export const matching = (pattern: RegExp): Shape<string> => simple("string", (text) => pattern.test(text))

/** An array of items of one shape. */
export const arrayOf = <Item>(item: Shape<Item>): Shape<ReadonlyArray<Item>> => ({
  kinds: ["array"],
  wrongAt: (value) => {
    if (!Array.isArray(value)) return HERE
    for (const [index, held] of value.entries()) {
      const wrong = item.wrongAt(held)
      if (wrong !== undefined) return [index, ...wrong]
    }
    return undefined
  }
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => kindOf(value) === "object"

/** An object whose values all have one shape, whatever their names are. */
export const recordOf = <Value>(held: Shape<Value>): Shape<Readonly<Record<string, Value>>> => ({
  kinds: ["object"],
  wrongAt: (value) => {
    if (!isObject(value)) return HERE
    for (const name of Object.keys(value)) {
      const wrong = held.wrongAt(value[name])
      if (wrong !== undefined) return [name, ...wrong]
    }
    return undefined
  }
})

/** An object with these fields, if it has them, and any others. */
export const fields = <Types extends Readonly<Record<string, unknown>>>(shapes: {
  readonly [Name in keyof Types]: Shape<Types[Name]>
}): Shape<Partial<Types>> => {
  const entries: ReadonlyArray<readonly [string, Shape<unknown>]> = Object.entries(shapes)
  return {
    kinds: ["object"],
    wrongAt: (value) => {
      if (!isObject(value)) return HERE
      for (const [name, shape] of entries) {
        const wrong = Object.hasOwn(value, name) ? shape.wrongAt(value[name]) : undefined
        if (wrong !== undefined) return [name, ...wrong]
      }
      return undefined
    }
  }
}

/** A value of one of several shapes. If only one of them is for this kind of value, the path is the one that it says. */
export const oneOf = <Types extends ReadonlyArray<unknown>>(
  ...shapes: { readonly [Index in keyof Types]: Shape<Types[Index]> }
): Shape<Types[number]> => {
  const all: ReadonlyArray<Shape<unknown>> = shapes
  return {
    kinds: all.some(({ kinds }) => kinds === undefined) ? undefined : all.flatMap(({ kinds }) => kinds ?? []),
    wrongAt: (value) => {
      const kind = kindOf(value)
      let first: Path | undefined
      for (const { kinds, wrongAt } of all) {
        if (kinds?.includes(kind) === false) continue
        const wrong = wrongAt(value)
        if (wrong === undefined) return undefined
        first ??= wrong
      }
      return first ?? HERE
    }
  }
}
