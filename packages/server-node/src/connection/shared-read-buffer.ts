import { Socket } from "node:net"

const SIZE = 65_536
const SMALL_SIZE = 4096

interface Handle {
  readonly useUserBuffer?: (buffer: Uint8Array) => void
}

/** The keys under which Node stores the option `onread` of a socket; `undefined` if they are not found. */
const findKeys = (): { readonly buffer: symbol; readonly callback: symbol } | undefined => {
  const [buffer, callback] = [Buffer.alloc(1), () => true]
  const socket = new Socket({ onread: { buffer, callback } } as ConstructorParameters<typeof Socket>[0])
  const keyOf = (value: unknown): symbol | undefined =>
    Object.getOwnPropertySymbols(socket).find((key) => (socket as unknown as Record<symbol, unknown>)[key] === value)
  const keys = { buffer: keyOf(buffer), callback: keyOf(callback) }
  socket.destroy()
  return keys.buffer === undefined || keys.callback === undefined
    ? undefined
    : { buffer: keys.buffer, callback: keys.callback }
}

const keys = findKeys()
const shared = Buffer.allocUnsafeSlow(SIZE)
const small = Buffer.allocUnsafeSlow(SMALL_SIZE)

/**
 * Makes an accepted socket read into one buffer that all sockets share, and copies what was read. By default a socket allocates
 * 64 KiB for each read, however little arrives, and V8 would collect garbage after every thousand requests.
 *
 * Node has the option `onread` for this, but not for sockets that a server accepts. If it cannot be set, nothing changes.
 */
export const readIntoSharedBuffer = (socket: Socket): void => readInto(shared, socket)

/** Makes a socket that uses the shared buffer read little at a time: parsing its input takes far longer than receiving it. */
export const readLittle = (socket: Socket): void => {
  if (keys !== undefined && (socket as unknown as Record<symbol, unknown>)[keys.buffer] === shared)
    readInto(small, socket)
}

const readInto = (buffer: Buffer, socket: Socket): void => {
  const handle = (socket as unknown as { readonly _handle?: Handle | null })._handle
  if (keys === undefined || typeof handle?.useUserBuffer !== "function") return
  Object.assign(socket, {
    [keys.buffer]: buffer,
    // The result says whether the socket continues to read.
    [keys.callback]: (length: number): boolean => {
      const chunk = Buffer.allocUnsafe(length)
      buffer.copy(chunk, 0, 0, length)
      return socket.push(chunk)
    }
  })
  handle.useUserBuffer(buffer)
}
