import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { SEED } from "../seeded-random.ts"
import { mutants } from "./mutants.ts"
import { checkTypes, holds, readModel, runModelTests, writeChanged } from "./quint.ts"

const FILE = join(import.meta.dirname, "../../spec/wrapping.qnt")
const folder = mkdtempSync(join(tmpdir(), "enwrap-model-"))
afterAll(() => rmSync(folder, { recursive: true }))

const text = readFileSync(FILE, "utf8")
const invariants = [...text.matchAll(/^ {2}val (RW_\w+) =/gm)].map(([, name]) => name as string)

it("has correct types, and its traces end as its tests say", { timeout: 120_000 }, async () => {
  const model = await readModel(FILE)
  await checkTypes(model)
  const tests = await runModelTests(model)
  expect(tests.length).toBeGreaterThan(6)
})

it("meets every requirement in random traces", { timeout: 120_000 }, async () => {
  const model = await readModel(FILE)
  expect(await holds(model, "requirements", { traces: 40, steps: 35, seed: SEED }), `SOAK_SEED=${SEED}`).toBe(true)
})

it("states each invariant under the id of a requirement, and checks it", () => {
  const checked = /val requirements = and \{([^}]*)\}/.exec(text)?.[1] ?? ""
  expect(checked.match(/RW_\w+/g)).toEqual(invariants)
  const spec = readFileSync(join(import.meta.dirname, "../../spec/protocol.md"), "utf8")
  for (const name of invariants) expect(spec).toContain(`- **${name.replaceAll("_", "-")}** `)
  expect(new Set(mutants.map(({ breaks }) => breaks))).toEqual(new Set(invariants))
})

it.each(mutants)(
  "notices a model that $fault: $breaks",
  async ({ breaks, changes }) => {
    const file = join(folder, "broken.qnt")
    writeChanged(FILE, changes, file)
    expect(await holds(await readModel(file), breaks, { traces: 3000, steps: 35, seed: 1 })).toBe(false)
  },
  120_000
)
