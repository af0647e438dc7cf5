import type { Answer, Ask } from "./ask.ts"
import { expectAt, expectNotValid } from "./expect.ts"
import { Failure } from "./verdict.ts"

export function raceOf(racers: number, ask: (i: number) => Ask): ReadonlyArray<Ask> {
  return Array.from({ length: racers }, (_, i) => ask(i))
}

/**
 * The one answer of a race that has the payload. The others must be refused: OpenBao and Vault answer 400, 403, 500 or
 * (a loser that finds nothing left) 204; 200 is for the winner alone.
 */
export function winnerOf(answers: ReadonlyArray<Answer>, payload: { readonly conformance: string }): Answer {
  const winner = soleWinner(answers)
  expectAt(winner, "data", payload)
  for (const answer of answers) {
    if (answer !== winner && answer.text.includes(payload.conformance))
      throw new Failure("a loser of the race received the payload", { answer })
  }
  return winner
}

/** The one answer with 200; any other success but 204 fails the case. */
export function soleWinner(answers: ReadonlyArray<Answer>): Answer {
  const winners = answers.filter((answer) => answer.status === 200)
  const [winner, second] = winners
  if (winner === undefined || second !== undefined) {
    throw new Failure(`${winners.length} of ${answers.length} concurrent requests succeeded`, {
      expected: "exactly one status 200",
      got: answers.map((answer) => answer.status).join(", "),
      ...(second === undefined ? {} : { answer: second })
    })
  }
  const stray = answers.find((answer) => answer !== winner && answer.status !== 204 && answer.status < 400)
  if (stray !== undefined)
    throw new Failure("a loser of the race was not rejected", {
      expected: "204 or an error",
      got: String(stray.status),
      answer: stray
    })
  return winner
}

/** What the profile `strict` asks of the losers. */
export function expectLosersNotValid(answers: ReadonlyArray<Answer>, winner: Answer): void {
  for (const answer of answers) if (answer !== winner) expectNotValid(answer)
}
