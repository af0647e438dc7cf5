import type { WireResponse } from "../../src/transport.ts"
import { json, type MakeTamper } from "./tampering.ts"

/** A known difference of OpenBao or Vault from the profile `strict`, or from Enwrap. */
export interface Difference {
  readonly difference: string
  /** The cases of the profile `strict` that fail because of it. */
  readonly fails: ReadonlyArray<string>
  readonly tamper: MakeTamper
}

/** An error in the form that the original gives to errors of its engines. */
export const listed = (status: number, text: string): WireResponse =>
  json(status, { errors: [`1 error occurred:\n\t* ${text}\n\n`] })
