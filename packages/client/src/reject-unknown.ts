import { InvalidArgumentError } from "./errors.ts"

/**
 * Rejects the members of an object that nothing reads. One may be a misspelt check, which would be left out.
 *
 * @throws InvalidArgumentError that names one of them
 */
export const rejectUnknown = (unread: object): void => {
  for (const name of Object.keys(unread)) throw new InvalidArgumentError(`There is no option ${name}`)
}
