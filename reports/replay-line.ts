import { shellQuote } from './shell-quote.ts';

/** The command that performs a finding's plan again. The rest of the call (endpoint, resources) is read from the report; tokens come from the environment. */
export function replayLine(findingId: string, file: string = 'conformance-report/report.json'): string {
  return `metaconform replay ${findingId} --report ${shellQuote(file)}`;
}
