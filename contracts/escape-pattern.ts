/** A text as a regular expression that matches it and nothing else, also for readers of other dialects: only what has a meaning is escaped. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
