import { expect, test } from "vitest"
import { APPLIED, appliedAnswer, type CommitAnswer, CONFLICT, failedAnswer, rowAlone } from "./commit-answer.ts"

const applied: CommitAnswer = { ...appliedAnswer(7), outcomes: Uint8Array.of(APPLIED, APPLIED) }

test("an answer is its row only if it says nothing else", () => {
  expect(rowAlone(applied)).toBe(7)
  expect(rowAlone(appliedAnswer(7))).toBe(7)
  const others: ReadonlyArray<CommitAnswer> = [
    { ...applied, outcomes: Uint8Array.of(APPLIED, CONFLICT) },
    { ...applied, settledRow: 3 },
    { ...applied, swept: { scanned: 10, isEnd: false } },
    { ...applied, row: undefined },
    { ...applied, failure: "the disk is full" },
    failedAnswer(2, "the disk is full")
  ]
  for (const other of others) expect(rowAlone(other)).toBeUndefined()
})
