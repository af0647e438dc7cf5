import type { TracesReport } from "./run-traces.ts"

/** Prints the result of the played traces for a terminal. */
export function renderTraces({ seed, traces, requests, parallel, failure }: TracesReport, url: string): string {
  const played = `${traces} traces, ${requests} requests, ${parallel} of them in parallel for the same token`
  const again = `--traces ${traces} --seed ${seed}`
  if (failure === undefined) return `${url}: every response matches the model.\n${played} (${again}).\n`
  const { trace, steps, wrong, expected, requirement } = failure
  const width = String(steps.length).length
  const lines = steps.flatMap(({ request, answer, together, afterWait }, i) => [
    ...(afterWait && together === undefined
      ? [`${" ".repeat(width + 4)}(wait until the short TTLs have elapsed)`]
      : []),
    `  ${String(i + 1).padStart(width)}. ${request}${together === undefined ? "" : `, at the same time as ${together}`}`,
    `${" ".repeat(width + 4)}→ ${answer}`
  ])
  return [
    `${url}: trace ${trace} contradicts the model (${again}).`,
    "",
    `The shortest list of requests that still contradicts it:`,
    "",
    ...lines,
    "",
    `Response ${wrong} is wrong. ${expected === "" ? "No order of these requests explains it" : `Expected: ${expected}`}${requirement === undefined ? "" : ` (${requirement})`}.`,
    ""
  ].join("\n")
}
