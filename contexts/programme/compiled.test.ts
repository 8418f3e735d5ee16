/** What the build read of a notice is what the loader reads, its faults stand at the same places, and a changed text is read anew. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadNotice } from './load.ts';
import { both, words } from './next-year.fixture.ts';
import { readYaml } from './yaml-places.ts';

const home = mkdtempSync(join(tmpdir(), 'zean-compiled-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The two files in a package of their own, with what the build would have read of them beside, or nothing. */
function packaged(name: string, values: Record<string, unknown> | null): string {
  const notices = join(home, name, 'notices');
  mkdirSync(join(home, name, 'dist'), { recursive: true });
  mkdirSync(notices);
  for (const [file, text] of Object.entries(both)) writeFileSync(join(notices, file), text);
  if (values) writeFileSync(join(home, name, 'dist', 'notices.json'), JSON.stringify(values));
  return join(notices, '2023-7.yaml');
}
const readNow = (text: string) => structuredClone(readYaml(text).value);
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
const texts = Object.values(both).map(String);
const compiled = Object.fromEntries(texts.map((text) => [digest(text), readNow(text)]));

it('answers the same with it and without it', () => {
  const plain = loadNotice(packaged('plain', null), words);
  expect(plain.ok).not.toBeNull();
  const file = packaged('built', compiled);
  expect(loadNotice(file, words)).toEqual(plain);
  expect(loadNotice(file, words), 'nobody changed what is kept').toEqual(plain);
});

it('is really what is read, and a fault of it stands where the text has it', () => {
  const told = (name: string, values: Record<string, unknown> | null) =>
    loadNotice(packaged(name, values), { ...words, measures: [] }).faults.map(({ file: _, ...fault }) => fault);
  const plain = told('plain-faults', null);
  expect(plain.length).toBeGreaterThan(0);
  expect(plain.some(({ line }) => line > 1)).toBe(true);
  expect(told('built-faults', compiled)).toEqual(plain);
  const emptied = Object.fromEntries(Object.keys(compiled).map((key) => [key, {}]));
  expect(loadNotice(packaged('emptied', emptied), words).ok, 'the value beside was taken').toBeNull();
});

it('a text that was changed since is read as it stands', () => {
  const file = packaged('changed', compiled);
  writeFileSync(file, readFileSync(file, 'utf8').replace('2023', '2023\n  colour: red'));
  expect(loadNotice(file, words).ok).toBeNull();
});
