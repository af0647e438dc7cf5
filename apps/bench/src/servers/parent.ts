/** Messages from a server to the process that started it, over IPC. */
export type ServerMessage =
  | { readonly kind: "ready"; readonly port: number; readonly token: string }
  /** CPU time of all threads since the start, in microseconds, and the resident memory, in bytes. */
  | { readonly kind: "usage"; readonly microseconds: number; readonly resident: number }

/** Messages from that process to the server. */
export type ParentMessage = "usage"

/** Sends the port and token to the parent process, answers its messages, and exits when the parent exits. */
export const serveParent = (port: number, token: string): void => {
  const tell = (message: ServerMessage): void => void process.send?.(message)
  process.on("message", (_: ParentMessage) => {
    const { system, user } = process.cpuUsage()
    tell({ kind: "usage", microseconds: system + user, resident: process.memoryUsage.rss() })
  })
  process.once("disconnect", () => process.exit())
  tell({ kind: "ready", port, token })
}
