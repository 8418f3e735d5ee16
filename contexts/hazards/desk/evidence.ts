import type { Photo, PhotoPair } from '#kernel/ui';
import { damageWords } from '../../documents/desk/index.ts';
import { photoTitle, photoWords } from '../domain/words.ts';
import type { HazardRecord, PhotoUse } from './answers.ts';

type Shown = Pick<HazardRecord, 'photos' | 'rounds'>;

/** Photos as the contact sheet takes them: in the order of the work, each with what it shows and where it came from. */
export function sheetPhotos(record: Shown, photos: readonly PhotoUse[] = record.photos): Photo[] {
  const order = Object.keys(photoWords);
  const rank = (photo: PhotoUse) => (order.includes(photo.purpose) ? order.indexOf(photo.purpose) : order.length);
  const turn = (photo: PhotoUse) => record.rounds.rectifications.findIndex((one) => one.id === photo.round);
  return [...photos]
    .sort((a, b) => turn(a) - turn(b) || rank(a) - rank(b))
    .map((photo) => {
      const at = photo.capturedAt ?? photo.at;
      return {
        sha: photo.sha256,
        note: `${photoTitle(photo, record.rounds.rectifications)}${photo.fromAlbum ? '（来自相册）' : ''}${photo.note ? `：${photo.note}` : ''}${photo.originalDamage ? `（加印前的${damageWords[photo.originalDamage]}）` : ''}`,
        ...(at ? { at } : {}),
        ...(photo.byName ? { by: photo.byName } : {}),
        ...(photo.damage ? { wrong: damageWords[photo.damage] } : {}),
      };
    });
}

/**
 * Before and after side by side: the first of each, the second of each, as far as both go; a check photo stands in for a missing after.
 * After is how it was left the last time, not what was given back.
 */
export function photoPairs({ photos, rounds }: Shown): PhotoPair[] {
  const last = rounds.rectifications.at(-1)?.id ?? null;
  const of = (purpose: string) =>
    photos.filter(
      (photo) => photo.damage === null && photo.purpose === purpose && (photo.round === null || photo.round === last),
    );
  const before = of('before');
  const after = of('after').length ? of('after') : of('check');
  return before.slice(0, after.length).map((photo, i) => ({
    before: photo.sha256,
    after: (after[i] as PhotoUse).sha256,
    note: before.length > 1 ? `第 ${String(i + 1)} 组` : '',
  }));
}
