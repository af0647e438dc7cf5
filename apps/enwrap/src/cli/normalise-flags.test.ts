import { describe, expect, it } from "vitest"
import { normaliseFlags } from "./normalise-flags.ts"

const flags = [
  { name: "dev", description: "" },
  { name: "ttl", value: "TTL", aliases: ["wrap-ttl"], description: "" },
  { name: "field", value: "NAME", description: "" }
]

describe("normaliseFlags", () => {
  it.each([
    [["-field=x"], ["--field=x"]],
    [["--field=x"], ["--field=x"]],
    [
      ["-field", "x"],
      ["--field", "x"]
    ],
    [
      ["-field", "-x-y"],
      ["--field", "-x-y"]
    ],
    [["-field="], ["--field="]],
    [
      ["-wrap-ttl=5m", "--wrap-ttl", "6m"],
      ["--ttl=5m", "--ttl", "6m"]
    ],
    [
      ["-dev", "x"],
      ["--dev", "x"]
    ],
    [["-dev=true", "-dev=false"], ["--dev"]],
    ...["1", "t", "T", "TRUE", "True"].map((word) => [[`--dev=${word}`], ["--dev"]]),
    ...["0", "f", "F", "FALSE", "False"].map((word) => [[`--dev=${word}`], []]),
    [["-p=secret"], ["-p"]],
    [["-dev=perhaps"], ["--dev=perhaps"]],
    [["-help"], ["--help"]],
    [
      ["-h", "-", "a=-b", "--"],
      ["-h", "-", "a=-b", "--"]
    ],
    [
      ["--", "-field=x"],
      ["--", "-field=x"]
    ],
    [["-nope=a\nb"], ["--nope"]],
    [["-field=a\nb"], ["--field=a\nb"]],
    [["-field"], ["--field"]]
  ])("%j becomes %j", (words, normal) => {
    expect(normaliseFlags(words, flags)).toEqual(normal)
  })
})
