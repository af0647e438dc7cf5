import { pythonEnvironment } from "../clients/python-environment.ts"

/** A Python executable with openapi-python-client, and with what generated clients import. */
export const generatorsPython = (): Promise<string> =>
  pythonEnvironment({
    name: "generators",
    requirements: new URL("requirements.txt", import.meta.url),
    module: "openapi_python_client"
  })
