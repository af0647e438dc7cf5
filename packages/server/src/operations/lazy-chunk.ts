/** What is loaded lazily, on first use: in one module, so that a bundler makes one file of it. */
export { makeReEncryption } from "../state/re-encryption/make-re-encryption.ts"
export { lazyOperations } from "./lazy-operations.ts"
