import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { codeOf } from "./code-of.ts"
import type { ConformanceArguments } from "./conformance-arguments.ts"
import { RunError } from "./run-error.ts"
import type { TlsOptions } from "./transport.ts"

type Environment = Readonly<Record<string, string | undefined>>

/** Reads a setting of the connection from its flag, or else from `BAO_<name>` or `VAULT_<name>`. An empty one is treated as unset. */
const read = (given: ConformanceArguments, env: Environment, flag: string, name: string): string | undefined =>
  given.value(flag) || variable(env, name)?.value

/** A variable that is set. */
export const variable = (
  env: Environment,
  name: string
): { readonly name: string; readonly value: string } | undefined => {
  for (const full of [`BAO_${name}`, `VAULT_${name}`]) {
    const value = env[full]
    if (value !== undefined && value !== "") return { name: full, value }
  }
  return undefined
}

/** The namespace of all requests. */
export function namespaceOf(given: ConformanceArguments, env: Environment): string | undefined {
  const namespace = read(given, env, "namespace", "NAMESPACE")
  if (namespace !== undefined && !/^[\x21-\x7e]+$/.test(namespace))
    throw new RunError("usage", "the namespace contains white space or characters that are not allowed in a header")
  return namespace
}

/** The options of a TLS connection. Throws a RunError with the code `usage` if a file cannot be read or a value is invalid. */
export async function tlsOf(given: ConformanceArguments, env: Environment): Promise<TlsOptions> {
  const [cert, key] = [read(given, env, "client-cert", "CLIENT_CERT"), read(given, env, "client-key", "CLIENT_KEY")]
  if ((cert === undefined) !== (key === undefined))
    throw new RunError("usage", "a client certificate needs both its certificate file and its key file")
  const ca = await authoritiesOf(given, env)
  const servername = read(given, env, "tls-server-name", "TLS_SERVER_NAME")
  const insecure = given.has("tls-skip-verify") || isTrue(variable(env, "SKIP_VERIFY"))
  return {
    ...(ca.length > 0 && { ca }),
    ...(cert !== undefined && { cert: await contentOf("the client certificate", cert) }),
    ...(key !== undefined && { key: await contentOf("the key of the client certificate", key) }),
    servername,
    ...(insecure && { rejectUnauthorized: false })
  }
}

async function authoritiesOf(given: ConformanceArguments, env: Environment): Promise<ReadonlyArray<string>> {
  const pem = variable(env, "CACERT_BYTES")
  const [file, folder] = [read(given, env, "ca-cert", "CACERT"), read(given, env, "ca-path", "CAPATH")]
  if (pem !== undefined && !given.value("ca-cert") && !given.value("ca-path")) return [pem.value]
  const files = [...(file === undefined ? [] : [file]), ...(folder === undefined ? [] : await filesIn(folder))]
  return Promise.all(files.map((one) => contentOf("the certificate authority", one)))
}

async function filesIn(folder: string): Promise<ReadonlyArray<string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new RunError("usage", `cannot read the certificate authorities in ${folder} (${codeOf(cause)})`)
  })
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => join(folder, name))
}

/** Reads a file that an argument or a variable names. Throws a RunError with the code `usage` if it cannot be read. */
export const contentOf = (what: string, file: string): Promise<string> =>
  readFile(file, "utf8").catch((cause: unknown) => {
    throw new RunError("usage", `cannot read ${what} from ${file} (${codeOf(cause)})`)
  })

/** Booleans as Go parses them, as in the clients of Vault and OpenBao. */
function isTrue(found: ReturnType<typeof variable>): boolean {
  if (found === undefined || /^(0|f|F|false|FALSE|False)$/.test(found.value)) return false
  if (/^(1|t|T|true|TRUE|True)$/.test(found.value)) return true
  throw new RunError("usage", `${found.name} must be true or false`)
}
