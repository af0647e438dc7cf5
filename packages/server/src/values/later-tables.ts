/** The tables that are loaded with the first mount of an engine that needs them. */
export { fieldDecoders } from "../gen/later-field-decoders.ts"
export { requestSchemas } from "../gen/later-schemas.ts"
