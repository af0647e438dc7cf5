import { REQUIREMENTS } from "../gen/requirements.ts"

const SPEC = "https://github.com/enwrap/enwrap/blob/main/spec/protocol.md"

/** The address of a requirement in the spec. */
export const linkTo = (id: string): string => {
  const section = REQUIREMENTS[id]?.section
  return section === undefined ? SPEC : `${SPEC}#${section}`
}

/** The text of a requirement, in Markdown; empty if the spec does not have it. */
export const textOf = (id: string): string => REQUIREMENTS[id]?.text ?? ""
