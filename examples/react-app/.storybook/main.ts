import type { StorybookConfig } from "@storybook/react-vite"
import { fileURLToPath } from "node:url"

const WORKER = "mockServiceWorker.js"

export default {
  stories: ["../src/**/*.stories.tsx"],
  framework: { name: "@storybook/react-vite", options: { strictMode: true } },
  // The worker of MSW. An app can also copy it with `npx msw init public`.
  staticDirs: [{ from: fileURLToPath(import.meta.resolve(`msw/${WORKER}`)), to: `/${WORKER}` }],
  typescript: { reactDocgen: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, disableProjectJson: true }
} satisfies StorybookConfig
