export { BackupFailure, backupSqlite, type BackupOptions } from "./backup-sqlite.ts"
export { checkSqlite } from "./check-sqlite.ts"
export { layerSqlite, type SqliteOptions } from "./layer-sqlite.ts"
export { type OpenProblem, SqliteOpenFailure } from "./open-failure.ts"
