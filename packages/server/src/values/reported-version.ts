import { VERSION } from "../gen/version.ts"

/** The version of the original whose API this server has. */
const API_VERSION = "2.6.2"

/**
 * The version in responses. Clients compare it with the version of the original that a feature needs, so the server's own is in
 * the build metadata.
 *
 * @see RW-SYS-42
 */
export const REPORTED_VERSION = `${API_VERSION}+enwrap.${VERSION}`
