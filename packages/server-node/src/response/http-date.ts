let text: string | undefined

/** The current time as a header gives it. It is made once in a second. */
export const httpDate = (): string => {
  if (text === undefined) {
    const now = new Date()
    text = now.toUTCString()
    setTimeout(forget, 1000 - now.getMilliseconds()).unref()
  }
  return text
}

const forget = (): void => {
  text = undefined
}
