import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * YAML is slow to read: what a text says is kept by the digest of the text, within the process and, for the catalogue that was
 * shipped, in `dist/law.json` beside it (made by bin/build.mjs). A changed file has another digest and is simply parsed.
 */
const kept = new Map<string, unknown>();
const looked = new Set<string>();

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Takes in what the build parsed of a catalogue folder; does nothing where there is no such file or it does not read. */
export function takeCompiled(folder: string): void {
  if (looked.has(folder)) return;
  looked.add(folder);
  try {
    const compiled = JSON.parse(readFileSync(join(folder, '..', 'dist', 'law.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    for (const [digest, raw] of Object.entries(compiled)) kept.set(digest, raw);
  } catch {
    // Without it, or with half of it, every text is parsed as it stands.
  }
}

/** What a data file says. Throws where it does not parse. The value is shared: never change it. */
export function parsedOf(text: string, json: boolean): unknown {
  // Bulk data is JSON, which is fast enough.
  if (json) return JSON.parse(text);
  const digest = digestOf(text);
  const found = kept.get(digest);
  if (found !== undefined) return found;
  const raw = parse(text, { prettyErrors: false }) ?? {};
  kept.set(digest, raw);
  return raw;
}
