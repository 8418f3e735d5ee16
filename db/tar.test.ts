import { describe, expect, test } from 'vitest';
import { readTar, TAR_END, type TarEntry, tarHeader, tarPadding } from './tar.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(bytes: Buffer, size: number) {
  const found: { path: string; kind: string; text: string }[] = [];
  for await (const entry of readTar(pieces(bytes, size))) {
    let text = '';
    // One entry is left unread on purpose: the reader must skip it by itself.
    if (entry.path !== 'skipped') for await (const part of entry.body) text += part.toString('latin1');
    found.push({ path: entry.path, kind: entry.kind, text });
  }
  return found;
}

const file = (path: string, text: string) => {
  const entry: TarEntry = { path, kind: 'file', size: text.length, mode: 0o600, mtime: 1_700_000_000 };
  return Buffer.concat([tarHeader(entry), Buffer.from(text, 'latin1'), tarPadding(text.length)]);
};

describe('tar', () => {
  const long = `${'很长的名字/'.repeat(30)}终.txt`;
  const folder = tarHeader({ path: 'a', kind: 'folder', size: 0, mode: 0o700, mtime: 0 });
  const archive = Buffer.concat([
    folder,
    file('a/b', 'x'.repeat(512)),
    file('skipped', 'y'.repeat(700)),
    file(long, 'z'),
    file('empty', ''),
    TAR_END,
  ]);

  test('what is written is read, whatever the size of the pieces', async () => {
    for (const size of [1, 7, 511, 512, 513, 100_000]) {
      expect(await readAll(archive, size)).toEqual([
        { path: 'a', kind: 'folder', text: '' },
        { path: 'a/b', kind: 'file', text: 'x'.repeat(512) },
        { path: 'skipped', kind: 'file', text: '' },
        { path: long, kind: 'file', text: 'z' },
        { path: 'empty', kind: 'file', text: '' },
      ]);
    }
  });

  test('names around every length of the pax record come back', async () => {
    for (let length = 80; length < 120; length++) {
      const path = `${'é'.repeat(2)}${'n'.repeat(length)}`;
      expect((await readAll(Buffer.concat([file(path, ''), TAR_END]), 512))[0]?.path).toBe(path);
    }
  });

  test('a size beyond 8 GiB is written in the pax way', async () => {
    const size = 9 * 1024 ** 3;
    const head = tarHeader({ path: 'big', kind: 'file', size, mode: 0o600, mtime: 0 });
    expect(head.toString('latin1')).toContain(`size=${size}\n`);
    const entry = await readTar(pieces(head, 512)).next();
    expect(entry.value).toMatchObject({ path: 'big', size });
  });

  test('damage is an error, never silence', async () => {
    for (const at of [0, 156, 300]) {
      const bent = Buffer.from(archive);
      bent[at] = (bent[at] as number) ^ 1;
      await expect(readAll(bent, 512)).rejects.toThrow(/损坏/);
    }
    await expect(readAll(archive.subarray(0, 1500), 512)).rejects.toThrow(/中途结束/);
    await expect(readAll(archive.subarray(0, -1024), 512)).rejects.toThrow(/中途结束/);
  });
});
