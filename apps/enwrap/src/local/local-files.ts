import { renameNew } from "@enwrap/store-sqlite"
import { randomBytes } from "node:crypto"
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Failure } from "../cli/failure.ts"
import { keyExposure, readProblem } from "../config/surroundings.ts"

const KEY_BYTES = 32

/** The files of a local server. Only their owner can read them. */
export interface LocalFiles {
  readonly folder: string
  readonly database: string
  readonly rootTokenFile: string
  /** Encrypts the root key of the server. */
  readonly key: Uint8Array
  /** The one in the file, or a new one. */
  readonly rootToken: string
  /** Whether the file of the root token exists. */
  readonly hasRootToken: boolean
}

/** Writes a file that must be there after a crash, or not at all. A file that exists stays as it is. */
const keep = (path: string, text: string): void => {
  if (existsSync(path)) return
  const part = `${path}.${process.pid}.part`
  try {
    const file = openSync(part, "wx", 0o600)
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameNew(part, path)
  } finally {
    rmSync(part, { force: true })
  }
}

const readKept = (path: string): string => readFileSync(path, "utf8").trim()

/** @throws Failure if a file cannot be read or written */
const using = <A>(folder: string, run: () => A): A => {
  try {
    return run()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new Failure(`cannot use the folder ${folder}: ${readProblem(error)}.`)
  }
}

/**
 * Keeps the root token, before the server is initialized with it: a crash in between must not lose it.
 *
 * @throws Failure if it cannot be written
 */
export const keepRootToken = ({ folder, rootToken, rootTokenFile }: LocalFiles): void =>
  using(folder, () => keep(rootTokenFile, `${rootToken}\n`))

/**
 * Prepares the folder of a local server: creates its key, before the database that is encrypted with it.
 *
 * @param newRootToken makes a token for a new server
 * @throws Failure if a file cannot be read or written, or if the key is missing
 */
export const prepareLocalFiles = async (folder: string, newRootToken: () => Promise<string>): Promise<LocalFiles> => {
  const [database, keyFile, rootTokenFile] = ["enwrap.db", "unseal.key", "root-token"].map((name) =>
    join(folder, name)
  ) as [string, string, string]
  const { hex, rootToken } = using(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (existsSync(database) && !existsSync(keyFile))
      throw new Failure(`${keyFile} is missing.`, [
        "Without it, the data cannot be decrypted. Restore it from a backup, or delete the folder to start again."
      ])
    keep(keyFile, `${randomBytes(KEY_BYTES).toString("hex")}\n`)
    const exposed = keyExposure(keyFile)
    if (exposed !== undefined) throw new Failure(`the key is not protected: ${exposed}.`)
    return { hex: readKept(keyFile), rootToken: existsSync(rootTokenFile) ? readKept(rootTokenFile) : undefined }
  })
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new Failure(`${keyFile} does not contain a key.`)
  // A crash can leave an empty file, if the file system has no hard links.
  if (rootToken === "")
    throw new Failure(`${rootTokenFile} does not contain a token.`, ["Delete the file, and start the server again."])
  return {
    folder,
    database,
    rootTokenFile,
    key: Uint8Array.from(Buffer.from(hex, "hex")),
    rootToken: rootToken ?? (await newRootToken()),
    hasRootToken: rootToken !== undefined
  }
}
