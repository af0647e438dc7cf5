/**
 * The names of the components. Generators put schemas, responses and parameters into one namespace, with the types that they
 * derive from operation ids (`KvV2ReadResponse`, `KvV2WriteRequest`), and some name files after them, on file systems that ignore
 * case.
 */

const renamed = (suffix: string, replacement: string) => (name: string) =>
  name.endsWith(suffix) ? `${name.slice(0, -suffix.length)}${replacement}` : undefined

const asEnvelope = renamed("Response", "Envelope")
const asBody = renamed("Request", "Input")

/** `KvV2ReadResponse` is the envelope of a response, `KvV2WriteRequest` the input of a request. */
export const schemaName = (name: string): string => asEnvelope(name) ?? asBody(name) ?? name

export const responseName = (name: string): string => `${name}Reply`
export const parameterName = (name: string): string => `${name}Parameter`
export const headerName = (name: string): string => `${name}Header`

/** Fails if two components have the same name, ignoring case. */
export const assertUnique = (names: ReadonlyArray<string>): void => {
  const seen = new Map<string, string>()
  for (const name of names) {
    const other = seen.get(name.toLowerCase())
    if (other !== undefined) throw new Error(`two components of the generators' edition are named ${other} and ${name}`)
    seen.set(name.toLowerCase(), name)
  }
}
