export * from "@enwrap/client-node"
