/** The store port: what an implementation of a store needs, and nothing else. */
export * from "./port.ts"
