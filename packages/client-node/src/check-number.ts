import { InvalidArgumentError } from "@enwrap/client"

// JavaScript may pass anything, and a comparison with NaN is false.

/** @throws InvalidArgumentError unless the option is a number, and not negative, or undefined */
export const checkNumber = (name: string, given: number | undefined): void => {
  if (given !== undefined && !(typeof given === "number" && given >= 0))
    throw new InvalidArgumentError(`${name} must be a number that is not negative`)
}

/** @throws InvalidArgumentError unless the option is a finite number above zero */
export const checkPositive = (name: string, given: number): void => {
  if (!(Number.isFinite(given) && given > 0)) throw new InvalidArgumentError(`${name} must be a positive number`)
}

/** @throws InvalidArgumentError unless the option is a whole number, and not negative, or undefined */
export const checkWholeNumber = (name: string, given: number | undefined): void => {
  if (given !== undefined && !(Number.isSafeInteger(given) && given >= 0))
    throw new InvalidArgumentError(`${name} must be a whole number that is not negative`)
}
