import sharp from 'sharp';
import { dhashOf } from './domain/dhash.rule.ts';

sharp.concurrency(1);
sharp.cache({ memory: 32, files: 0 });

const MOST_PIXELS = 64_000_000;

export interface Picture {
  width: number;
  height: number;
  dhash: string;
}

/** Looks at a picture: its size and dHash. Throws when it is damaged or larger than 64 megapixels. */
export async function lookAt(path: string): Promise<Picture> {
  const image = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const { width, height, orientation = 1 } = await image.metadata();
  const grey = await image.rotate().greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  return { width: orientation > 4 ? height : width, height: orientation > 4 ? width : height, dhash: dhashOf(grey) };
}

export const sizes = { thumb: 320, view: 1600 } as const;
export type Size = keyof typeof sizes;

/** A re-encoded copy: turned upright, without metadata, in sRGB. Never the original bytes. */
export const copyOf = (path: string, size: Size): Promise<Buffer> =>
  sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .rotate()
    .resize(sizes[size], sizes[size], { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality: size === 'thumb' ? 70 : 82, mozjpeg: false })
    .toBuffer();
