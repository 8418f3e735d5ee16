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

/** What a data file was found to say when it was checked: its kind, and its content as its schema gives it. */
export interface Checked {
  kind: string;
  content: unknown;
}

let shipped: Map<string, Checked> | null = null;

/**
 * What the build already checked, by the digest of the text: beside a bundle only, made by the same build from the same schemas (bin/build.mjs),
 * so that what runs from its sources always checks for itself. A changed file, a county's own file and one that is wrong are not in it.
 */
export function checkedOf(text: string): Checked | undefined {
  if (!shipped) {
    shipped = new Map();
    try {
      const made = JSON.parse(readFileSync(new URL('./law-checked.json', import.meta.url), 'utf8')) as object;
      shipped = new Map(Object.entries(made));
    } catch {
      // Without it every text is checked as it stands.
    }
  }
  return shipped.size > 0 ? shipped.get(digestOf(text)) : undefined;
}

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
