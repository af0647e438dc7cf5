import type { CommandSpec, GroupSpec } from "./cli/command-spec.ts"
import { wrappingCommands } from "./commands/wrapping-commands.ts"
import { pathCommands } from "./paths/path-commands.ts"
import { tokenCommands } from "./token/token-commands.ts"
import { operatorCommands } from "./operator/operator-commands.ts"

export const groups: ReadonlyArray<GroupSpec> = [
  {
    name: "token",
    summary: "Look up, renew and revoke tokens",
    examples: [
      { does: "Show your own token", run: "enwrap token lookup" },
      { does: "Log out", run: "enwrap token revoke --self" }
    ]
  },
  {
    name: "print",
    summary: "Print the token that the next command would use",
    examples: [
      { does: "Use it with curl", run: 'curl -H "X-Vault-Token: $(enwrap print token)" "$VAULT_ADDR/v1/sys/mounts"' }
    ]
  },
  {
    name: "operator",
    summary: "Initialize, unseal, seal, rekey and back up a server",
    examples: [
      {
        does: "Initialize a new server, and unseal it: two of the three key shares are needed",
        run: "enwrap operator init --key-shares=3 --key-threshold=2\nenwrap operator unseal\nenwrap operator unseal"
      },
      { does: "Back up", run: "enwrap operator backup --config=/etc/enwrap/server.hcl /var/backups/enwrap.db" }
    ]
  }
]

/** All commands. The code of a command is loaded only when the command runs. */
export const commands: ReadonlyArray<CommandSpec> = [
  {
    name: "server",
    summary: "Start a server",
    description: `Start a server with a configuration (--config), a server with its data in a folder (--data-dir), or a server for development (--dev).

A configuration is a file in HCL or JSON, or a folder with such files, as for \`vault server\` and \`bao server\`. The server is sealed until it is unsealed with key shares, unless the configuration has a seal "static". SIGHUP makes it read the configuration again: it applies changes of audit devices, log_level, log_requests_level and certificates, opens audit files again, and logs which other changes need a restart.

A server for development is unsealed, has a key-value engine (version 2) at secret/, and keeps all data in memory. Data is lost when the server stops. Do not use it in production.

The OpenAPI document of a server is at /openapi.json, and an edition for code generators at /openapi.generators.json.`,
    operands: [],
    flags: [
      {
        name: "config",
        value: "PATH",
        repeatable: true,
        description:
          "File in HCL or JSON, or a folder with files that end with .hcl or .json; can be repeated (also read: the text in ENWRAP_LOCAL_CONFIG, BAO_LOCAL_CONFIG or VAULT_LOCAL_CONFIG)"
      },
      { name: "check", description: "Only check the configuration, and print all problems" },
      {
        name: "log-level",
        value: "LEVEL",
        description:
          "Log level: trace, debug, info, warn or error (env: BAO_LOG_LEVEL, VAULT_LOG_LEVEL; default: that of the configuration, or info)"
      },
      {
        name: "log-format",
        value: "FORMAT",
        description:
          "Log format: standard or json (env: BAO_LOG_FORMAT, VAULT_LOG_FORMAT; default: that of the configuration, or standard)"
      },
      {
        name: "data-dir",
        value: "FOLDER",
        description:
          "Start a server that keeps its data, its key and its root token in a folder, and unseals itself (this is what `npm start` does)"
      },
      { name: "dev", description: "Start a server for development, without a configuration" },
      {
        name: "dev-root-token-id",
        value: "ID",
        description: "Root token (env: BAO_DEV_ROOT_TOKEN_ID, VAULT_DEV_ROOT_TOKEN_ID; default: random)"
      },
      {
        name: "dev-listen-address",
        aliases: ["listen-address"],
        value: "HOST:PORT",
        description:
          "Address to listen on, with --dev or --data-dir; alias: --listen-address; port 0 selects a free port (env: BAO_DEV_LISTEN_ADDRESS, VAULT_DEV_LISTEN_ADDRESS; default: 127.0.0.1:8200)"
      },
      {
        name: "dev-allowed-origin",
        value: "ORIGIN",
        repeatable: true,
        description: "Allow pages of this origin to call the server (CORS); `*` allows all; can be repeated"
      },
      {
        name: "max-wrap-ttl",
        value: "TTL",
        description: "Maximum wrap TTL; requests with a longer one are rejected (default: 768h)"
      }
    ],
    examples: [
      { does: "Start a server with a configuration", run: "enwrap server --config=/etc/enwrap/server.hcl" },
      { does: "Check a configuration", run: "enwrap server --config=/etc/enwrap --check" },
      { does: "For development: listen on 127.0.0.1:8200, with a random root token", run: "enwrap server --dev" },
      {
        does: "Choose the root token and the port, for scripts and tests",
        run: "enwrap server --dev --dev-root-token-id=root --dev-listen-address=127.0.0.1:8300"
      },
      {
        does: "Allow requests from a web page under development",
        run: "enwrap server --dev --dev-allowed-origin=http://localhost:5173"
      }
    ],
    load: () => import("./commands/server.ts")
  },
  ...wrappingCommands,
  ...pathCommands,
  ...tokenCommands,
  ...operatorCommands,
  {
    name: "conformance",
    summary: "Test a server against the conformance suite",
    description: "Run the conformance suite against a server over HTTP, and print the verdict on each profile.",
    operands: [
      {
        name: "URL",
        variadic: true,
        description: "Address of the server; or `client -- COMMAND`, which judges a client"
      }
    ],
    flags: [],
    loadFlags: async () => (await import("./commands/conformance.ts")).flags,
    examples: [],
    load: () => import("./commands/conformance.ts")
  },
  {
    name: "completion",
    summary: "Print a shell completion script",
    description: "Print a completion script for a shell.",
    operands: [{ name: "shell", required: true, choices: ["bash", "zsh", "fish"], description: "Shell" }],
    flags: [],
    examples: [
      { does: "Bash, for the current session", run: "source <(enwrap completion bash)" },
      { does: "Zsh, permanently", run: 'enwrap completion zsh > "${fpath[1]}/_enwrap"' },
      { does: "Fish, permanently", run: "enwrap completion fish > ~/.config/fish/completions/enwrap.fish" }
    ],
    load: async () => ({ run: (await import("./commands/completion.ts")).completion(commands, groups) })
  },
  {
    name: "version",
    summary: "Print the version",
    description: "Print the version of Enwrap and of the Node.js that runs it.",
    operands: [],
    flags: [],
    examples: [],
    load: () => import("./commands/version.ts")
  }
]
