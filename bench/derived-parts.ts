/**
 * Writes the derived parts of the contracts and the overlays that make the contracts of them: `node bench/derived-parts.ts [DOCUMENTS-FOLDER]`. Run it
 * after a contract or the reader was changed, and read what changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT_DOCUMENTS, deriveAnew, DERIVED_FOLDER, OVERLAY_FOLDER } from '../contracts/derive/derived-part.ts';
import { makeOverlay } from '../contracts/derive/make-overlay.ts';
import { overlayText } from '../contracts/derive/overlay-text.ts';
import { contractFiles } from '../contracts/find-contracts.ts';
import { contractId } from '../contracts/load-contract.ts';
import type { PlainObject } from '../contracts/plain-object.ts';
import { readYaml } from '../contracts/read-yaml.ts';

const documents = process.argv[2] ?? join(import.meta.dirname, '../../shared/documents');
for (const id of Object.keys(CONTRACT_DOCUMENTS)) {
  const derived = await deriveAnew(id, documents);
  const wanted = readYaml(readFileSync(contractFiles().find((file) => contractId(file) === id)!, 'utf8')).data as PlainObject;
  const overlay = makeOverlay(derived, wanted, `What is chosen for ${id}`);
  writeFileSync(join(DERIVED_FOLDER, `${id}.json`), `${JSON.stringify(derived, null, 1)}\n`);
  writeFileSync(join(OVERLAY_FOLDER, `${id}.yaml`), overlayText(overlay));
  console.log(`${id}: ${overlay.actions.length} actions`);
}
