import { cp, mkdtemp, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

export const root: string = join(import.meta.dirname, "../..")

/** A file of `programs`. */
const program = (name: string): string => join(import.meta.dirname, "programs", name)

/** Creates a temporary folder outside the repository, calls a function with it, and removes it. */
export const inTemporaryFolder = async <A>(use: (folder: string) => Promise<A>): Promise<A> => {
  const folder = await mkdtemp(join(tmpdir(), "enwrap-generators-"))
  try {
    return await use(folder)
  } finally {
    // Go makes some of its files read-only.
    await rm(folder, { recursive: true, force: true })
  }
}

/** Makes the npm packages of the repository available in a folder. */
export const linkPackages = (folder: string): Promise<void> =>
  symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction")

/** Copies a file of `programs` to a folder, under another name. */
export const copyProgram = (name: string, folder: string, as: string): Promise<void> =>
  cp(program(name), join(folder, as))
