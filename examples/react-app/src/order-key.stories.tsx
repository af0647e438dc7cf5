import type { Meta, StoryObj } from "@storybook/react-vite"
import { http } from "msw"
import { expect } from "storybook/test"
import { mock, ORDER_KEY, wrapOrderKey } from "./mock.ts"
import { OrderKey } from "./order-key.tsx"

export default { component: OrderKey, args: { orderId: "17" } } satisfies Meta<typeof OrderKey>

type Story = StoryObj<typeof OrderKey>
type Play = NonNullable<Story["play"]>

/** The backend of a story. */
const backend = (respond: () => Response | Promise<Response>) => ({ msw: [http.post("/api/orders/17/key", respond)] })

/** Clicks, and waits for what the page tells a person. */
const clickAndSee =
  (role: "status" | "alert", text: string): Play =>
  async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button"))
    await expect(await canvas.findByRole(role)).toHaveTextContent(text)
  }

const unwraps = () => mock.requests().flatMap(({ path, status }) => (path === "sys/wrapping/unwrap" ? [status] : []))

/** A render sends nothing. */
export const BeforeTheClick: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("button")).toBeVisible()
    await expect(mock.requests()).toEqual([])
  }
}

/** The response is delayed by the clock of the mock, which stands still. */
export const Loading: Story = {
  beforeEach: () => mock.faults.slow(1_000),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button"))
    await expect(await canvas.findByText("Loading…")).toBeVisible()
  }
}

export const Received: Story = {
  play: async (context) => {
    await clickAndSee("status", ORDER_KEY)(context)
    await expect(unwraps()).toEqual([200])
  }
}

/** Somebody has used the token on its way. */
export const Intercepted: Story = {
  parameters: backend(async () => {
    const response = wrapOrderKey("17")
    await mock.attacker.unwraps(response.wrapInfo)
    return response
  }),
  play: clickAndSee("alert", "Somebody else may have read the key. Call the shop.")
}

/** Somebody has read the key and wrapped it again: the substitute has another creation path, and is not unwrapped. */
export const Substituted: Story = {
  parameters: backend(async () =>
    Response.json({ wrap_info: await mock.attacker.substitutes(wrapOrderKey("17").wrapInfo) })
  ),
  play: async (context) => {
    await clickAndSee("alert", "Somebody else may have read the key. Call the shop.")(context)
    await expect(unwraps()).toEqual([])
  }
}

/** The token has expired before it arrives: this cannot be told from an interception. */
export const Expired: Story = {
  parameters: backend(() => {
    const response = wrapOrderKey("17")
    mock.expire(response.wrapInfo)
    return response
  }),
  play: clickAndSee("alert", "Somebody else may have read the key. Call the shop.")
}

/** The unwrap has taken effect, but nobody has got the key. */
export const ResponseLost: Story = {
  beforeEach: () => mock.faults.lostResponse({ path: "sys/wrapping/unwrap" }),
  play: async (context) => {
    await clickAndSee("alert", "Ask for a new key.")(context)
    await expect(unwraps()).toHaveLength(1)
  }
}

/** The token can still be unwrapped later. */
export const Sealed: Story = {
  beforeEach: () => mock.faults.sealed(),
  play: clickAndSee("alert", "Try again later.")
}

export const Unreachable: Story = {
  beforeEach: () => mock.faults.neverArrived(),
  play: clickAndSee("alert", "Try again later.")
}

export const BackendFails: Story = {
  parameters: backend(() => new Response(null, { status: 500 })),
  play: clickAndSee("alert", "Try again later.")
}
