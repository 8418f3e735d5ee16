import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Refused, refuse } from '#kernel';
import { holdsPage, kindOf } from './domain/file.rule.ts';
import { strangeTail } from './domain/picture-end.rule.ts';
import { type FileKind, isImage, largestBytes } from './domain/words.ts';
import { originalsOf } from './originals/index.ts';
import { examine, PicturesBusy } from './pictures.ts';
import { exclusive, incomingFolder } from './places.ts';

type Why = 'empty' | 'large' | 'kind' | 'heic' | 'page' | 'broken';
type Received =
  | { ok: true; temporary: string; bytes: number; sha256: string; kind: FileKind }
  | { ok: false; why: Why };

const refusals: Readonly<Record<Why, Refused>> = {
  empty: refuse('INVALID', '文件是空的，请重新选择'),
  large: refuse('TOO_LARGE', '文件过大，最多 20 MB'),
  kind: refuse('INVALID', '这种文件不能上传：应为 JPEG、PNG、WebP 照片或 PDF'),
  heic: refuse('INVALID', 'HEIC 照片不能上传：请在手机相机设置里把格式改为“兼容性最佳（JPEG）”后重拍，或转存为 JPEG'),
  page: refuse('INVALID', '这张照片里夹带了网页代码，不能上传'),
  broken: refuse('INVALID', '上传中断，请重新上传'),
};
export const tooLarge = refusals.large;

const OVERLAP = 16;

/** Writes a body to a temporary file while hashing it; stops at the first thing that is wrong. Whoever calls renames or removes the file. */
async function receive(body: Readable, temporary: string): Promise<Received> {
  const file = await open(temporary, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  let tail = '';
  let kind: FileKind | null = null;
  const stop = (why: Why): Received => ({ ok: false, why });
  try {
    // The stream is not destroyed when we stop early: the answer has to reach whoever is still sending.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > largestBytes) return stop('large');
      hash.update(chunk);
      if (kind === null) {
        head = Buffer.concat([head, chunk]);
        if (head.length < OVERLAP) continue;
        const found = kindOf(head);
        if (found === null || found === 'heic') return stop(found ?? 'kind');
        kind = found;
        await file.write(head);
        if (isImage(kind) && holdsPage(head.toString('latin1'))) return stop('page');
        tail = head.subarray(-OVERLAP).toString('latin1');
        continue;
      }
      if (isImage(kind)) {
        const text = chunk.toString('latin1');
        if (holdsPage(tail + text)) return stop('page');
        tail = (tail + text).slice(-OVERLAP);
      }
      await file.write(chunk);
    }
    if (bytes === 0) return stop('empty');
    if (kind === null) return stop('kind');
    await file.sync();
    return { ok: true, temporary, bytes, sha256: hash.digest('hex'), kind };
  } catch (error) {
    // Whoever was sending is gone; a full disk is another matter.
    if (body.errored) return stop('broken');
    throw error;
  } finally {
    await file.close();
  }
}

/** A file as it lies on disk; `picture` is null for a PDF, its `dhash` null for a picture with too little in it. */
export interface Kept {
  bytes: number;
  kind: FileKind;
  picture: { width: number; height: number; dhash: string | null } | null;
}

export interface KeepOptions {
  /** Looked at once everything is received: a refusal (of the name, say) keeps the file out. */
  also?: (kind: FileKind) => Refused | null;
  /** Facts already known of this hash: the picture is not decoded again. */
  known?: Kept | null;
  /** Run with the file in place, while no sweep can cross it: writes the file's rows. */
  settled?: (kept: Kept) => Promise<void>;
}

/**
 * Streams a body to disk while hashing it. It appears in the store under its hash only when whole, equal to the hash, of a kind that is taken,
 * and readable; otherwise nothing stays and the refusal says why.
 */
export async function keep(
  dataFolder: string,
  sha256: string,
  body: Readable,
  options: KeepOptions = {},
): Promise<Kept | Refused> {
  const folder = incomingFolder(dataFolder);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, randomUUID());
  try {
    const got = await receive(body, temporary);
    if (!got.ok) return refusals[got.why];
    if (got.sha256 !== sha256) {
      return refuse('INVALID', '收到的内容与摘要不符，可能传输出错，请重新上传', {
        places: [{ place: 'sha256', value: sha256, allowed: got.sha256, message: '内容与摘要不符' }],
      });
    }
    const no = options.also?.(got.kind);
    if (no) return no;
    const kept = options.known ?? (await factsOf(got));
    if ('refused' in kept) return kept;
    await exclusive(sha256, async () => {
      await originalsOf(dataFolder).settle(temporary, sha256);
      await options.settled?.(kept);
    });
    return kept;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function factsOf(got: Received & { ok: true }): Promise<Kept | Refused> {
  const plain = { bytes: got.bytes, kind: got.kind };
  if (!isImage(got.kind)) return { ...plain, picture: null };
  try {
    const found = await examine(got.temporary, got.kind);
    const tail = found.ok ? strangeTail(await readFile(got.temporary), got.kind) : 0;
    if (tail > 0) {
      return refuse(
        'INVALID',
        `照片结尾之后还附有 ${tail} 字节别的内容，不能上传：请在相册里编辑另存一份，或截图后再传`,
      );
    }
    if (found.ok) return { ...plain, picture: { width: found.width, height: found.height, dhash: found.dhash } };
    return found.why === 'pixels'
      ? refuse('TOO_LARGE', '照片像素过大，最多 6400 万像素，请调低相机分辨率')
      : refuse('INVALID', '照片不完整或已损坏（可能没有存完），请重新拍照或换一张');
  } catch (error) {
    if (error instanceof PicturesBusy) return refuse('BUSY');
    throw error;
  }
}
