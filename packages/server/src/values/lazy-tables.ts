/** The tables that are loaded with the first mount of an engine that needs them. */
export { fieldDecoders } from "../gen/lazy-field-decoders.ts"
export { requestSchemas } from "../gen/lazy-schemas.ts"
