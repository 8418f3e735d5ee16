import { photosGiven } from '#documents';
import type { Act } from '#kernel';
import { commandsOn } from '#kernel/server';
import { loops } from '../domain/loop.ts';
import { hazardRow } from '../row-schemas.ts';
import { hazard } from '../subjects.ts';

/** Makes the command of a declared move on a hazard: `onHazard(hazardMoves.close, handler)`. */
export const onHazard = commandsOn({ subject: hazard, row: hazardRow, lives: loops, schemas: { photos: photosGiven } });

/** Whose account stands on the row; the system has none. */
export const me = (act: Act): string | null => act.actor.account || null;
