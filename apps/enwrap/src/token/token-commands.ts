import { caller, connection, format, output } from "../cli/common-flags.ts"
import type { CommandSpec, FlagSpec, OperandSpec } from "../cli/command-spec.ts"

const field: FlagSpec = output.find(({ name }) => name === "field")!
const curl: FlagSpec = output.find(({ name }) => name === "output-curl")!

const accessorFlag: FlagSpec = { name: "accessor", description: "The argument is the accessor of the token" }

const TOKEN = "Token, or its accessor with --accessor; `-` reads it from standard input."

const token: OperandSpec = { name: "token", description: `${TOKEN} Without it, your own token is used` }

const revokedToken: OperandSpec = { name: "token", description: `${TOKEN} For your own token, use --self` }

/** The commands for tokens. */
export const tokenCommands: ReadonlyArray<CommandSpec> = [
  {
    name: "revoke",
    summary: "Revoke a wrapping token by its accessor",
    description: `Revoke a wrapping token by its accessor, and delete the response that it wraps. Whoever has the token cannot unwrap it any more.

You need a token of your own with permission for auth/token/revoke-accessor. The accessor is the one that \`enwrap wrap\` prints as wrapping_accessor; it is no secret. If the token may have been unwrapped by someone else, revoke the secret too, not only the token.`,
    operands: [
      {
        name: "accessor",
        required: true,
        description: "Accessor of the wrapping token; `-` reads it from standard input"
      }
    ],
    flags: [caller, ...connection, format, curl],
    examples: [
      { does: "Revoke a token that was sent to the wrong person", run: 'enwrap revoke "$wrapping_accessor"' },
      {
        does: "Wrap, and keep the accessor",
        run: "enwrap wrap --format=json password=hunter2 | jq -r .wrap_info.accessor"
      }
    ],
    load: () => import("./revoke.ts")
  },
  {
    name: "login",
    summary: "Log in, and store the token for the next commands",
    description: `Log in with a token, AppRole or userpass, and store your token for the next commands: in ~/.vault-token, which only you can read, or with the token helper of ~/.vault. \`vault\` and \`bao\` find it there too.

What is missing is asked for: a token, or a password. Other users can see arguments in the process list, but not standard input.

The login itself is never wrapped. For a wrapped secret id, use wrapped_secret_id=TOKEN and role=NAME: the token is received only if it was created for this role.`,
    operands: [
      {
        name: "data",
        variadic: true,
        description:
          "For the method token: the token, or `-`. For others: key=value, key=@FILE, key=-, such as username=ada, role_id=… secret_id=@FILE"
      }
    ],
    flags: [
      {
        name: "method",
        value: "METHOD",
        choices: ["token", "approle", "userpass"],
        description: "How to log in: token, approle or userpass (default: token)"
      },
      {
        name: "path",
        value: "MOUNT",
        description: "Where the login method is mounted (default: the name of the method)"
      },
      { name: "no-store", description: "Do not store the token, and print it" },
      { name: "token-only", description: "Print only the token, and do not store it" },
      { name: "no-print", description: "Print nothing" },
      ...connection,
      format,
      field,
      curl
    ],
    examples: [
      { does: "Type a token", run: "enwrap login" },
      { does: "With a username; the password is asked for", run: "enwrap login --method=userpass username=ada" },
      {
        does: "A machine: AppRole, with the token in a variable",
        run: "export VAULT_TOKEN=$(enwrap login --method=approle --token-only role_id=@role-id secret_id=@secret-id)"
      }
    ],
    load: () => import("./login.ts")
  },
  {
    name: "token lookup",
    summary: "Show your own token, or another one",
    description: `Print the policies, the TTL and more of your own token, of another one, or of the one with an accessor. The token itself is printed only by --field=id and --format=json.

For a wrapping token, use \`enwrap lookup\`.`,
    operands: [token],
    flags: [accessorFlag, caller, ...connection, ...output],
    examples: [
      { does: "Your own token", run: "enwrap token lookup" },
      { does: "Another one", run: 'echo "$other" | enwrap token lookup -' },
      { does: "The one with an accessor", run: 'enwrap token lookup --accessor "$accessor"' }
    ],
    load: () => import("./token-lookup.ts")
  },
  {
    name: "token renew",
    summary: "Renew your own token, or another one",
    description: "Extend the TTL of your own token, of another one, or of the one with an accessor.",
    operands: [token],
    flags: [
      { name: "increment", value: "TTL", description: "TTL to ask for: 30m, 24h (default: that of the token)" },
      accessorFlag,
      caller,
      ...connection,
      ...output
    ],
    examples: [{ does: "Renew your own token", run: "enwrap token renew --increment=24h" }],
    load: () => import("./token-renew.ts")
  },
  {
    name: "token revoke",
    summary: "Revoke a token, and what was created with it",
    description:
      "Revoke your own token (--self), another one, or the one with an accessor. Its leases and the tokens that it created are revoked too.",
    operands: [revokedToken],
    flags: [{ name: "self", description: "Revoke your own token" }, accessorFlag, caller, ...connection, format, curl],
    examples: [
      { does: "Log out", run: "enwrap token revoke --self" },
      { does: "Revoke another token", run: 'enwrap token revoke --accessor "$accessor"' }
    ],
    load: () => import("./token-revoke.ts")
  },
  {
    name: "print token",
    summary: "Print the token that the next command would use",
    description: "Print the token of the environment, or the one that a login stored. It is not sent anywhere.",
    operands: [],
    flags: [],
    examples: [
      { does: "Use it with curl", run: 'curl -H "X-Vault-Token: $(enwrap print token)" "$VAULT_ADDR/v1/sys/mounts"' }
    ],
    load: () => import("./print-token.ts")
  }
]
