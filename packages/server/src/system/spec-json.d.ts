declare module "@enwrap/protocol/openapi.json" {
  const document: unknown
  export default document
}
