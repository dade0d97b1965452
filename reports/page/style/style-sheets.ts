import { readAsset } from '../read-asset.ts';

/** Tokens and base: the style sheets that all pages share, in order. Add a page's own after them. */
export function sharedStyles(): readonly string[] {
  return [readAsset('style/tokens.css'), readAsset('style/base.css')];
}
