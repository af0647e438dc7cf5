import { expect, it } from "vitest"
import { sample } from "../../test/sample-report.ts"
import { renderJunit } from "./junit.ts"

const xml = renderJunit(sample)

it("counts like CI servers: failures that are not counted are skipped", () => {
  expect(xml).toContain('tests="6" failures="1" errors="1" skipped="3" time="3.210"')
  expect(xml.match(/<failure message=/g)).toHaveLength(2)
  expect(xml).toContain('<skipped message="failed (known failure: ticket 12): the error has the wrong message"/>')
})

it("leaves out cases that were not selected", () => {
  expect(xml).not.toContain("RWC-X-07")
})

it("names the versions, the seed and the conclusion", () => {
  expect(xml).toContain('<property name="seed" value="42"/>')
  expect(xml).toContain('<property name="conclusion" value="not conformant"/>')
})

it("escapes special characters of XML, and makes control characters visible", () => {
  expect(xml).toContain('name="RWC-X-01 title &amp; &lt;RWC-X-01&gt;"')
  expect(xml).not.toContain("\u0000")
  expect(xml).toContain("&lt;wrapping token 1&gt;")
})

it("has a failure for an outdated known failure", () => {
  expect(xml).toContain('<testsuite name="Known failures" tests="1" failures="1"')
})

it("nests elements properly", () => {
  const open: Array<string> = []
  for (const [, closing, name, empty] of xml
    .replace(/<\?.*?\?>/, "")
    .matchAll(/<(\/?)([a-z]+)(?:\s+[a-z]+="[^"<>]*")*\s*(\/?)>/g)) {
    if (closing === "/") expect(open.pop()).toBe(name)
    else if (empty !== "/") open.push(name as string)
  }
  expect(open).toEqual([])
})
