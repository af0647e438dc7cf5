import { plainText } from "../plain-text.ts"

/** Removes the control characters that XML 1.0 cannot represent, and unpaired surrogates. */
const clean = (value: string): string => value.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")

/** Escapes text for HTML, SVG and XML: for elements and for attributes in quotes. Control characters become visible. */
export const escapeMarkup = (text: string): string =>
  clean(plainText(text))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
