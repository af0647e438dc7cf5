import { createNodeClient } from "@enwrap/client-node"
createNodeClient({ address: "" })
