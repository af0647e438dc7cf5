#!/usr/bin/env node
import process from "node:process"
import { conformanceMain } from "../dist/index.js"

process.exitCode = await conformanceMain(process.argv.slice(2), process)
