import type { Comparison } from "./compare.ts"
import type { Finding } from "./durable.ts"

const HEAD = ["", "against", "its steps/s", "our steps/s", "ratio", "its CPU µs", "our CPU µs", "CPU ratio"]
/** The first columns are text and aligned to the left. */
const TEXT_COLUMNS = 2

const row = ({ against, cpuRatio, enwrap, ratio, reference, scenario }: Comparison): ReadonlyArray<string> => [
  scenario,
  against,
  reference.rate.toFixed(0),
  enwrap.rate.toFixed(0),
  ratio.toFixed(2),
  reference.cpu.toFixed(0),
  enwrap.cpu.toFixed(0),
  cpuRatio.toFixed(2)
]

/** Formats a table: rates and their ratio, CPU time per step and its ratio. */
export const table = (comparisons: ReadonlyArray<Comparison>): string => {
  const rows = [HEAD, ...comparisons.map(row)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)))
  const line = (cells: ReadonlyArray<string>): string =>
    cells
      .map((cell, column) => (column < TEXT_COLUMNS ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
  return `${rows.map(line).join("\n")}\n`
}

/** Formats findings, one in a line. */
export const list = (findings: ReadonlyArray<Finding>): string =>
  findings.map(({ name, value }) => `${name}: ${value}\n`).join("")
