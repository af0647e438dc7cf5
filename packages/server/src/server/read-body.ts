/** The part of a web `ReadableStream` of bytes that is used here. */
export interface ByteStream {
  readonly getReader: () => {
    readonly read: () => Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
    readonly cancel: () => Promise<void>
  }
}

/** A stream of one chunk. */
export const streamOf = (read: () => Promise<Uint8Array>): ByteStream => ({
  getReader: () => {
    let isRead = false
    return {
      read: async () => {
        if (isRead) return { done: true }
        isRead = true
        return { done: false, value: await read() }
      },
      cancel: () => Promise.resolve()
    }
  }
})

/**
 * Reads the body of a request chunk by chunk, and never buffers more than is allowed.
 *
 * @param length bytes that the headers announce; 0 if they announce none
 * @param free bytes that are read in any case
 * @param admit called once, before more than `free` bytes are read
 * @returns the body, or `beyond`: the response to a body that is too long
 */
export const readBody = async <Beyond>(
  stream: ByteStream | null,
  length: number,
  free: number,
  admit: () => Promise<{ readonly maxBytes: number; readonly beyond: Beyond }>
): Promise<{ readonly body: Uint8Array } | { readonly beyond: Beyond }> => {
  let admission = length > free ? await admit() : undefined
  if (admission !== undefined && length > admission.maxBytes) {
    await stream?.getReader().cancel()
    return { beyond: admission.beyond }
  }
  let bytes = new Uint8Array(0)
  let received = 0
  const reader = stream?.getReader()
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {}
    if (done) return { body: bytes.subarray(0, received) }
    const chunk = value!
    const before = received
    received += chunk.length
    if (received > free) admission ??= await admit()
    if (received > (admission?.maxBytes ?? free)) {
      await reader!.cancel()
      return { beyond: admission!.beyond }
    }
    if (before === 0) bytes = new Uint8Array(chunk)
    else {
      if (received > bytes.length) {
        const grown = new Uint8Array(Math.max(received, 2 * bytes.length))
        grown.set(bytes.subarray(0, before))
        bytes = grown
      }
      bytes.set(chunk, before)
    }
  }
}
