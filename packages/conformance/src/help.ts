import { conformanceFlags, type ConformanceFlag } from "./flags.ts"

const FLAG_WIDTH = 23
const WIDTH = 118

/** The output of `enwrap conformance --help`. */
export const help =
  (): string => `Runs the conformance suite of the response-wrapping protocol against a server, over HTTP.

Usage: enwrap conformance [URL] [--token TOKEN] [options]
       enwrap conformance [URL] --traces N [--token TOKEN] [options]
       enwrap conformance client [options] -- COMMAND [ARGUMENT…]

The second form plays random sequences of requests: see \`enwrap conformance --traces --help\`.
The third form judges a client instead of a server: see \`enwrap conformance client --help\`.

${row("URL", "Address of the server, such as http://127.0.0.1:8200 (or VAULT_ADDR, BAO_ADDR)")}
${conformanceFlags.map(flagRow).join("\n")}

Everything that the suite creates on the server has a name that begins with enwrap-conformance-, and is removed
at the end. The report contains no tokens.

Ctrl-C stops the run and cleans up. A second Ctrl-C exits immediately, and prints what may be left on the server.

The first line of standard error says where the token is from. The token itself is never printed.

Exit code:
  0  conformant to every profile that was tested, or all selected cases passed
  1  not conformant
  2  the suite could not run, or was interrupted: a usage error, no server, a sealed server, a rejected token
  3  incomplete: cases were skipped or inconclusive; the report says what would let them run

Examples:
  enwrap conformance http://127.0.0.1:8200 --token root
  VAULT_ADDR=https://vault.example:8200 VAULT_TOKEN=… enwrap conformance --profile core,rewrap
  enwrap conformance http://127.0.0.1:8200 --token root --case 'RWC-SU-*' --skip RWC-SU-10
  enwrap conformance http://127.0.0.1:8200 --token root --output report.html --output junit.xml --output badge.svg
`

const flagRow = ({ name, value, summary, default: fallback }: ConformanceFlag): string =>
  row(
    `--${name}${value === undefined ? "" : ` ${value}`}`,
    fallback === undefined ? summary : `${summary} (default: ${fallback})`
  )

/** A line with the name on the left and the text, wrapped, on the right. */
function row(name: string, text: string): string {
  const lines: Array<string> = []
  let line = ""
  for (const word of text.split(" ")) {
    if (line !== "" && FLAG_WIDTH + line.length + word.length + 3 > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === "" ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines.map((one, i) => `  ${(i === 0 ? name : "").padEnd(FLAG_WIDTH)}${one}`).join("\n")
}
