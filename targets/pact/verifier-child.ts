/** The process of the verifier: its native part writes to standard output as it likes and may hang or fall, none of which is to happen to us. Takes one job after the other. */
import { loadVerifier } from './load-library.ts';
import type { VerifierJob, VerifierWord } from './verifier-messages.ts';

const library = loadVerifier();

async function verify({ provider, file, baseUrl, stateUrl, timeoutMs }: VerifierJob): Promise<VerifierWord> {
  try {
    const json = await library.verifyPacts({ provider, providerBaseUrl: baseUrl, providerStatesSetupUrl: stateUrl, pactUrls: [file], logLevel: 'error', timeout: timeoutMs });
    return { kind: 'results', json: String(json) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.startsWith('{') ? { kind: 'results', json: message } : { kind: 'crashed', message };
  }
}

process.on('message', (job: VerifierJob) => {
  void verify(job).then((word) => process.send?.(word));
});
// Whoever has started us is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit());
// Ctrl-C in a terminal goes to us too; it is our parent who decides when we end.
process.on('SIGINT', () => undefined);
