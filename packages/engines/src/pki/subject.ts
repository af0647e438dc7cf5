import { none } from "./fields.ts"
import { Name } from "./x509.ts"

/** The names of a requested certificate in its subject. */
export interface SubjectNames {
  readonly commonName: string
  readonly serialNumber: string
  readonly userIds: ReadonlyArray<string>
}

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
    ["O", fields.organization],
    ["OU", fields.ou],
    ["L", fields.locality],
    ["ST", fields.province],
    ["2.5.4.9", fields.street_address],
    ["2.5.4.17", fields.postal_code],
    ["CN", commonName === "" ? [] : [commonName]],
    ["2.5.4.5", serialNumber === "" ? [] : [serialNumber]],
    ["0.9.2342.19200300.100.1.1", userIds]
  ]
  return parts.filter(([, values]) => values.length > 0).map(([type, values]) => ({ [type]: [...values] }))
}

export const nameOf = (subject: Subject): Name => new Name(subject.map((part) => ({ ...part })))
