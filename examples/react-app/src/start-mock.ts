import { onUnhandledFrame } from "@enwrap/msw"
import { setupWorker } from "msw/browser"
import { handlers, mock } from "./mock.ts"

/** Starts the worker of MSW. Tests in a browser reach the mock as the global `mock`. */
export const startMock = async (): Promise<void> => {
  await setupWorker(...handlers).start({ onUnhandledFrame, quiet: true })
  Object.assign(globalThis, { mock })
}
