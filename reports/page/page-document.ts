/** The frame of every page: one self-contained HTML file that opens from a disk, asks no network, and runs no script but ours. */
import { createHash } from 'node:crypto';
import { renderToString } from 'preact-render-to-string';
import { printable } from '../printable.ts';
import { h, ownText, type Content } from './element.ts';

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  /** Style sheets as text, in order. */
  readonly styles: readonly string[];
  /** Browser scripts as text, each run as a module of its own after the document was read. */
  readonly scripts: readonly string[];
  readonly body: Content;
}

function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Only the styles and scripts written here may act, whatever a target has put into the text. */
function policy(style: string, scripts: readonly string[]): string {
  const scriptSource = scripts.length === 0 ? `'none'` : scripts.map(sha256).join(' ');
  return `default-src 'none'; style-src ${sha256(style)}; script-src ${scriptSource}; base-uri 'none'; form-action 'none'`;
}

/** Control characters are not legal in HTML, direction marks would turn what stands beside them: all are shown as escapes. Line ends and tabs stay. */
function withoutHiddenCharacters(page: string): string {
  return page.replaceAll(/[^\n\t]+/g, printable);
}

/** A page as text. Everything in `body` that is not an element is escaped; no `style` attribute takes effect, so classes are used. */
export function pageDocument({ title, styles, scripts, body }: PageParts): string {
  const style = styles.join('\n');
  const page = h('html', { lang: 'en' },
    h('head', null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy(style, scripts) }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', null, title),
      ownText('style', style),
    ),
    h('body', null, body, scripts.map((script) => ownText('script', script))),
  );
  return `<!doctype html>\n${withoutHiddenCharacters(renderToString(page))}\n`;
}
