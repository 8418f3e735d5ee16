import { z } from 'zod';
import { photosGiven } from '#documents';

/** Words that a report takes; what moves take is declared with them. Lengths are what the columns and the printed forms hold. */
export const id = z.uuid();
export const sentence = (title: string, max = 500) =>
  z.string(`${title}应为文字`).trim().max(max, `${title}最多 ${max} 字`).meta({ title });
export const photos = photosGiven;
