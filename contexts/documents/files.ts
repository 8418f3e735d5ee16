import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Refused, refuse } from '#kernel';
import { allowedKinds, type FileKind, kindOf } from './domain/kind.rule.ts';
import { copyOf, lookAt, type Picture, type Size } from './pictures.ts';

export const MOST_BYTES = 20 * 1024 * 1024;

/** Where the bytes of a hash lie. The hash is checked by its shape first, so no path can lead elsewhere. */
export function placeOf(dataFolder: string, sha256: string, part: 'files' | 'copies' = 'files'): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a hash');
  return join(dataFolder, part, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

export interface Kept {
  bytes: number;
  kind: FileKind;
  picture: Picture | null;
}

/** Streams a body to disk while hashing it; it appears under its hash only when whole, of a kept kind and readable. */
export async function keep(dataFolder: string, sha256: string, body: Readable, scratch: string): Promise<Kept | Refused> {
  const target = placeOf(dataFolder, sha256);
  const temporary = join(dataFolder, 'tmp', scratch);
  await mkdir(dirname(temporary), { recursive: true });
  const file = await open(temporary, 'w', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) return refuse('TOO_LARGE', '文件过大，最多 20 MB');
      if (head.length < 16) head = Buffer.concat([head, chunk]).subarray(0, 16);
      hash.update(chunk);
      await file.write(chunk);
    }
    if (bytes === 0) return refuse('INVALID', '文件是空的');
    if (hash.digest('hex') !== sha256) return refuse('INVALID', '文件在传输中不完整，请重新上传', { places: [{ place: 'sha256', value: sha256, allowed: '与文件内容一致的 SHA-256', message: '文件内容与摘要不一致' }] });
    const kind = kindOf(head);
    if (!kind) return refuse('INVALID', `不支持的文件类型，应为${allowedKinds}`);
    const picture = kind === 'application/pdf' ? null : await lookAt(temporary).catch(() => undefined);
    if (picture === undefined) return refuse('INVALID', '照片已损坏，或超过 6400 万像素');
    await file.sync();
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(temporary, target);
    return { bytes, kind, picture };
  } finally {
    await file.close();
    await rm(temporary, { force: true });
  }
}

/** The served copy of a picture, made once and kept; remade when lost. */
export async function served(dataFolder: string, sha256: string, size: Size): Promise<Buffer> {
  const copy = `${placeOf(dataFolder, sha256, 'copies')}.${size}.jpg`;
  const there = await readFile(copy).catch(() => null);
  if (there) return there;
  const made = await copyOf(placeOf(dataFolder, sha256), size);
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
  const temporary = `${copy}.new`;
  const file = await open(temporary, 'w', 0o600);
  await file.write(made);
  await file.close();
  await rename(temporary, copy);
  return made;
}

export const isKept = (dataFolder: string, sha256: string): Promise<boolean> => stat(placeOf(dataFolder, sha256)).then(() => true, () => false);
