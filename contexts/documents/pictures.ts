import { likenessOf, likenessSize } from './domain/likeness.rule.ts';
import { type Damage, type FileKind, mostPixels } from './domain/words.ts';
import { openWhole } from './originals/index.ts';
import type { Copy } from './places.ts';

// Pictures are worked on beside the requests of everybody else: one thread each, two at once, nothing kept in memory.
const sharpOnce = async () => {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
};
let loading: ReturnType<typeof sharpOnce> | undefined;
/** Loaded with the first picture, for it costs 110 ms and 26 MB. */
const loaded = () => (loading ??= sharpOnce());
const AT_ONCE = 2;
const WAITING = 200;
let running = 0;
const waiting: (() => void)[] = [];

/** Too many pictures are waiting; the caller answers BUSY. */
export class PicturesBusy extends Error {}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING) throw new PicturesBusy('too many pictures at once');
    await new Promise<void>((go) => waiting.push(go));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

const formats: Partial<Record<string, FileKind>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };
const opened = async (from: string | Buffer) =>
  (await loaded())(from, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true });

export type Examined =
  | { ok: true; width: number; height: number; dhash: string | null }
  | { ok: false; why: 'pixels' | 'damaged' };

/** Decodes a picture wholly once: its size as it is seen (turned by EXIF) and its likeness; or why it will not do. */
export function examine(path: string, kind: FileKind): Promise<Examined> {
  return inTurn(async () => {
    try {
      const meta = await (await opened(path)).metadata();
      const { width, height } = meta.autoOrient;
      if (formats[meta.format] !== kind || !width || !height) return { ok: false, why: 'damaged' };
      if (width * height > mostPixels) return { ok: false, why: 'pixels' };
      const grey = await (await opened(path))
        .autoOrient()
        .flatten({ background: '#fff' })
        .resize(likenessSize.width, likenessSize.height, { fit: 'fill', fastShrinkOnLoad: false })
        .toColourspace('b-w')
        .raw()
        .toBuffer();
      return { ok: true, width, height, dhash: likenessOf(new Uint8Array(grey)) };
    } catch (error) {
      if (/pixel limit/i.test((error as Error).message)) return { ok: false, why: 'pixels' };
      return { ok: false, why: 'damaged' };
    }
  });
}

/** The original is not what came in; the caller says so and makes nothing of it. */
export class NotWhole extends Error {
  readonly damage: Damage;
  constructor(damage: Damage) {
    super(`original ${damage}`);
    this.damage = damage;
  }
}

const sides: Readonly<Record<Copy, number>> = { thumb: 320, view: 1600 };

/** A re-encoded copy of an original: turned upright, without metadata, in sRGB, never larger. Throws `NotWhole` where the original is not what came in. */
export async function reencoded(dataFolder: string, sha256: string, copy: Copy): Promise<Buffer> {
  // A copy is a copy of what came in, or there is none: it is made of the very bytes that were hashed.
  const whole = await openWhole(dataFolder, sha256);
  if (typeof whole === 'string') throw new NotWhole(whole);
  const bytes = await whole.handle.readFile().finally(() => whole.handle.close());
  return inTurn(async () =>
    (await opened(bytes))
      .autoOrient()
      .flatten({ background: '#fff' })
      .resize(sides[copy], sides[copy], { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: copy === 'thumb' ? 70 : 80, effort: 2 })
      .toBuffer(),
  );
}
