/** The members of the spec that are read. An inferred type would be as large as the spec. */
declare module "@enwrap/protocol/openapi.json" {
  const document: {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
    readonly components: {
      readonly parameters: Readonly<Record<string, { readonly name?: string; readonly $ref?: string }>>
      readonly schemas: Readonly<Record<string, { readonly example: unknown }>>
    }
  }
  export default document
}
