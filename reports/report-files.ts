/** Name of the machine's file inside a report folder. */
export const REPORT_FILE = 'report.json';
/** Name of the page for people. */
export const PAGE_FILE = 'index.html';
/** Name of the summary for CI. */
export const SUMMARY_FILE = 'summary.md';
