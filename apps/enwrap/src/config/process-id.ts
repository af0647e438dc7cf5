/** More than the digits of any process id, and the spaces around them. */
export const MAX_PID_FILE_SIZE = 32

/**
 * Whether a file with this content may be replaced with a pid file: it contains the id of a process, or nothing. After a
 * power cut, its bytes can be zero.
 */
export const isPidFile = (content: Uint8Array): boolean =>
  content.length <= MAX_PID_FILE_SIZE && /^[\s\0]*\d*[\s\0]*$/.test(new TextDecoder().decode(content))
