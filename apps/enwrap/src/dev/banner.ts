import { isLoopback } from "../input/listen-address.ts"

/** The text that a development server prints when it is ready: its address, root token and unseal key, and commands to try. */
export const banner = (server: {
  readonly url: string
  readonly host: string
  readonly rootToken: string
  readonly unsealKey: string
}): string => {
  const { rootToken, unsealKey, url } = server
  return `
Enwrap is listening on ${url} (unsealed, with a key-value engine version 2 at secret/).

WARNING: development mode. All data is in memory and is lost when the server stops.
${isLoopback(server.host) ? "" : "WARNING: other machines can connect, and connections are not encrypted.\n"}
  Unseal key: ${unsealKey}
  Root token: ${rootToken}

To use enwrap, vault or bao in another shell:

  export VAULT_ADDR=${quote(url)}
  export VAULT_TOKEN=${quote(rootToken)}

To try it with curl: wrap a secret, look up its token, and unwrap it. A second unwrap fails.

${tryLines(url, rootToken)
  .map((line) => `  ${line}`)
  .join("\n")}

Press Ctrl-C to stop the server.
`
}

/** Three commands for a POSIX shell: wrap, look up and unwrap. */
export const tryLines = (url: string, rootToken: string): ReadonlyArray<string> => [
  `TOKEN=$(curl -sS -H ${quote(`X-Vault-Token: ${rootToken}`)} -H 'X-Vault-Wrap-TTL: 5m' -d '{"password":"hunter2"}' ` +
    `${quote(`${url}/v1/sys/wrapping/wrap`)} | sed 's/.*"token": *"\\([^"]*\\)".*/\\1/'); echo "$TOKEN"`,
  `curl -sS -d '{"token":"'"$TOKEN"'"}' ${quote(`${url}/v1/sys/wrapping/lookup`)}`,
  `curl -sS -X POST -H "X-Vault-Token: $TOKEN" ${quote(`${url}/v1/sys/wrapping/unwrap`)}`
]

/** Quotes a string as one word of a POSIX shell, if it needs quotes. */
const quote = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
