import type { Comparison } from "./compare.ts"

const HEAD = ["", "against", "its/s", "ours/s", "ratio", "its µs", "ours µs", "CPU ratio"]
/** How many columns hold words. */
const WORDS = 2

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

/** A table for people: rates, their ratio, processor time of a step, and its ratio. */
export const table = (comparisons: ReadonlyArray<Comparison>): string => {
  const rows = [HEAD, ...comparisons.map(row)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)))
  const line = (cells: ReadonlyArray<string>): string =>
    cells
      .map((cell, column) => (column < WORDS ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
  return `${rows.map(line).join("\n")}\n`
}
