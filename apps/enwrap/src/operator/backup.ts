import { backupSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { printProblem } from "../config/problem.ts"
import { loadConfig } from "../config/load-config.ts"

/** The database that the configuration names. */
const databaseOf = (input: CommandInput, io: Io): string => {
  const given = input.flag("database")
  if (given !== undefined) return given
  const { config, problems } = loadConfig(input, io)
  if (config === undefined) {
    const errors = problems.filter(({ severity }) => severity === "error")
    throw new Failure("the configuration has errors.", errors.map(printProblem))
  }
  if (config.storage.type === "sqlite") return config.storage.path
  throw new Failure("the storage of the configuration is in memory: there is nothing to back up.")
}

/** Writes a consistent copy of a database, whether or not a server has it open. */
export const run: RunCommand = async (input, io) => {
  const file = input.operands[0]!
  if (!input.has("database") && !input.has("config"))
    throw usageFailure("no database.", "Use --config=PATH with the configuration of the server, or --database=FILE.")
  const path = databaseOf(input, io)
  const written = backupSqlite({ path, file }).pipe(
    Effect.catchTag("BackupFailure", ({ message }) => Effect.fail(new Failure(`${message}.`)))
  )
  await Effect.runPromise(written)
  io.write(`The backup is complete: ${file}\n`)
  return 0
}
