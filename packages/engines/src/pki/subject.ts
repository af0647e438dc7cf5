import { none } from "./fields.ts"
import { Name } from "./x509.ts"

/** The names of a requested certificate in its subject. */
export interface SubjectNames {
  readonly commonName: string
  readonly serialNumber: string
  readonly userIds: ReadonlyArray<string>
}

export const SERIAL_NUMBER = "2.5.4.5"
export const USER_ID = "0.9.2342.19200300.100.1.1"

/** The subject of a certificate: its parts in order, each with all its values. */
export type Subject = ReadonlyArray<Readonly<Record<string, Array<string>>>>

/** The fields of a request with the subject of a certificate. */
export const subjectFields = {
  ou: none,
  organization: none,
  country: none,
  locality: none,
  province: none,
  street_address: none,
  postal_code: none
}

/** The parts of a subject in the order of Go, and so of the original. */
export const subjectOf = (
  fields: Readonly<typeof subjectFields>,
  { commonName, serialNumber, userIds }: SubjectNames
): Subject => {
  const parts: ReadonlyArray<readonly [type: string, values: ReadonlyArray<string>]> = [
    ["C", fields.country],
    ["ST", fields.province],
    ["L", fields.locality],
    ["2.5.4.9", fields.street_address],
    ["2.5.4.17", fields.postal_code],
    ["O", fields.organization],
    ["OU", fields.ou],
    ["CN", commonName === "" ? [] : [commonName]],
    [SERIAL_NUMBER, serialNumber === "" ? [] : [serialNumber]],
    // Each user id is a part of its own, as in the original.
    ...userIds.map((id) => [USER_ID, [id]] as const)
  ]
  return parts.filter(([, values]) => values.length > 0).map(([type, values]) => ({ [type]: [...values] }))
}

/** The characters of a PrintableString. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/

/** An object, because the library takes quotes, backslashes and a leading `#` out of a plain string. */
const valueOf = (text: string) => (PRINTABLE.test(text) ? { printableString: text } : { utf8String: text })

/** The subject with exactly these values. */
export const nameOf = (subject: Subject): Name =>
  new Name(
    subject.map((part) => Object.fromEntries(Object.entries(part).map(([type, values]) => [type, values.map(valueOf)])))
  )
