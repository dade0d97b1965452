import { h, type Content, type Element } from '../page/element.ts';
import { pageDocument } from '../page/page-document.ts';
import { readAsset } from '../page/read-asset.ts';
import { sharedStyles } from '../page/style/style-sheets.ts';
import { verdictSymbols } from '../page/verdict-mark.ts';

/** What a page of the site is made of. */
export interface SitePage {
  readonly title: string;
  /** Way back to the front page: '' for the front page, `../` one folder below. */
  readonly root: string;
  readonly heading: Content;
  readonly lead: Content;
  readonly sections: Content;
}

/** A section with its heading. */
export function siteSection(anchor: string, title: string, lead: string, content: Content): Element {
  return h('section', { id: anchor, 'aria-labelledby': `${anchor}-title`, 'data-section': '' }, h('h2', { id: `${anchor}-title` }, title), lead === '' ? null : h('p', { class: 'soft' }, lead), content);
}

const STYLES = [...sharedStyles(), readAsset('style/report.css'), readAsset('style/compare.css'), readAsset('style/site.css')];
const SCRIPTS = ['theme', 'site-search', 'print'].map((name) => readAsset(`browser/${name}.js`));

/** A page of the site: self-contained, like every page. */
export function sitePage({ title, root, heading, lead, sections }: SitePage): string {
  return pageDocument({
    title, styles: STYLES, scripts: SCRIPTS,
    body: [
      h('a', { class: 'skip-link', href: '#content' }, 'To the content'), verdictSymbols(),
      h('header', { class: 'page-head' },
        h('div', { class: 'brand' }, root === '' ? h('span', null, 'metaconform') : h('a', { href: `${root}index.html` }, 'All targets'), h('span', { class: 'brand-buttons needs-script' }, h('button', { type: 'button', 'data-theme-button': '' }, 'Theme: auto'))),
        h('h1', null, heading), lead),
      h('main', { id: 'content' }, sections),
      h('footer', { class: 'page-foot small soft' }, h('p', null, 'Made by metaconform site from the reports it shows, each copied as it was. ', h('code', null, 'sha256sum -c SHA256SUMS'), ' in the folder of a report proves that.')),
    ],
  });
}

/** The search of a page: rows that do not hold its words are hidden. */
export function siteSearch(label: string): Element {
  return h('form', { class: 'site-search needs-script no-print', role: 'search', 'data-site-search': '' }, h('label', null, h('span', { class: 'only-read' }, label), h('input', { type: 'search', placeholder: label, autocomplete: 'off', spellcheck: false })), h('output', { role: 'status' }));
}
