import { describe, expect, it } from "vitest"
import { runInProcess } from "../../test/run-in-process.ts"
import { commands } from "../commands.ts"
import { knownElsewhere } from "./elsewhere.ts"

describe("a command that only Vault's or OpenBao's command has", () => {
  it.each([
    ["kv get secret/app", "enwrap read secret/data/app"],
    ["kv put secret/app password=hunter2", "enwrap write secret/data/app"],
    ["secrets enable pki", "enwrap write sys/mounts/pki type=pki"],
    ["auth enable approle", "enwrap write sys/auth/approle type=approle"],
    ["policy write app app.hcl", "enwrap write sys/policies/acl/NAME policy=@FILE"],
    ["lease revoke database/creds/app/x", "enwrap write sys/leases/revoke lease_id=…"],
    ["audit list", "enwrap read sys/audit"],
    ["token create", "enwrap write auth/token/create"],
    ["operator raft list-peers", "no cluster"],
    ["ssh ada@host", "vault ssh"],
    ["agent -config=a.hcl", "vault agent"]
  ])("%s: says what does the same", async (line, said) => {
    const { code, err, out } = await runInProcess(line.split(" "))
    expect([code, out, err]).toEqual([2, "", expect.stringContaining(said)])
    expect(err).toMatch(/^enwrap: there is no `enwrap /)
    expect(err).not.toContain("hunter2")
  })

  it("is none of this command", () => {
    for (const { name } of commands) expect(knownElsewhere(name.split(" "))).toBeUndefined()
    for (const word of ["constructor", "__proto__", "toString", ""]) expect(knownElsewhere([word])).toBeUndefined()
  })
})
