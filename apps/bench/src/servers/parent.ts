/** What a server of the comparison says to the process that started it, over IPC. */
export type ServerMessage =
  | { readonly kind: "ready"; readonly port: number; readonly token: string }
  /** Processor time that was used since the start, in microseconds, all threads together. */
  | { readonly kind: "cpu"; readonly microseconds: number }

/** What that process asks. */
export type ParentMessage = "cpu"

/** Tells the parent where we are, answers its questions, and ends when the parent does. */
export const serveParent = (port: number, token: string): void => {
  const tell = (message: ServerMessage): void => void process.send?.(message)
  process.on("message", (_: ParentMessage) => {
    const { system, user } = process.cpuUsage()
    tell({ kind: "cpu", microseconds: system + user })
  })
  process.once("disconnect", () => process.exit())
  tell({ kind: "ready", port, token })
}
