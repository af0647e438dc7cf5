// @vitest-environment jsdom
import { describe } from "vitest"
import { domSuite } from "./dom-suite.ts"

describe("behind MSW in jsdom", () => {
  domSuite()
})
