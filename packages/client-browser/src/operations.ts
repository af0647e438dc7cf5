/** Every operation of the spec, each an export of its own: a page loads those that it imports. */
export * from "@enwrap/client/operations"
