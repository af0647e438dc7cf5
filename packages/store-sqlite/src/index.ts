export { layerSqlite, type SqliteOptions } from "./layer-sqlite.ts"
export { type OpenProblem, SqliteOpenFailure } from "./open-failure.ts"
