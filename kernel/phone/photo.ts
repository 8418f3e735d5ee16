import type { Outbox } from '#kernel/outbox';
import { instantText, sha256Of } from '#kernel/ui';
import { type Spot, spotText } from './spot.ts';

/** A photo as the form holds it: the untouched picture by its hash, and what the camera knew. */
export interface TakenPhoto {
  sha256: string;
  type: string;
  name: string;
  /** The county's instant of the taking; for an album picture, of the choosing. */
  takenAt: string;
  fromAlbum: boolean;
  spot: Spot | null;
}

/** One photo as a command takes it. */
export interface PhotoGiven {
  sha256: string;
  capturedAt: string;
  lat?: number;
  lng?: number;
  datum?: 'WGS-84';
  fromAlbum: boolean;
  original?: string;
}

/** Kinds the server keeps as they are, and its limit; another picture goes up only as the stamped copy. */
const KEPT_AS_IS = ['image/jpeg', 'image/png', 'image/webp'];
const MOST_BYTES = 20 * 1024 * 1024;
/** Longest edge of the copy with time and place printed on it. */
const LONG_EDGE = 2048;
const QUALITY = 0.86;
/** Of the picture beside it, which the copy is proven by. */
const FINE_QUALITY = 0.92;

interface Drawn {
  /** Longest edge of the picture as it came. */
  edge: number;
  canvas: HTMLCanvasElement;
  pen: CanvasRenderingContext2D;
}

/** The picture behind the bytes. Safari 14 has no `createImageBitmap`: there an image element reads them. */
async function pictureOf(blob: Blob): Promise<ImageBitmap | HTMLImageElement> {
  if (typeof createImageBitmap === 'function') return createImageBitmap(blob);
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function draw(blob: Blob, longest = LONG_EDGE): Promise<Drawn> {
  const picture = await pictureOf(blob).catch(() => {
    throw new Error('这张照片打不开：可能不是照片，或手机不支持它的格式。请重新拍摄');
  });
  const edge = Math.max(picture.width, picture.height);
  const scale = Math.min(1, longest / edge);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('手机内存不足，请关闭其他程序后重拍');
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  if ('close' in picture) picture.close();
  return { canvas, pen, edge };
}

const jpegOf = (canvas: HTMLCanvasElement, quality = QUALITY): Promise<Blob> =>
  new Promise((done, failed) =>
    canvas.toBlob(
      (blob) => (blob ? done(blob) : failed(new Error('手机内存不足，请关闭其他程序后重拍'))),
      'image/jpeg',
      quality,
    ),
  );

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

/**
 * Puts a fresh picture on the device: as it came when it is no longer than `longest` pixels (always, when none is given), else brought down to them.
 * @throws Error with a Chinese sentence when it is no picture; a quota error when the phone is full
 */
export async function keepPhoto(
  outbox: Outbox,
  file: File,
  of: Omit<TakenPhoto, 'sha256' | 'type' | 'name'>,
  longest?: number,
): Promise<TakenPhoto> {
  // Drawn in any case: what cannot be drawn now could not be stamped later.
  const { canvas, edge } = await draw(file, longest);
  const asIs = KEPT_AS_IS.includes(file.type) && file.size <= MOST_BYTES && edge <= (longest ?? edge);
  const bytes = await bytesOf(asIs ? file : await jpegOf(canvas, FINE_QUALITY));
  const type = asIs ? file.type : 'image/jpeg';
  const sha256 = await sha256Of(bytes);
  await outbox.keepFile({ sha256, bytes, type, name: file.name || '照片.jpg' });
  return { ...of, sha256, type, name: file.name || '照片.jpg' };
}

/** Lines printed on a picture: number, place, then time and coordinates; an album picture says so. */
export function stampLines(photo: TakenPhoto, lines: readonly string[]): string[] {
  const time = instantText(photo.takenAt, false);
  return [
    ...lines.filter((line) => line !== ''),
    photo.fromAlbum
      ? `取自相册，非现场拍摄 · 选取于 ${time}`
      : `${time}${photo.spot ? ` · ${spotText(photo.spot)}` : ' · 未定位'}`,
  ];
}

function stamp({ canvas, pen }: Drawn, lines: readonly string[]): void {
  const colours = getComputedStyle(document.documentElement);
  const size = Math.max(14, Math.round(Math.min(canvas.width, canvas.height) * 0.032));
  const [gap, pad] = [Math.round(size * 1.5), Math.round(size * 0.8)];
  pen.font = `500 ${size}px ${colours.getPropertyValue('--face') || 'sans-serif'}`;
  pen.textBaseline = 'middle';
  const band = gap * lines.length + pad;
  pen.globalAlpha = 0.72;
  pen.fillStyle = colours.getPropertyValue('--ink').trim() || 'black';
  pen.fillRect(0, canvas.height - band, canvas.width, band);
  pen.globalAlpha = 1;
  pen.fillStyle = colours.getPropertyValue('--on-dark').trim() || 'white';
  lines.forEach((line, i) => {
    pen.fillText(line, pad, canvas.height - band + pad / 2 + gap * (i + 0.5), canvas.width - 2 * pad);
  });
}

/**
 * Prints number, time and place on each picture and keeps the printed copies: what goes up is the copy, with the hash of the
 * untouched picture beside it.
 * @returns the photos as a command takes them, and every file that must be on the server before
 */
export async function stampAll(
  outbox: Outbox,
  photos: readonly TakenPhoto[],
  lines: readonly string[],
): Promise<{ given: PhotoGiven[]; files: string[] }> {
  const given: PhotoGiven[] = [];
  for (const photo of photos) {
    const file = await outbox.file(photo.sha256);
    if (!file) throw new Error(`照片“${photo.name}”不在本机了，请删去后重拍`);
    const drawn = await draw(new Blob([file.bytes], { type: file.type }));
    stamp(drawn, stampLines(photo, lines));
    const bytes = await bytesOf(await jpegOf(drawn.canvas));
    const sha256 = await sha256Of(bytes);
    await outbox.keepFile({ sha256, bytes, type: 'image/jpeg', name: `水印-${photo.name.replace(/\.\w+$/, '')}.jpg` });
    const { spot } = photo;
    given.push({
      sha256,
      original: photo.sha256,
      capturedAt: photo.takenAt,
      fromAlbum: photo.fromAlbum,
      ...(spot ? { lat: spot.lat, lng: spot.lng, datum: spot.datum } : {}),
    });
  }
  return { given, files: given.flatMap((one) => [one.original as string, one.sha256]) };
}
