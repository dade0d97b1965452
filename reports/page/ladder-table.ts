/** The state ladder as a table: the map before, the request, the map after, and in a word what became of each key. */
import type { Fate, LadderRow, LadderRung } from '../ladder.ts';
import { shortened } from '../printable.ts';
import type { ReportFinding } from '../report.ts';
import { h, type Element } from './element.ts';

const FATE_WORDS: Readonly<Record<Fate, { readonly sign: string; readonly word: string; readonly meaning: string }>> = {
  lost: { sign: '✗', word: 'lost', meaning: 'should be there, is not' },
  leaked: { sign: '‼', word: 'leaked', meaning: 'is there, should not be' },
  altered: { sign: '≠', word: 'altered', meaning: 'has another value than it should' },
  'not-stored': { sign: '○', word: 'not stored', meaning: 'sent, but the request was not accepted' },
  removed: { sign: '−', word: 'removed', meaning: 'gone, as asked' },
  written: { sign: '+', word: 'written', meaning: 'stored as sent' },
  kept: { sign: '=', word: 'kept', meaning: 'as it was' },
};

/** Of a longer key or value the ends are shown: long ones differ at their ends, and stand whole in the exchanges. */
const MAX_CODE_POINTS = 96;

/** Code points of the string that a JSON text stands for; null when it stands for none. */
function lengthOf(json: string): number | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? [...value].length : null;
  } catch {
    return null;
  }
}

function shownText(json: string): Element {
  const text = shortened(json, MAX_CODE_POINTS);
  const length = text === json ? null : lengthOf(json);
  return h('span', null, h('code', null, text), length === null ? null : h('span', { class: 'soft small' }, ` ${length} code points`));
}

/** The note on a value that no read has shown. */
const UNREAD = 'not read: it follows from the writes between';

function cell(value: string | null, isKnown: boolean, isInferred: boolean): Element {
  if (!isKnown) return h('td', { class: 'soft' }, 'not known');
  if (isInferred) return h('td', { class: 'soft' }, value === null ? 'not there' : shownText(value), h('span', { class: 'small' }, ` (${UNREAD})`));
  return value === null ? h('td', { class: 'absent' }, h('span', { 'aria-hidden': 'true' }, '·'), h('span', { class: 'only-read' }, 'not there')) : h('td', null, shownText(value));
}

function line(row: LadderRow, rung: LadderRung): Element {
  const { sign, word, meaning } = FATE_WORDS[row.fate];
  return h('tr', { class: `fate-${row.fate}` },
    h('th', { scope: 'row' }, shownText(JSON.stringify(row.key))),
    cell(row.before, rung.readBefore !== null, row.inferred?.includes('before') === true),
    row.sent === null ? h('td', { class: 'absent' }, h('span', { 'aria-hidden': 'true' }, '·'), h('span', { class: 'only-read' }, 'not named')) : h('td', null, shownText(row.sent)),
    cell(row.after, rung.readAfter !== null, row.inferred?.includes('after') === true),
    h('td', { class: 'fate', title: meaning }, h('span', { class: 'fate-sign', 'aria-hidden': 'true' }, sign), ' ', word));
}

function readLabel(id: number | null, what: string): string {
  return id === null ? what : `${what} (read #${id})`;
}

/** One rung of a finding's ladder: the table of a resource's keys around the offending request. */
export function ladderTable(rung: LadderRung, { id: finding, exchanges }: Pick<ReportFinding, 'id' | 'exchanges'>): Element {
  const request = exchanges.find(({ id }) => id === rung.request);
  const asked = request === undefined ? `#${rung.request}` : `#${rung.request} ${request.request.method} → ${request.response?.status ?? 'no answer'}`;
  const isRead = rung.readAfter === rung.request;
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `State ladder of the ${rung.slot} in finding ${finding}` },
    h('table', { class: 'ladder' },
      h('caption', null, rung.slot === 'subject' ? 'The resource under trial' : 'Another resource, which must not notice'),
      h('thead', null, h('tr', null,
        h('th', { scope: 'col' }, 'Key'), h('th', { scope: 'col' }, readLabel(rung.readBefore, 'Before')), h('th', { scope: 'col' }, `Request ${asked}`),
        h('th', { scope: 'col' }, isRead ? `Seen by #${rung.request}` : readLabel(rung.readAfter, 'After')), h('th', { scope: 'col' }, 'What became of it'))),
      h('tbody', null,
        rung.rows.length === 0 ? h('tr', null, h('td', { colSpan: 5, class: 'soft' }, 'The map is empty before and after.')) : rung.rows.map((row) => line(row, rung)),
        rung.omitted === 0 ? null : h('tr', null, h('td', { colSpan: 5, class: 'soft' }, `and ${rung.omitted} more keys`)))));
}
