import { accept, excuse, giveBack, handIn, resume, takeBack, urge } from './owed.ts';

/** Every move by its verb, in the order of menus and 待办. */
export const dutyMoves = { handIn, accept, giveBack, urge, takeBack, excuse, resume } as const;
