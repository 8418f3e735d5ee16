import type { AnyCommand } from '#kernel';
import { commandsOfMoves } from '#kernel/server';
import { dutyMoves } from '../domain/moves/index.ts';
import * as handing from './hand-in.ts';
import { accept, excuse, giveBack, resume, urge } from './judge.ts';
import { tellOccasion } from './tell.ts';

/** Handlers by verb. A move without one does not compile, nor does a handler without its move. */
export const handlers = { ...handing, accept, giveBack, urge, excuse, resume } satisfies Record<
  keyof typeof dutyMoves,
  AnyCommand
>;

/** Every act on what is owed. */
export const dutyCommands: readonly AnyCommand[] = [tellOccasion, ...commandsOfMoves(dutyMoves, handlers)];
