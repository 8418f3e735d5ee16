/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */
import { z } from 'zod';
export const itemCheckRow = z.strictObject({
  county: z.string(),
  id: z.uuid(),
  version: z.int(),
  campaign: z.string(),
  item: z.string(),
  enterprise: z.uuid(),
  town: z.string(),
  result: z.enum(['pass', 'fail', 'not-applicable']),
  note: z.string().nullable(),
  hazard: z.uuid().nullable(),
  checkedOn: z.iso.date(),
  checkedBy: z.uuid().nullable(),
  checkedByName: z.string(),
});
export const taskTextRow = z.strictObject({
  county: z.string(),
  id: z.uuid(),
  version: z.int(),
  task: z.string(),
  text: z.string(),
});
