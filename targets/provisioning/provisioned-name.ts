/** The names of what a run makes: they tell which run it was, when, and that it was nobody else. */

/** What every such name begins with. */
export const NAME_PREFIX = 'metaconform-';

const SHAPE = /^metaconform-(?<date>\d{8}T\d{6}Z)-(?<run>[0-9a-f]{8})-(?<noun>[a-z]+)-\d+$/;

/** The part of a run's id that stands in names: its first eight hexadecimal digits. */
export function shortRun(runId: string): string {
  return `${runId.toLowerCase().replaceAll(/[^0-9a-f]/g, '')}00000000`.slice(0, 8);
}

/** `metaconform-20261121T071215Z-1a2b3c4d-server-1` */
export function provisionedName(runId: string, at: Date, noun: string, number: number): string {
  return `${NAME_PREFIX}${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${shortRun(runId)}-${noun}-${number}`;
}

/** What a name tells. */
export interface NameParts {
  readonly run: string;
  readonly noun: string;
  readonly at: Date;
}

/** Read a name; null when it is not exactly of our shape, and so none of ours. */
export function readProvisionedName(name: string): NameParts | null {
  const { date, run, noun } = SHAPE.exec(name)?.groups ?? {};
  if (date === undefined || run === undefined || noun === undefined) return null;
  const at = new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return Number.isNaN(at.getTime()) ? null : { run, noun, at };
}
