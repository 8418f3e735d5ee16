import { z } from 'zod';
import { photosGiven } from '#documents';
import { isId } from '#kernel';

/** Words that a report takes; what moves take is declared with them. Lengths are what the columns and the printed forms hold. */
export const id = z.uuid();
/** An id minted by the caller: a UUIDv7 in small letters (RFC 9562 §5.7), as ledgers sort and number by it. Any other is refused, none is replaced. */
export const minted = z
  .string('编号应为文字')
  .refine(isId, '编号应为 UUIDv7（小写），如 0180c5a2-7b1e-7c3d-9f00-1a2b3c4d5e6f；不填则由服务器编号')
  .meta({ format: 'uuid', title: '编号' });
export const sentence = (title: string, max = 500) =>
  z.string(`${title}应为文字`).trim().max(max, `${title}最多 ${max} 字`).meta({ title });
export const photos = photosGiven;
