import { InvalidArgumentError } from "./errors.ts"

/**
 * Reads an argument that JavaScript may pass, such as an object whose getter fails. Its error may quote the argument, and is not
 * kept.
 *
 * @throws InvalidArgumentError if reading fails
 */
export const readArgument = <Value>(name: string, read: () => Value): Value => {
  try {
    return read()
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error
    throw new InvalidArgumentError(`The ${name} cannot be read`)
  }
}
