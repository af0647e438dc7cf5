import type { Comparison } from "./compare.ts"

const HEAD = ["", "limit/s", "ours/s", "ratio", "limit µs", "ours µs", "CPU ratio"]

const row = ({ cpuRatio, enwrap, limit, ratio, scenario }: Comparison): ReadonlyArray<string> => [
  scenario,
  limit.rate.toFixed(0),
  enwrap.rate.toFixed(0),
  ratio.toFixed(2),
  limit.cpu.toFixed(0),
  enwrap.cpu.toFixed(0),
  cpuRatio.toFixed(2)
]

/** A table for people: rates, their ratio, processor time of a step, and its ratio. */
export const table = (comparisons: ReadonlyArray<Comparison>): string => {
  const rows = [HEAD, ...comparisons.map(row)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)))
  const line = (cells: ReadonlyArray<string>): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ")
  return `${rows.map(line).join("\n")}\n`
}
