import { z } from 'zod';
import { photosGiven } from '#documents';
import type { Act } from '#kernel';
import { commandsOn } from '#kernel/server';
import { lives } from '../domain/lives.ts';
import { owedRow } from '../row-schemas.ts';
import { owed } from '../subjects.ts';

/** Others of the same owner that the same material proves, by id. */
const othersGiven = z.array(z.uuid()).max(50, '最多 50 件').default([]);

/** Makes the command of a declared move on what is owed: `onOwed(dutyMoves.accept, handler)`. */
export const onOwed = commandsOn({
  subject: owed,
  row: owedRow,
  lives,
  schemas: { photos: photosGiven, others: othersGiven },
});

/** Whose account stands on the row; the system has none. */
export const me = (act: Act): string | null => act.actor.account || null;
