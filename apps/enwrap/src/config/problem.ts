import { type Position, positionAt } from "@enwrap/server/hcl"

/** What is wrong with a configuration, and where. A warning does not prevent the server from starting. */
export interface Problem extends Position {
  readonly severity: "error" | "warning"
  readonly file: string
  readonly message: string
}

/** A text with configuration, and where it comes from. */
export interface ConfigText {
  readonly name: string
  readonly text: string
  /** `undefined` if it is not from a file. */
  readonly path?: string
}

/** Collects problems, so that all of them are reported at once. */
export class Problems {
  readonly #found: Array<Problem> = []

  error(source: ConfigText, at: number, message: string): void {
    this.#add("error", source, at, message)
  }

  warn(source: ConfigText, at: number, message: string): void {
    this.#add("warning", source, at, message)
  }

  #add(severity: Problem["severity"], { name, text }: ConfigText, at: number, message: string): void {
    this.add({ severity, file: name, ...positionAt(text, at), message })
  }

  /** A value that is read twice is reported once. */
  add(problem: Problem): void {
    const text = printProblem(problem)
    if (!this.#found.some((found) => printProblem(found) === text)) this.#found.push(problem)
  }

  /** In the order of files and lines. */
  get all(): ReadonlyArray<Problem> {
    const files = [...new Set(this.#found.map(({ file }) => file))]
    return this.#found.toSorted(
      (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column
    )
  }

  get hasErrors(): boolean {
    return this.#found.some(({ severity }) => severity === "error")
  }
}

/** One line: `server.hcl:3:5: error: …`. */
export const printProblem = ({ column, file, line, message, severity }: Problem): string =>
  `${file}:${line}:${column}: ${severity}: ${message}`
