/** Token formats of known servers: a prefix, a JWT, or a UUID (in old versions). */
const tokenForm = /^(?:(?:hv)?[sbr]\.[\w.-]{8,}|eyJ[\w-]+\.[\w-]+\.[\w-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Whether a text is certainly a token, and not an accessor or a path. */
export const looksLikeToken = (text: string): boolean => tokenForm.test(text)
