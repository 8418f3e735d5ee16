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

const candidates = new WeakMap<readonly AnyCommand[], Map<string, AnyCommand[]>>();

/** Commands on a kind that name the role at all: the same for every row, so found once. */
function candidatesOf(commands: readonly AnyCommand[], kind: string, role: string): AnyCommand[] {
  const known = candidates.get(commands) ?? new Map<string, AnyCommand[]>();
  candidates.set(commands, known);
  const key = `${kind} ${role}`;
  let list = known.get(key);
  if (!list) {
    list = commands.filter((c) => c.on?.subject.kind === kind && c.may.some((s) => s.roles.includes(role)));
    known.set(key, list);
  }
  return list;
}

/** Names of the commands on this subject that the caller may make on this row: travels with every record. */
export const cansOf = (commands: readonly AnyCommand[], kind: string, actor: Actor, row: unknown): string[] => {
  const names: string[] = [];
  for (const c of candidatesOf(commands, kind, actor.role)) if (canDo(c, actor, row)) names.push(c.name);
  return names;
};
