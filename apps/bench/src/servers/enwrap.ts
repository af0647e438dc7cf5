import { layerMemory } from "@enwrap/server"
import { serveEnwrap } from "./serve-enwrap.ts"

serveEnwrap(layerMemory)
