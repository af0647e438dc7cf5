// route-to-mock.ts
import type { EnwrapMock } from "@enwrap/msw"
import type { Page } from "playwright-core"

/** Sends the requests of a page below the mock's address to a mock in the process of the tests. */
export const routeToMock = (page: Page, mock: EnwrapMock): Promise<unknown> =>
  page.route(`${mock.baseUrl}/v1/**`, async (route) => {
    const request = route.request()
    const body = request.postData()
    const { pathname, search } = new URL(request.url())
    const response = await mock
      .fetch(mock.baseUrl.startsWith("/") ? pathname + search : request.url(), {
        method: request.method(),
        headers: await request.allHeaders(),
        ...(body !== null && { body })
      })
      .catch(() => undefined)
    // A fault may have lost the response.
    if (response === undefined) return route.abort()
    const headers = Object.fromEntries(response.headers)
    const bytes = await response.arrayBuffer().catch(() => undefined)
    return bytes === undefined
      ? route.abort()
      : route.fulfill({ status: response.status, headers, body: Buffer.from(bytes) })
  })
