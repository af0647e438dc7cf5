const REDACTED = "[redacted]"

/** What service, batch and recovery tokens look like, here and at OpenBao and Vault, old and new. */
const TOKEN = /(?:hv)?[sbr]\.[\w.-]{20,}/g

/** A path as it may be printed: without anything that is or looks like a token. */
export const redactPath = (path: string, token?: string): string =>
  path
    .split("/")
    .map((segment) => (segment === token ? REDACTED : segment.replace(TOKEN, REDACTED)))
    .join("/")
