/** What is read of the spec: its own type would be as large as it is. */
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
