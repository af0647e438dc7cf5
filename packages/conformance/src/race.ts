import type { ApiResponse, ApiRequest } from "./ask.ts"
import { expectAt, expectInvalidToken } from "./expect.ts"
import { Failure } from "./verdict.ts"

export function repeat(racers: number, request: (i: number) => ApiRequest): ReadonlyArray<ApiRequest> {
  return Array.from({ length: racers }, (_, i) => request(i))
}

/**
 * The one answer of a race that has the payload. The others must be refused: OpenBao and Vault answer 400, 403, 500 or
 * (a loser that finds nothing left) 204; 200 is for the winner alone.
 */
export function expectOneWinner(responses: ReadonlyArray<ApiResponse>, payload: { readonly conformance: string }): ApiResponse {
  const winner = expectOneSuccess(responses)
  expectAt(winner, "data", payload)
  for (const response of responses) {
    if (response !== winner && response.text.includes(payload.conformance))
      throw new Failure("a loser of the race received the payload", { answer: response })
  }
  return winner
}

/** The one answer with 200; any other success but 204 fails the case. */
export function expectOneSuccess(responses: ReadonlyArray<ApiResponse>): ApiResponse {
  const winners = responses.filter((response) => response.status === 200)
  const [winner, second] = winners
  if (winner === undefined || second !== undefined) {
    throw new Failure(`${winners.length} of ${responses.length} concurrent requests succeeded`, {
      expected: "exactly one status 200",
      got: responses.map((response) => response.status).join(", "),
      ...(second === undefined ? {} : { answer: second })
    })
  }
  const stray = responses.find((response) => response !== winner && response.status !== 204 && response.status < 400)
  if (stray !== undefined)
    throw new Failure("a loser of the race was not rejected", {
      expected: "204 or an error",
      got: String(stray.status),
      answer: stray
    })
  return winner
}

/** What the profile `strict` asks of the losers. */
export function expectLosersRejected(responses: ReadonlyArray<ApiResponse>, winner: ApiResponse): void {
  for (const response of responses) if (response !== winner) expectInvalidToken(response)
}
