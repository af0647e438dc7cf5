import { InvalidArgumentError } from "./errors.ts"

/** @throws InvalidArgumentError unless the option is a number, and not negative, or undefined. JavaScript may pass anything. */
export const checkNumber = (name: string, given: number | undefined): void => {
  if (given !== undefined && !(typeof given === "number" && given >= 0))
    throw new InvalidArgumentError(`${name} must be a number that is not negative`)
}
