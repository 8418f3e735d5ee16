import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { newTar, openEntry, readTar, type TarEntry } from './tar.ts';

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

/** An archive of these, in order. */
async function archiveOf(entries: readonly [path: string, text?: string][]): Promise<Buffer> {
  const archive = newTar();
  const parts: Buffer[] = [];
  const read = (async () => {
    for await (const part of archive) parts.push(part as Buffer);
  })();
  for (const [path, text] of entries) {
    const folder = text === undefined;
    const entry = openEntry(archive, {
      path,
      kind: folder ? 'folder' : 'file',
      size: text?.length ?? 0,
      mode: folder ? 0o700 : 0o600,
      mtime: 1_700_000_000,
    });
    if (text) await entry.write(Buffer.from(text, 'latin1'));
    await entry.end();
  }
  archive.finalize();
  await read;
  return Buffer.concat(parts);
}

describe('tar', async () => {
  const long = `${'很长的名字/'.repeat(30)}终.txt`;
  const archive = await archiveOf([
    ['a'],
    ['a/b', 'x'.repeat(512)],
    ['skipped', 'y'.repeat(700)],
    [long, 'z'],
    ['empty', ''],
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
      expect((await readAll(await archiveOf([[path, '']]), 512))[0]?.path).toBe(path);
    }
  });

  test('a size beyond 8 GiB comes back', async () => {
    const big: TarEntry = { path: 'big', kind: 'file', size: 9 * 1024 ** 3, mode: 0o600, mtime: 0 };
    const archive = newTar();
    openEntry(archive, big);
    const [head] = (await once(archive, 'data')) as [Buffer];
    const entry = await readTar(pieces(head, 512)).next();
    expect(entry.value).toMatchObject({ path: 'big', size: big.size, mode: 0o600, mtime: 0 });
  });

  test('what is neither file nor folder is refused', async () => {
    const archive = newTar();
    archive.entry({ name: 'link', type: 'symlink', linkname: '/etc/passwd' });
    archive.finalize();
    const parts: Buffer[] = [];
    for await (const part of archive) parts.push(part as Buffer);
    await expect(readAll(Buffer.concat(parts), 512)).rejects.toThrow('归档中有不支持的条目类型 "symlink"');
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
