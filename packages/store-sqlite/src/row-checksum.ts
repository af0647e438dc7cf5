import { crc32 } from "node:zlib"

/**
 * The checksum of a row: of its number, and of what it contains. SQLite has checksums for its log, but none for the database. It
 * finds bits that a disk has changed, not changes that someone made on purpose.
 */
export const checksumOf = (row: number, content: Uint8Array | string): number => crc32(content, row % 2 ** 32)
