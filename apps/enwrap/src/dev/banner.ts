import { isLoopback } from "../input/listen-address.ts"

/** What a dev server says once it answers: where it is, its root token and unseal key, and three lines to try. */
export const banner = (server: {
  readonly url: string
  readonly host: string
  readonly rootToken: string
  readonly unsealKey: string
}): string => {
  const { rootToken, unsealKey, url } = server
  return `
Enwrap answers on ${url}, unsealed, with a key-value engine (version 2) at secret/.

WARNING: this is dev mode. Everything is in memory only, and gone when the server ends.
${isLoopback(server.host) ? "" : "WARNING: other machines can reach it, and nothing on the way is encrypted.\n"}
  Unseal Key: ${unsealKey}
  Root token: ${rootToken}

For this command, \`vault\` and \`bao\`, in another shell:

  export VAULT_ADDR=${quote(url)}
  export VAULT_TOKEN=${quote(rootToken)}

Or three lines to try with curl: wrap a secret, look at its token, unwrap it (a second time, it is gone).

${tryLines(url, rootToken)
  .map((line) => `  ${line}`)
  .join("\n")}

Ctrl-C ends it.
`
}

/** Three commands for a POSIX shell, in order: they wrap, look up and unwrap. */
export const tryLines = (url: string, rootToken: string): ReadonlyArray<string> => [
  `TOKEN=$(curl -sS -H ${quote(`X-Vault-Token: ${rootToken}`)} -H 'X-Vault-Wrap-TTL: 5m' -d '{"password":"hunter2"}' ` +
    `${quote(`${url}/v1/sys/wrapping/wrap`)} | sed 's/.*"token": *"\\([^"]*\\)".*/\\1/'); echo "$TOKEN"`,
  `curl -sS -d '{"token":"'"$TOKEN"'"}' ${quote(`${url}/v1/sys/wrapping/lookup`)}`,
  `curl -sS -X POST -H "X-Vault-Token: $TOKEN" ${quote(`${url}/v1/sys/wrapping/unwrap`)}`
]

/** A text as one word of a POSIX shell, bare where that is safe. */
const quote = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
