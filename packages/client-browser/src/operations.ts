/** Every operation of the spec as a separate export. A page loads only those that it imports. */
export * from "@enwrap/client/operations"
