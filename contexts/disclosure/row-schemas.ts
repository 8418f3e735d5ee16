/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */
import { z } from 'zod';
export const publicationRow = z.strictObject({
  county: z.string(),
  id: z.uuid(),
  version: z.int(),
  kind: z.string(),
  title: z.string(),
  body: z.unknown(),
  publishedAt: z.iso.datetime(),
  publishedBy: z.uuid().nullable(),
  publishedByName: z.string(),
  visibleUntil: z.iso.date().nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawReason: z.string().nullable(),
});
