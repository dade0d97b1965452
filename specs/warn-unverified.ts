import { type CallerConfig, unverified } from './callers.ts';

/** Says loudly, on stderr and before anything is sent, that certificates are not verified; silent when they are. */
export function warnUnverified(config: CallerConfig): void {
  const why = unverified(config);
  if (why.length === 0) return;
  process.stderr.write(`metaconform: WARNING: certificates are NOT verified (${why.join('; ')}). Whoever is between here and the cloud can read every token and password, and change every answer. Name the cloud's authority with cacert or --os-cacert FILE instead.\n`);
}
