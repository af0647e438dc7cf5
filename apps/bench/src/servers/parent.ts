/** Messages from a server to the process that started it, over IPC. */
export type ServerMessage =
  | { readonly kind: "ready"; readonly port: number; readonly token: string }
  /** CPU time of all threads since the start, in microseconds, and the resident memory, in bytes. */
  | { readonly kind: "usage"; readonly microseconds: number; readonly resident: number }
  /** What servers of earlier commits say instead. */
  | { readonly kind: "cpu"; readonly microseconds: number }

/** Messages from that process to the server. */
export type ParentMessage = "usage"

/** Exits when the parent exits, even if the server has not started yet. */
export const exitWithParent = (): void => void process.once("disconnect", () => process.exit())

/** Sends the port and token to the parent process, and answers its messages. */
export const serveParent = (port: number, token: string): void => {
  const tell = (message: ServerMessage): void => void process.send?.(message)
  process.on("message", (_: ParentMessage) => {
    const { system, user } = process.cpuUsage()
    tell({ kind: "usage", microseconds: system + user, resident: process.memoryUsage.rss() })
  })
  tell({ kind: "ready", port, token })
}
