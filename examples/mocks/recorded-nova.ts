import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Line {
  readonly type: string;
  readonly trace?: { readonly contract: string };
  readonly contracts?: readonly { readonly id: string }[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** Writes a recording with what another says of servers, under the name `nova`: what it says of images or volumes has no place beside the mocks. */
export function takeServers(report: string, folder: string): void {
  const lines = readFileSync(join(report, 'trace.ndjson'), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
  const kept = lines.filter(({ trace }) => trace === undefined || trace.contract === 'server')
    .map((line) => (line.type === 'run' ? { ...line, labels: { ...line.labels, target: 'nova' }, contracts: line.contracts?.filter(({ id }) => id === 'server') } : line));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'trace.ndjson'), kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
