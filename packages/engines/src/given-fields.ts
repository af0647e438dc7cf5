/** Fields with the changes of a request: of those that it sets, the ones that `present` has. */
export const withGiven = <Fields extends object>(present: Fields, given: object): Fields => ({
  ...present,
  ...Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && Object.hasOwn(present, name))
  )
})
