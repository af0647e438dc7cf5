import { backupSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import { existsSync } from "node:fs"
import { isAbsolute } from "node:path"
import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { printProblem } from "../config/problem.ts"
import { readConfigTexts } from "../config/read-config.ts"
import { decodeStorageAlone } from "../config/server-config.ts"

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** The database that the configuration names. */
const databaseOf = (input: CommandInput, io: Io): string => {
  const given = input.flag("database")
  if (given !== undefined) return given
  const { problems, storage } = decodeStorageAlone(readConfigTexts(input.flags("config"), io.env))
  if (storage === undefined) {
    const errors = problems.filter(({ severity }) => severity === "error")
    throw new Failure("the configuration has errors.", errors.map(printProblem))
  }
  if (storage.type === "sqlite") return existing(storage.path)
  throw new Failure("the storage of the configuration is in memory: there is nothing to back up.")
}

/** A relative path is relative to the working directory of the server, which may be another one. */
const existing = (path: string): string => {
  if (isAbsolute(path) || existsSync(path)) return path
  throw new Failure(`${path} does not exist in the working directory.`, [
    "The path in the configuration is relative to the working directory of the server: run this command there, or use --database=FILE."
  ])
}

/** Runs something that these signals end, instead of the process: it removes its files first. */
const untilSignal = async <A>(run: (signal: AbortSignal) => Promise<A>): Promise<A> => {
  const stopped = new AbortController()
  const stop = (): void => stopped.abort()
  for (const name of SIGNALS) process.on(name, stop)
  try {
    return await run(stopped.signal)
  } finally {
    for (const name of SIGNALS) process.off(name, stop)
  }
}

/** Writes a consistent copy of a database, whether or not a server has it open. */
export const run: RunCommand = async (input, io) => {
  const file = input.operands[0]!
  if (!input.has("database") && !input.has("config"))
    throw usageFailure("no database.", "Use --config=PATH with the configuration of the server, or --database=FILE.")
  const path = databaseOf(input, io)
  await untilSignal((signal) =>
    Effect.runPromise(
      Effect.catchTag(backupSqlite({ path, file, signal }), "BackupFailure", ({ message }) =>
        Effect.fail(new Failure(`${message}.`))
      )
    )
  )
  io.write(`The backup is complete: ${file}\n`)
  return 0
}
