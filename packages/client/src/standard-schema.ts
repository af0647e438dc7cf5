import { UnexpectedResponseError } from "./errors.ts"

/**
 * A schema of any library that implements [Standard Schema](https://standardschema.dev), such as Zod, Valibot, ArkType or
 * Effect. The clients only call `validate`.
 */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
  }
}

/** What a schema says about a value. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<SchemaIssue> }

/** What a schema has against a value. */
export interface SchemaIssue {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/**
 * Checks a payload, and returns what the schema makes of it.
 *
 * @param what names the payload in the error
 * @throws UnexpectedResponseError if the payload does not match, or the schema fails. The message has the names of the fields, but
 * no values and no messages of the schema, which may quote values. The issues, or the error of the schema, are the `cause`.
 */
export const validated = async <Output>(
  schema: StandardSchema<Output>,
  value: unknown,
  what: string
): Promise<Output> => {
  let cause: unknown
  let named = ""
  try {
    const result = await schema["~standard"].validate(value)
    if (result.issues === undefined) return result.value
    cause = result.issues
    named = [...new Set(result.issues.map(placeOf))].filter((place) => place !== "").join(", ")
  } catch (error) {
    // A transformation of the schema may fail on data that it does not expect.
    cause ??= error
  }
  throw new UnexpectedResponseError(`${what} has data that does not match the schema${named && `: ${named}`}`, {
    cause,
    hint: "What the schema says is the cause of this error. It may quote secrets."
  })
}

/** The names on the way to a field, with dots. */
const placeOf = ({ path = [] }: SchemaIssue): string =>
  path.map((part) => String(typeof part === "object" ? part.key : part)).join(".")
