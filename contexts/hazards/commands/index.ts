import type { AnyCommand } from '#kernel';
import { commandsOfMoves } from '#kernel/server';
import { hazardMoves } from '../domain/moves/index.ts';
import * as assigning from './assign.ts';
import * as beyond from './beyond.ts';
import * as extending from './extend.ts';
import * as judging from './judge.ts';
import { fileMajorSource, withdrawMajorSource } from './major-source.ts';
import * as rectifying from './rectify.ts';
import { report } from './report.ts';

/** Handlers by verb. A move without one does not compile, nor does a handler without its move. */
export const handlers = { ...judging, ...assigning, ...rectifying, ...extending, ...beyond } satisfies Record<
  keyof typeof hazardMoves,
  AnyCommand
>;

/** Every act of the loop: the report, then the moves in their declared order; then what is filed beside it. */
export const hazardCommands: readonly AnyCommand[] = [
  report,
  ...commandsOfMoves(hazardMoves, handlers),
  fileMajorSource,
  withdrawMajorSource,
];
