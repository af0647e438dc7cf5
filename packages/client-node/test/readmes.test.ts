import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

const packages = new URL("../../", import.meta.url)

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

/** For each README, what its code blocks print when they run against our server. */
const blocks = [
  ["client", ["secret/data/db\n1\n", "[ 'key' ]\n1\n"]],
  [
    "client-node",
    [
      "received: { password: <string> }\n",
      "",
      /^auth\/token\/create .* <wrapping token>\n\[ 'default' \]\n\{ password: <string> \} 13\nkv\n$/,
      "[ 'root' ]\n"
    ]
  ],
  ["coming-from", [/^13\n\[ .*'db'/]],
  [
    "client-browser",
    [
      "raise an alert: intercepted\n",
      "",
      "",
      /^The wrapping token is not valid: .* raise an alert/,
      "<button>Show the key</button>\n",
      "the server is ready\n"
    ]
  ]
] as const

describe.each(blocks)("the README of %s", (room, outputs) => {
  const file = room === "coming-from" ? "../docs/coming-from.md" : `${room}/README.md`
  const text = readFileSync(new URL(file, packages), "utf8")
  const codes = [...text.matchAll(/```ts\n([^]*?)```/g)].map(([, code = ""]) => code)

  it("has as many examples as this test expects", () => {
    expect(codes).toHaveLength(outputs.length)
  })

  it.each(outputs.map((output, index) => [index, output] as const))(
    "example %i prints what is expected",
    async (index, output) => {
      const code = (codes[index] ?? "").replace("http://127.0.0.1:8200", server.address)
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        ["--conditions=@enwrap/source", "--input-type=module-typescript", "--eval", code],
        { cwd: packages, env: { ...process.env, VAULT_ADDR: server.address, VAULT_TOKEN: server.rootToken } }
      )
      if (output === "") expect(stdout + stderr).toBe("")
      else expect(stdout + stderr).toMatch(output)
    }
  )
})
