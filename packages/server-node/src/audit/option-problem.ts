import type { AuditSinkFailure, AuditSinkOptions } from "@enwrap/server/audit"
import * as Result from "effect/Result"
import { fileOptionNames, readFileOptions } from "./file-options.ts"
import { readSocketOptions, socketOptionNames } from "./socket-options.ts"

/**
 * The options of the types of {@link nodeAuditSinks}, without those that all types have.
 *
 * @example
 * ```ts
 * import { nodeAuditOptionNames } from "@enwrap/server-node"
 *
 * console.log(nodeAuditOptionNames.file.includes("file_path")) // true
 * ```
 */
export const nodeAuditOptionNames: Readonly<Record<"file" | "socket", ReadonlyArray<string>>> = {
  file: fileOptionNames,
  socket: socketOptionNames
}

/**
 * What is wrong with the options of a device of {@link nodeAuditSinks}, without opening its file or connection; `undefined` if nothing
 * is.
 *
 * @example
 * ```ts
 * import { nodeAuditOptionProblem } from "@enwrap/server-node"
 *
 * console.log(nodeAuditOptionProblem("file", { file_path: "audit.log", mode: "0888" })?.option) // mode
 * ```
 */
export const nodeAuditOptionProblem = (
  type: "file" | "socket",
  options: AuditSinkOptions
): AuditSinkFailure | undefined => {
  const read: Result.Result<unknown, AuditSinkFailure> =
    type === "file" ? readFileOptions(options) : readSocketOptions(options)
  return Result.isFailure(read) ? read.failure : undefined
}
