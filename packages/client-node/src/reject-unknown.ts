import { InvalidArgumentError } from "@enwrap/client"

/**
 * Rejects the members of an options object that nothing reads: a misspelt option would otherwise be ignored.
 *
 * @throws InvalidArgumentError that names one of them
 */
export const rejectUnknown = (where: string, unread: object): void => {
  for (const name of Object.keys(unread)) throw new InvalidArgumentError(`${where}: there is no option ${name}`)
}
