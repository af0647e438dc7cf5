import { caller, connection, format } from "../cli/common-flags.ts"
import type { CommandSpec, FlagSpec, OperandSpec } from "../cli/command-spec.ts"

const keyShare: OperandSpec = {
  name: "key",
  description: "Key share, in hexadecimal or base64; `-` reads it from standard input. Without it, you are asked for it"
}

const shareFlags = (kind: "key" | "recovery"): ReadonlyArray<FlagSpec> => [
  {
    name: `${kind}-shares`,
    value: "N",
    description: `Number of ${kind === "key" ? "" : "recovery "}key shares (default: 5)`
  },
  { name: `${kind}-threshold`, value: "N", description: "Number of shares that are needed (default: 3)" }
]

const argumentsAreVisible =
  "Other users can see arguments in the process list: pass a key share on standard input, or type it when you are asked for it."

const sealStatus: Omit<CommandSpec, "name"> = {
  summary: "Show whether the server is initialized and unsealed",
  description:
    "Print whether the server is initialized and unsealed, and how many key shares it needs. The exit code is 0 if it is unsealed, 2 if it is sealed, and 1 for an error.",
  operands: [],
  flags: [...connection, format],
  examples: [{ does: "Show the state of a server", run: "enwrap status" }],
  twoIsState: () => true,
  load: () => import("./status.ts")
}

/** The commands for operators of a server. */
export const operatorCommands: ReadonlyArray<CommandSpec> = [
  { name: "status", ...sealStatus },
  { name: "operator status", ...sealStatus },
  {
    name: "operator init",
    summary: "Initialize a server, and print its key shares and its root token",
    description: `Initialize a server: create its keys, and print its key shares and its root token. This can be done once, and nothing is shown again.

With a seal "static", the server unseals itself, and the shares are those of the recovery key. They decrypt nothing, and authorize what otherwise needs key shares.`,
    operands: [],
    flags: [
      ...shareFlags("key"),
      ...shareFlags("recovery"),
      { name: "status", description: "Only print whether the server is initialized; the exit code is 2 if it is not" },
      ...connection,
      format
    ],
    examples: [
      { does: "Five key shares, of which three are needed", run: "enwrap operator init" },
      { does: "One key share, for scripts", run: "enwrap operator init --key-shares=1 --key-threshold=1 --format=json" }
    ],
    twoIsState: (words) => words.some((word) => /^--?status$/.test(word)),
    load: () => import("./init.ts")
  },
  {
    name: "operator unseal",
    summary: "Send one key share to a sealed server",
    description: `Send one key share to a sealed server. Once enough shares are sent, it is unsealed. Each person runs this command on their own machine.

${argumentsAreVisible}`,
    operands: [keyShare],
    flags: [
      { name: "reset", description: "Discard the shares that were sent" },
      {
        name: "migrate",
        description:
          "For a change of the type of the seal, which this server refuses; known to scripts of Vault and OpenBao"
      },
      ...connection,
      format
    ],
    examples: [
      { does: "Type a key share", run: "enwrap operator unseal" },
      { does: "Read it from a password manager", run: "pass enwrap/share-1 | enwrap operator unseal" }
    ],
    load: () => import("./unseal.ts")
  },
  {
    name: "operator seal",
    summary: "Seal a server",
    description:
      "Seal a server: it forgets its keys, and answers nothing but its status until it is unsealed again. Your token needs sudo and update on sys/seal.",
    operands: [],
    flags: [caller, ...connection],
    examples: [{ does: "Seal a server", run: "enwrap operator seal" }],
    load: () => import("./seal.ts")
  },
  {
    name: "operator rotate",
    summary: "Encrypt with a new key from now on",
    description:
      "Add a new encryption key. What was stored before can still be read, and is encrypted with the new key in the background; the log says when this is complete. Your token needs sudo and update on sys/rotate.",
    operands: [],
    flags: [caller, ...connection],
    examples: [{ does: "Rotate the encryption key", run: "enwrap operator rotate" }],
    load: () => import("./rotate.ts")
  },
  {
    name: "operator rekey",
    summary: "Replace the key shares",
    description: `Replace the key shares. Start an attempt with --init, and send as many of the present shares as are needed; then the new shares are printed.

A server that unseals itself has only recovery key shares: use --target=recovery to replace them. Without it, an attempt replaces the root key of such a server, and no shares.

${argumentsAreVisible}`,
    operands: [keyShare],
    flags: [
      { name: "init", description: "Start an attempt" },
      { name: "status", description: "Show the attempt in progress" },
      { name: "cancel", description: "Cancel the attempt; with --verify, only its verification" },
      ...shareFlags("key"),
      {
        name: "target",
        value: "TARGET",
        choices: ["barrier", "recovery"],
        description: "Which shares: barrier (the unseal key) or recovery (default: barrier)"
      },
      { name: "nonce", value: "NONCE", description: "Nonce of the attempt (default: that of the attempt in progress)" },
      {
        name: "verify",
        description: "With --init: require that the new shares are sent too. Otherwise: send one of them"
      },
      ...connection,
      format
    ],
    examples: [
      { does: "Start", run: "enwrap operator rekey --init --key-shares=3 --key-threshold=2" },
      { does: "Send a present key share", run: "enwrap operator rekey" }
    ],
    load: () => import("./rekey.ts")
  },
  {
    name: "operator generate-root",
    summary: "Create a root token with key shares",
    description: `Create a root token with key shares. Start an attempt with --init, which prints a one-time password; send as many shares as are needed; then decode the encoded token with --decode and --otp.

${argumentsAreVisible}`,
    operands: [keyShare],
    flags: [
      { name: "init", description: "Start an attempt" },
      { name: "status", description: "Show the attempt in progress" },
      { name: "cancel", description: "Cancel the attempt" },
      { name: "otp", value: "OTP", description: "One-time password: for --decode, or one of your own for --init" },
      { name: "decode", value: "ENCODED", description: "Print the root token in an encoded token" },
      { name: "nonce", value: "NONCE", description: "Nonce of the attempt (default: that of the attempt in progress)" },
      ...connection,
      format
    ],
    examples: [
      { does: "Start, and keep the one-time password", run: "enwrap operator generate-root --init" },
      { does: "Send a key share", run: "enwrap operator generate-root" },
      { does: "Decode the token", run: 'enwrap operator generate-root --decode="$encoded" --otp="$otp"' }
    ],
    load: () => import("./generate-root.ts")
  },
  {
    name: "operator backup",
    summary: "Write a copy of a database",
    description: `Write a consistent copy of a database to a new file, while the server runs or not. Run it on the machine of the server, as the user that the server runs as. To restore a backup, start a server on a copy of it.

A backup is encrypted like the database: it is of no use without the key shares, or the key of the seal.`,
    operands: [{ name: "file", required: true, description: "File to write; it must not exist" }],
    flags: [
      { name: "config", value: "PATH", repeatable: true, description: "Configuration of the server" },
      { name: "database", value: "FILE", description: "Database, instead of the one in the configuration" }
    ],
    examples: [
      { does: "Back up", run: "enwrap operator backup --config=/etc/enwrap/server.hcl /var/backups/enwrap.db" }
    ],
    load: () => import("./backup.ts")
  }
]
