import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { compileLaw } from './compile.ts';
import { digestOf } from './parsed.ts';
import { startReading } from './read-folder.ts';

const law = fileURLToPath(new URL('../../law', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'law-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('what the build checks of the law beforehand', () => {
  it('is every file that was shipped, as the loader reads it', () => {
    const reading = startReading();
    reading.add(law);
    const checked = compileLaw(law);
    expect(reading.problems).toEqual([]);
    expect(Object.keys(checked)).toHaveLength(reading.sources.length);
    for (const { kind, file, content } of reading.sources)
      expect(checked[digestOf(readFileSync(join(law, file), 'utf8'))], file).toEqual({ kind, content });
  });

  it('leaves a file with a fault to the loader, which says where it is wrong', () => {
    cpSync(law, copy, { recursive: true });
    const name = join(copy, 'calendar-wrong.yaml');
    const text = 'kind: calendar\nfrom: 2021-01-01\nto: yesterday\nyears: []\n';
    writeFileSync(name, text);
    const checked = compileLaw(copy);
    expect(checked[digestOf(text)]).toBeUndefined();
    expect(Object.keys(checked)).toHaveLength(Object.keys(compileLaw(law)).length);
  });
});
