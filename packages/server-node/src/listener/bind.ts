import { chmodSync, chownSync, lstatSync, unlinkSync } from "node:fs"
import { connect, type Server } from "node:net"

/** Who may connect to a Unix domain socket. */
export interface SocketAccess {
  /** The permissions, such as `0o660`; by default those that the umask of the process leaves. */
  readonly mode?: number | undefined
  /** The owner; by default that of the process. */
  readonly uid?: number | undefined
  readonly gid?: number | undefined
}

/** Where to listen: on a Unix domain socket, or on host and port. */
export interface Place {
  /** Empty for all addresses. */
  readonly host: string
  readonly port: number
  readonly socketPath: string | undefined
  readonly socketAccess: SocketAccess | undefined
}

const listening = (server: Server, begin: (done: () => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    // A later error means that a connection could not be accepted: the server keeps running.
    server.on("error", reject)
    begin(resolve)
  })

/** Makes a server listen. */
export const bind = async (server: Server, place: Place): Promise<void> => {
  const { host, port, socketAccess = {}, socketPath } = place
  // Without a host, Node listens on `::`, which includes IPv4, or on `0.0.0.0` if there is no IPv6.
  if (socketPath === undefined)
    return listening(server, (done) => (host === "" ? server.listen(port, done) : server.listen(port, host, done)))
  await removeStaleSocket(socketPath)
  await listening(server, (done) => withMode(socketAccess.mode, () => server.listen(socketPath, done)))
  const { gid, mode, uid } = socketAccess
  if (uid !== undefined || gid !== undefined) chownSync(socketPath, uid ?? -1, gid ?? -1)
  // Some systems clear bits of the mode when the owner changes.
  if (mode !== undefined) chmodSync(socketPath, mode)
}

/** Node creates the socket before `listen` returns. It never has more permissions than it should have. */
const withMode = (mode: number | undefined, listen: () => void): void => {
  if (mode === undefined) return listen()
  const before = process.umask(0o777 & ~mode)
  try {
    listen()
  } finally {
    process.umask(before)
  }
}

/** Removes the socket of a server that has ended without removing it. A server that still listens keeps its socket. */
const removeStaleSocket = async (path: string): Promise<void> => {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket()) throw new Error("the file exists and is not a socket")
  if (await isListening(path)) throw Object.assign(new Error("a server listens on it"), { code: "EADDRINUSE" })
  unlinkSync(path)
}

const isListening = (path: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNREFUSED" || error.code === "ENOENT" ? resolve(false) : reject(error)
    )
  })
