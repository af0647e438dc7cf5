const REDACTED = "[redacted]"

/** Matches service, batch and recovery tokens of Enwrap, OpenBao and Vault, in their old and new formats. */
const TOKEN = /(?:hv)?[sbr]\.[\w.-]{20,}/g

/** Redacts the given token in a path, and everything that looks like a token. */
export const redactPath = (path: string, token?: string): string =>
  path
    .split("/")
    .map((segment) => (segment === token ? REDACTED : segment.replace(TOKEN, REDACTED)))
    .join("/")
