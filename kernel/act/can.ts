import { moveFrom } from '../flow/index.ts';
import type { AnyCommand } from './act.ts';
import { type Actor, rowMay } from './actor.ts';

/** True when the caller may make this command on this row now: move open, role named, sentence true. */
export function canDo(cmd: AnyCommand, actor: Actor, row: unknown): boolean {
  if (cmd.flow) {
    const move = moveFrom(cmd.flow.of(row), cmd.flow.state(row), cmd.flow.move);
    if (!move?.by.includes(actor.role)) return false;
  }
  return rowMay(cmd.may, actor, row);
}

/** Names of the commands on this subject that the caller may make on this row: travels with every record. */
export const cansOf = (commands: readonly AnyCommand[], kind: string, actor: Actor, row: unknown): string[] =>
  commands.filter((c) => c.on?.subject.kind === kind && canDo(c, actor, row)).map((c) => c.name);
