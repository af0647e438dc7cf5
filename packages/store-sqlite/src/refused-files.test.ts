import { expect, test } from "vitest"
import { mountPoints } from "./refused-files.ts"

test("the places in a list of mounts, with spaces and other characters", () => {
  const list = [
    "22 27 0:21 / /proc rw,relatime - proc proc rw",
    "36 35 98:0 /enwrap.db /data/my\\040files/enwrap.db rw,noatime master:1 - ext3 /dev/root rw",
    "37 35 98:0 /a /back\\134slash rw - ext3 /dev/root rw",
    ""
  ].join("\n")
  expect(mountPoints(list)).toEqual(["/proc", "/data/my files/enwrap.db", "/back\\slash", ""])
})
