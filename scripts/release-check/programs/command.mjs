// A user of the command: `enwrap wrap`, then `enwrap unwrap`.
import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"

const command = new URL("node_modules/enwrap/bin/enwrap.js", import.meta.url).pathname
const enwrap = (...args) => execFileSync(process.execPath, [command, ...args], { encoding: "utf8" })
const { wrap_info } = JSON.parse(enwrap("wrap", "pin=0451", "--format=json"))
assert.match(enwrap("unwrap", wrap_info.token), /0451/)
assert.match(enwrap("conformance", "--help"), /--profile/)
