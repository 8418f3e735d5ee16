import { z } from 'zod';
import { photosGiven } from '#documents';
import { asDay } from '#kernel';

/** Words that several commands take. Lengths are what the columns and the printed forms hold. */
export const id = z.uuid();
export const version = z.number().int().positive().optional();
export const sentence = (title: string, max = 500) =>
  z.string(`${title}应为文字`).trim().max(max, `${title}最多 ${max} 字`).meta({ title });
export const dayGiven = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 YYYY-MM-DD')
  .refine((text) => asDay(text) !== null, '没有这一天');
export const photos = photosGiven;
export const onHazard = { id, version };
