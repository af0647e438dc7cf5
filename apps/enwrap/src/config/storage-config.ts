import type { Block } from "./blocks.ts"
import type { Problems } from "./problem.ts"
import { checkKeys, Section } from "./section.ts"
import { didYouMean } from "./suggest.ts"

/** Where the server keeps its data. */
export type StorageConfig = { readonly type: "inmem" } | { readonly type: "sqlite"; readonly path: string }

/** The original's other types. */
const others = new Set([
  "aerospike",
  "alicloudoss",
  "azure",
  "cassandra",
  "cockroachdb",
  "consul",
  "couchdb",
  "dynamodb",
  "etcd",
  "file",
  "foundationdb",
  "gcs",
  "manta",
  "mssql",
  "mysql",
  "oci",
  "postgresql",
  "raft",
  "s3",
  "spanner",
  "swift",
  "zookeeper"
])

/** Decodes a `storage` block; `undefined` if something is wrong. */
export const decodeStorage = (block: Block, keyword: string, problems: Problems): StorageConfig | undefined => {
  const type = block.labels[0]!
  const where = ` in ${keyword} ${JSON.stringify(type)}`
  switch (type) {
    case "inmem":
      checkKeys(problems, where, block.entries, {})
      return { type }
    case "sqlite": {
      const section = new Section(problems, where, block.entries, { path: "value" })
      const path = section.text("path")
      if (!section.has("path")) problems.error(block.source, block.at, `path is missing${where}`)
      else if (path === "") section.error("path", "must not be empty")
      return path ? { type, path } : undefined
    }
    default: {
      const message = others.has(type)
        ? `${keyword} ${JSON.stringify(type)} is not supported: use ${keyword} "sqlite" { path = "…" }, which keeps all data in one file`
        : `unknown ${keyword} ${JSON.stringify(type)}${didYouMean(type, ["sqlite", "inmem"])}`
      problems.error(block.source, block.at, message)
      return undefined
    }
  }
}
