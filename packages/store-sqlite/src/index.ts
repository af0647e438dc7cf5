/** The durable store of the Enwrap server: one SQLite database, with the driver of Node.js. */
export { BackupFailure, backupSqlite, type BackupOptions } from "./backup-sqlite.ts"
export { checkSqlite } from "./check-sqlite.ts"
export { layerSqlite, type SqliteOptions } from "./layer-sqlite.ts"
export { type OpenProblem, SqliteOpenFailure } from "./open-failure.ts"
export { renameNew } from "./rename-new.ts"
