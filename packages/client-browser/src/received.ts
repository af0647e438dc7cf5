import { ClientError } from "./client-error.ts"

/** A response whose body has been read completely. */
export type Received = readonly [response: Response, bytes: Uint8Array]

/** The longest body that is read, decompressed: a hostile server could otherwise fill the memory of the page. */
const MAX_BYTES = 1 << 26

/** Reads a response to its end. It needs no stream other than the body: happy-dom has its own, which do not fit together. */
export const readResponse = async (response: Response): Promise<Received> => {
  const reader = response.body?.getReader()
  const chunks: Array<Uint8Array> = []
  let size = 0
  for (let chunk; (chunk = (await reader?.read())?.value); chunks.push(chunk)) {
    size += chunk.length
    if (size > MAX_BYTES) {
      void reader!.cancel()
      throw new ClientError("UNEXPECTED_RESPONSE", "data")
    }
  }
  const bytes = new Uint8Array(size)
  for (const chunk of chunks.reverse()) bytes.set(chunk, (size -= chunk.length))
  return [response, bytes]
}
