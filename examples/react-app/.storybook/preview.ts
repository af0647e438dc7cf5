import { onUnhandledFrame } from "@enwrap/msw"
import type { Preview } from "@storybook/react-vite"
import { mswLoader } from "msw-storybook-addon/csf3"
import { setupWorker } from "msw/browser"
import { handlers, mock } from "../src/mock.ts"

/** Replaces the worker that the addon sets up: its option for unhandled requests is that of MSW 2. */
const startWorker = async () => {
  const worker = setupWorker(...handlers)
  await worker.start({ onUnhandledFrame, quiet: true })
  return worker
}

export default {
  loaders: [mswLoader(startWorker)],
  // Every story begins with a server of its own.
  beforeEach: () => mock.reset()
} satisfies Preview
