/** The style of the page: no script, no font, no image from elsewhere; light or dark as the reader's system says. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c1e21; --soft: #5b626b; --paper: #fff; --panel: #f4f5f7; --line: #d5d9de;
  --pass: #17662f; --fail: #a8071a; --unknown: #7a4b00; --not-applicable: #5b626b; --waived: #5a2d91; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a6adb5; --paper: #16181b; --panel: #202327; --line: #3a3f45;
  --pass: #6fd08c; --fail: #ff8f8f; --unknown: #f0bd62; --not-applicable: #a6adb5; --waived: #c9a5f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); } h3 { margin: 2rem 0 .25rem; } h4 { margin: 1rem 0 .25rem; }
a { color: inherit; } code, pre { font: .85rem/1.45 ui-monospace, monospace; }
pre { background: var(--panel); border: 1px solid var(--line); padding: .6rem .8rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0; unicode-bidi: isolate; }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--panel); } .scroll { overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.sentence { font-size: 1.15rem; margin: .25rem 0 1rem; } .counts { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; padding: 0; }
.counts li { border: 1px solid var(--line); border-left: .4rem solid currentColor; padding: .25rem .75rem; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .unknown { color: var(--unknown); } .not-applicable { color: var(--not-applicable); } .waived { color: var(--waived); }
td.fail, td.unknown { font-weight: 600; } td.unknown { background: repeating-linear-gradient(45deg, transparent 0 6px, var(--panel) 6px 12px); }
.finding { border-left: .3rem solid var(--fail); padding-left: 1rem; margin: 1rem 0; } .soft { color: var(--soft); } summary { cursor: pointer; }
@media print { body { max-width: none; padding: 0; } details { display: block; } }
`;
