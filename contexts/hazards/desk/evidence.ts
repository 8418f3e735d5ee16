import type { Photo, PhotoPair } from '#kernel/ui';
import { purposeWords } from '../../documents/desk/index.ts';
import type { PhotoUse } from './answers.ts';

/** Photos as the contact sheet takes them: in the order of the work, each with what it shows and where it came from. */
export function sheetPhotos(photos: readonly PhotoUse[]): Photo[] {
  const order = Object.keys(purposeWords);
  const rank = (photo: PhotoUse) => (order.includes(photo.purpose) ? order.indexOf(photo.purpose) : order.length);
  return [...photos]
    .sort((a, b) => rank(a) - rank(b))
    .map((photo) => {
      const at = photo.capturedAt ?? photo.at;
      return {
        sha: photo.sha256,
        note: `${purposeWords[photo.purpose] ?? '照片'}${photo.fromAlbum ? '（来自相册）' : ''}${photo.note ? `：${photo.note}` : ''}`,
        ...(at ? { at } : {}),
        ...(photo.byName ? { by: photo.byName } : {}),
      };
    });
}

/** Before and after side by side: the first of each, the second of each, as far as both go; a check photo stands in for a missing after. */
export function photoPairs(photos: readonly PhotoUse[]): PhotoPair[] {
  const of = (purpose: string) => photos.filter((photo) => photo.purpose === purpose);
  const before = of('before');
  const after = of('after').length ? of('after') : of('check');
  return before.slice(0, after.length).map((photo, i) => ({
    before: photo.sha256,
    after: (after[i] as PhotoUse).sha256,
    note: before.length > 1 ? `第 ${String(i + 1)} 组` : '',
  }));
}
