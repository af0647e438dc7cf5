import { runCommandLine } from "../src/command-line.ts"
import { fakeIo } from "./fake-io.ts"

export interface RanInProcess {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly bytes: ReadonlyArray<Uint8Array>
}

/** Runs the command in this process. */
export const runInProcess = async (
  words: ReadonlyArray<string>,
  options: Parameters<typeof fakeIo>[0] = {}
): Promise<RanInProcess> => {
  const { io, written } = fakeIo(options)
  const code = await runCommandLine(words, io)
  return { code, ...written }
}
