import type { Report } from "../report.ts"

/** For programs: the whole report, with every exchange of the cases that failed. */
export const renderJson = (report: Report): string => `${JSON.stringify(report, undefined, 2)}\n`
