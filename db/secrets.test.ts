import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FIELD_KEYS_FILE, fieldKey, fieldKeysOf, readFieldKeys, secretsOf } from './secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zean-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const base64 = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const put = (text: string) => writeFile(join(folder, FIELD_KEYS_FILE), text);
const ids = async (given: string[] = []) => (await readFieldKeys(folder, given)).map((key) => key.id);
const idOf = (fill: number) => fieldKey(base64(fill))?.id;

describe('the keys of sealed fields', () => {
  test('reading makes none; the first use makes one, for its owner alone, and keeps it', async () => {
    expect(await readFieldKeys(folder)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    const [made, ...more] = await fieldKeysOf(folder);
    expect(more).toEqual([]);
    expect(made?.bytes.length).toBe(32);
    expect(made?.id).toMatch(/^[0-9a-f]{8}$/);
    expect(await fieldKeysOf(folder)).toEqual([made]);
    expect((await stat(join(folder, FIELD_KEYS_FILE))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder), 'nothing half written').toEqual([FIELD_KEYS_FILE]);
  });

  test('are not among the passwords, which a backup holds', async () => {
    await secretsOf(folder);
    const [made] = await fieldKeysOf(folder);
    const secrets = await readFile(join(folder, 'secrets.json'), 'utf8');
    expect(secrets).not.toContain(made?.bytes.toString('base64'));
  });

  test('a line on top is the newest, whatever its alphabet; remarks and empty lines are none', async () => {
    await put(`# a remark\r\n${Buffer.alloc(32, 2).toString('base64url')}\r\n\r\n  ${base64(1)}\n${base64(2)}\n`);
    expect(await ids()).toEqual([idOf(2), idOf(1)]);
  });

  test('given ones come first, each once, and nothing is made beside them', async () => {
    expect((await fieldKeysOf(folder, [base64(3)])).map((key) => key.id)).toEqual([idOf(3)]);
    expect(await readdir(folder)).toEqual([]);
    await put(`${base64(1)}\n${base64(3)}\n`);
    expect(await ids([base64(3), base64(2)])).toEqual([idOf(3), idOf(2), idOf(1)]);
  });

  test('a file carried here readable for all is closed', async () => {
    await put(base64(1));
    await chmod(join(folder, FIELD_KEYS_FILE), 0o644);
    await ids();
    expect((await stat(join(folder, FIELD_KEYS_FILE))).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['# only a remark\n', /field-keys 中没有密钥/],
    ['', /field-keys 中没有密钥/],
    [`${base64(1)}\nsecret-${base64(2)}\n`, /field-keys 第 2 行不是密钥/],
    [base64(1).slice(0, 40), /第 1 行不是密钥/],
  ])('%j is refused by line, unshown, and no key is made in its place', async (text, message) => {
    await put(text);
    const refused = await fieldKeysOf(folder).then(String, (error) => error);
    expect(refused).toMatchObject({ code: 'FIELD_KEYS_BROKEN', message: expect.stringMatching(message) });
    expect(refused.message).not.toContain('secret');
    expect(await readFile(join(folder, FIELD_KEYS_FILE), 'utf8')).toBe(text);
  });

  test('a file that cannot be read is named', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, '');
    await expect(readFieldKeys(folder)).rejects.toMatchObject({ code: 'FIELD_KEYS_UNREADABLE' });
  });
});
