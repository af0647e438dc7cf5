/**
 * Draws the sequence diagrams of the spec, which are in the language of Mermaid. Mermaid itself draws only in a browser,
 * and is larger than all other scripts of the page together. Lines that this module does not know are an error.
 */
import { escapeHtml } from "./html.ts"

interface Message {
  readonly kind: "message"
  readonly from: number
  readonly to: number
  readonly dashed: boolean
  readonly lines: ReadonlyArray<string>
}

interface Note {
  readonly kind: "note"
  readonly over: number
  readonly lines: ReadonlyArray<string>
}

interface Diagram {
  readonly participants: ReadonlyArray<string>
  readonly steps: ReadonlyArray<Message | Note>
}

const PARTICIPANT = /^participant (\w+) as (.+)$/
const MESSAGE = /^(\w+)(-{1,2}>>)(\w+): (.+)$/
const NOTE = /^Note over (\w+): (.+)$/

const parse = (source: string): Diagram => {
  const [first, ...rest] = source
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
  if (first !== "sequenceDiagram") throw new Error(`this is not a sequence diagram: ${first}`)
  const ids: Array<string> = []
  const participants: Array<string> = []
  const steps: Array<Message | Note> = []
  const place = (id: string): number => {
    const index = ids.indexOf(id)
    if (index === -1) throw new Error(`the diagram has no participant ${id}`)
    return index
  }
  for (const line of rest) {
    const [participant, message, note] = [PARTICIPANT.exec(line), MESSAGE.exec(line), NOTE.exec(line)]
    if (participant !== null) {
      ids.push(participant[1] as string)
      participants.push(participant[2] as string)
    } else if (message !== null) {
      const [, from = "", arrow, to = "", text = ""] = message
      const lines = text.split("<br>")
      steps.push({ kind: "message", from: place(from), to: place(to), dashed: arrow === "-->>", lines })
    } else if (note !== null) {
      const [, over = "", text = ""] = note
      steps.push({ kind: "note", over: place(over), lines: text.split("<br>") })
    } else throw new Error(`a line of the diagram is not supported: ${line}`)
  }
  return { participants, steps }
}

const CHARACTER = 7.4
const LINE = 18
const HEAD = 38
const widthOf = (lines: ReadonlyArray<string>): number => Math.max(...lines.map((line) => line.length)) * CHARACTER + 28

/** How much room the steps need between each participant and the next. */
const gapsOf = ({ participants, steps }: Diagram): ReadonlyArray<number> => {
  const gaps = participants.slice(1).map(() => 130)
  const widen = (from: number, to: number, needed: number): void => {
    for (let i = from; i < to; i++) gaps[i] = Math.max(gaps[i] ?? 0, needed / (to - from))
  }
  for (const step of steps) {
    const width = widthOf(step.lines)
    if (step.kind === "message") widen(Math.min(step.from, step.to), Math.max(step.from, step.to), width)
  }
  return gaps
}

const textLines = (lines: ReadonlyArray<string>, x: number, y: number): string =>
  lines.map((line, i) => `<text x="${x}" y="${y + i * LINE}">${escapeHtml(line)}</text>`).join("")

/** Returns the diagram as SVG. Its colours are those of style/protocol.css. */
export const sequenceDiagram = (source: string): string => {
  const diagram = parse(source)
  const widestNote = Math.max(
    0,
    ...diagram.steps.flatMap((step) => (step.kind === "note" ? [widthOf(step.lines)] : []))
  )
  const margin = Math.max(70, widestNote / 2 + 4)
  const columns = gapsOf(diagram).reduce<ReadonlyArray<number>>(
    (all, gap) => [...all, (all.at(-1) ?? 0) + gap],
    [margin]
  )
  const at = (index: number): number => columns[index] ?? 0
  let y = HEAD + 14
  let body = ""
  for (const step of diagram.steps) {
    const height = step.lines.length * LINE
    if (step.kind === "message") {
      y += height + 14
      const [from, to] = [at(step.from), at(step.to)]
      body += textLines(step.lines, (from + to) / 2, y - height + 6)
      body += `<line class="arrow${step.dashed ? " dashed" : ""}" x1="${from}" x2="${to + (to > from ? -2 : 2)}" y1="${y}" y2="${y}" marker-end="url(#arrowhead)"/>`
    } else {
      const width = widthOf(step.lines)
      body += `<rect class="note" x="${at(step.over) - width / 2}" y="${y + 12}" width="${width}" height="${height + 12}" rx="6"/>`
      body += textLines(step.lines, at(step.over), y + 31)
      y += height + 28
    }
  }
  const [width, height] = [at(columns.length - 1) + margin, y + 24]
  const lanes = diagram.participants.map((name, i) => {
    const box = name.length * CHARACTER + 40
    return `<line class="lane" x1="${at(i)}" x2="${at(i)}" y1="${HEAD}" y2="${height}"/><rect class="participant" x="${at(i) - box / 2}" y="1" width="${box}" height="${HEAD - 2}" rx="8"/><text class="name" x="${at(i)}" y="25">${escapeHtml(name)}</text>`
  })
  return `<figure class="diagram"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Sequence diagram: ${escapeHtml(diagram.participants.join(", "))}"><defs><marker id="arrowhead" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0.5 8 4 0 7.5z"/></marker></defs>${lanes.join("")}${body}</svg></figure>`
}
