/** The shared file of parameters beside today's OpenStack references. */
import { asObject, isObject } from '../plain-object.ts';
import { readYaml } from '../read-yaml.ts';
import type { ParameterEntry, Sentence } from './model.ts';
import { sentencesOf } from './sentences.ts';

function sentences(description: unknown, line: number, file: string): readonly Sentence[] {
  if (typeof description !== 'string') return [];
  // The text of a block scalar begins a line below its key.
  const lines = description.split('\n').map((text, index) => ({ text, line: line + 1 + index }));
  const paragraphs: (typeof lines)[] = [[]];
  for (const each of lines) {
    if (each.text.trim() === '') paragraphs.push([]);
    else paragraphs.at(-1)!.push(each);
  }
  return paragraphs.flatMap((paragraph) => (paragraph.length === 0 ? [] : sentencesOf(paragraph, file)));
}

/** A look-up in the text of a shared file; a text that is no YAML has no entries. */
export function parameterFile(text: string, file: string): (name: string) => ParameterEntry['definition'] {
  const yaml = readYaml(text);
  const entries = asObject(yaml.data);
  return (name) => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (!isObject(entry)) return null;
    const { in: place, type, required, description } = entry as { in?: unknown; type?: unknown; required?: unknown; description?: unknown };
    const line = yaml.lineOf(`/${name}/description`) ?? 1;
    return { in: String(place ?? ''), type: String(type ?? ''), required: typeof required === 'boolean' ? required : null, sentences: sentences(description, line, file) };
  };
}
