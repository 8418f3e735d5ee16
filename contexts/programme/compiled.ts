import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the build read of the shipped notices (bin/build.mjs), by the digest of their text: YAML with places is slow to read, and
 * every command of the command line reads them. A changed file has another digest and is read as it stands.
 */
const kept = new Map<string, Record<string, unknown>>();

function compiledBeside(folder: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(join(folder, '..', 'dist', 'notices.json'), 'utf8')) as Record<string, unknown>;
  } catch {
    // Without it, or with half of it, every text is read as it stands.
    return {};
  }
}

/** The value of a text in that folder, a copy of the caller's own; undefined when the build did not read this very text. */
export function compiledOf(folder: string, source: string): unknown {
  const there = kept.get(folder) ?? compiledBeside(folder);
  kept.set(folder, there);
  const value = there[createHash('sha256').update(source).digest('base64url')];
  return value === undefined ? undefined : structuredClone(value);
}
