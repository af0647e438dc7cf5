import { execFileSync, spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { constants } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const SOURCE = fileURLToPath(new URL("disk.c", import.meta.url))

/** A call of the operating system. `sync` is fsync and fdatasync; `write` also changes the size of a file. */
export interface Fault {
  readonly call: "sync" | "read" | "write"
  /** The end of the path of a file. */
  readonly file: string
  /** The code of an error, or milliseconds by which the call is delayed. */
  readonly is: "EIO" | "ENOSPC" | "EROFS" | number
}

const canCompile = process.platform === "linux" && spawnSync("cc", ["--version"]).status === 0
if (!canCompile && process.env["CI"] !== "true")
  console.log(
    "skipped: tests of disks with faults. They need Linux and a C compiler (Debian and Ubuntu: gcc, libc6-dev)."
  )

/** Whether tests of disks with faults are skipped. In continuous integration, a missing compiler is an error. */
export const skipFaults = !canCompile && process.env["CI"] !== "true"

/** A disk that fails as a test says, for processes that are started with its environment. */
export class FaultyDisk {
  readonly #faults: string
  readonly env: Record<string, string>
  /** What was written and synchronised, if the disk was asked to record it. */
  readonly trace: string

  constructor(folder: string, options: { readonly isTraced?: boolean } = {}) {
    const library = join(folder, "disk.so")
    execFileSync("cc", ["-shared", "-fPIC", "-O1", "-pthread", "-o", library, SOURCE, "-ldl"])
    this.#faults = join(folder, "faults")
    this.trace = join(folder, "trace")
    this.env = {
      LD_PRELOAD: library,
      DISK_FAULTS: this.#faults,
      ...(options.isTraced === true && { DISK_TRACE: this.trace })
    }
    this.is()
  }

  /** From now on, the disk has these faults and no others. */
  is(...faults: ReadonlyArray<Fault>): void {
    const lines = faults.map(
      ({ call, file, is }) => `${call} ${file} ${typeof is === "number" ? `+${is}` : constants.errno[is]}`
    )
    writeFileSync(this.#faults, lines.map((line) => `${line}\n`).join(""))
  }
}
