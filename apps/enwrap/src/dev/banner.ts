import { isLoopback } from "../input/listen-address.ts"

/**
 * The text that a development server prints when it is ready: its address, root token and unseal key, and commands to try.
 * Scripts search the output of the original for `Unseal Key: ` and `Root Token: ` at the start of a line.
 */
export const banner = (server: {
  readonly url: string
  readonly host: string
  readonly rootToken: string
  readonly unsealKey: string
}): string => {
  const { rootToken, unsealKey, url } = server
  return `
${listening(url)}

WARNING: development mode. All data is in memory and is lost when the server stops.
${openWarning(server.host)}
Unseal Key: ${unsealKey}
Root Token: ${rootToken}

To use enwrap, vault or bao in another shell:

  export VAULT_ADDR=${quote(url)}
  export VAULT_TOKEN=${quote(rootToken)}

${tryText(url, rootToken)}
Press Ctrl-C to stop the server.
`
}

const listening = (url: string): string =>
  `Enwrap is listening on ${url} (unsealed, with a key-value engine version 2 at secret/).`

const openWarning = (host: string): string =>
  isLoopback(host) ? "" : "WARNING: other machines can connect, and connections are not encrypted.\n"

const tryText = (url: string, rootToken: string): string =>
  `To try it with curl: wrap a secret, look up its token, and unwrap it. A second unwrap fails.

${tryLines(url, rootToken)
  .map((line) => `  ${line}`)
  .join("\n")}
`

/** The text that a server prints whose data is in a folder. It shows the root token only once. */
export const localBanner = (server: {
  readonly url: string
  readonly host: string
  readonly folder: string
  readonly rootToken: string
  readonly rootTokenFile: string
  /** Whether the file of the root token exists. */
  readonly hasRootToken: boolean
  readonly isNew: boolean
}): string => {
  const { folder, isNew, rootToken, url } = server
  const shellToken = shellTokenOf(server)
  return `
${listening(url)}

All data is kept in ${folder}, and found again at the next start.

WARNING: the key that decrypts the data and the root token are in the same folder. Whoever can read it, or a backup of it, can
read every secret. For a server that others rely on, use \`enwrap server --config\`.
${openWarning(server.host)}
${rootTokenText(server)}

To use enwrap, vault or bao in another shell:

  export VAULT_ADDR=${quote(url)}
${shellToken === undefined ? "" : `  export VAULT_TOKEN=${shellToken}\n`}
${isNew ? `${tryText(url, rootToken)}\n` : ""}Press Ctrl-C to stop the server.
`
}

/** Where the root token of a server with a folder is. */
interface RootTokenPlace {
  readonly rootToken: string
  readonly rootTokenFile: string
  readonly hasRootToken: boolean
  readonly isNew: boolean
}

const shellTokenOf = ({ hasRootToken, isNew, rootToken, rootTokenFile }: RootTokenPlace): string | undefined => {
  if (isNew) return quote(rootToken)
  return hasRootToken ? `$(cat ${quote(rootTokenFile)})` : undefined
}

/** A server with a folder has no key shares, which `enwrap operator generate-root` needs. */
const rootTokenText = ({ hasRootToken, isNew, rootToken, rootTokenFile }: RootTokenPlace): string => {
  if (isNew) return `Root Token: ${rootToken}\n\nIt is not shown again. It is kept in ${rootTokenFile}.`
  if (hasRootToken) return `The root token is in ${rootTokenFile}.`
  return `WARNING: the file ${rootTokenFile} is missing. The root token is still valid, if you have kept it elsewhere. This server has no
key shares, so \`enwrap operator generate-root\` cannot create another one: restore the file from a backup of the folder, or
use another token.`
}

/** Three commands for a POSIX shell: wrap, look up and unwrap. */
const tryLines = (url: string, rootToken: string): ReadonlyArray<string> => [
  `TOKEN=$(curl -sS -H ${quote(`X-Vault-Token: ${rootToken}`)} -H 'X-Vault-Wrap-TTL: 5m' -d '{"password":"hunter2"}' ` +
    `${quote(`${url}/v1/sys/wrapping/wrap`)} | sed 's/.*"token": *"\\([^"]*\\)".*/\\1/'); echo "$TOKEN"`,
  `curl -sS -d '{"token":"'"$TOKEN"'"}' ${quote(`${url}/v1/sys/wrapping/lookup`)}`,
  `curl -sS -X POST -H "X-Vault-Token: $TOKEN" ${quote(`${url}/v1/sys/wrapping/unwrap`)}`
]

/** Quotes a string as one word of a POSIX shell, if it needs quotes. */
const quote = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
