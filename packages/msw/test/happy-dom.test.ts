// @vitest-environment happy-dom
import { describe } from "vitest"
import { domSuite } from "./dom-suite.ts"

describe("behind MSW in happy-dom", () => {
  domSuite()
})
