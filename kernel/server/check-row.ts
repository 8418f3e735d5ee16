/** What is checked of an act once its row is known. */
import {
  type Actor,
  type AnyCommand,
  type Base,
  lackingOf,
  moveFrom,
  type Refused,
  refuse,
  rowMay,
  wrongIn,
} from '#kernel';
import type { Runner } from './run-command.ts';

/** Why a role that may make this act may not make it here: what it may be made on, in the words of the policy. */
function notAmong(cmd: AnyCommand, actor: Actor): string {
  const mine = cmd.may.filter((sentence) => sentence.roles.includes(actor.role)).map((sentence) => sentence.say);
  return `${cmd.title}：您可办理的是${mine.join('；')}，这条不在其内`;
}

/** Version the caller saw, move open and role named, needs shown, policy sentence true — in that order. */
export function checkRow(
  r: Runner,
  cmd: AnyCommand,
  actor: Actor,
  given: Record<string, unknown>,
  row: Base,
): Refused | null {
  if (r.walls?.app !== false && !rowMay(cmd.may, actor, row)) {
    const moot = cmd.moot?.(row);
    return moot ? refuse('NO_SUCH_MOVE', moot) : refuse('NOT_YOURS', notAmong(cmd, actor));
  }
  if (cmd.flow) {
    const flow = cmd.flow.of(row);
    const state = cmd.flow.state(row);
    const move = moveFrom(flow, state, cmd.flow.move);
    const word = flow.states[state as keyof typeof flow.states]?.title ?? state;
    if (!move) return refuse('NO_SUCH_MOVE', `当前状态为“${word}”，不能${cmd.title}`);
    if (r.walls?.app !== false && !move.by.includes(actor.role))
      return refuse('NOT_YOURS', `${cmd.title}不属于您的职责`);
    const { titles: missing, say } = lackingOf(cmd.flow.fields, given);
    if (missing.length > 0) return refuse('INCOMPLETE', say ?? `材料不全，还缺：${missing.join('、')}`, { missing });
  }
  if (typeof given.version === 'number' && given.version !== row.version) return refuse('STALE');
  return null;
}

/** Days that a declared move rules out, on this row and today. */
export function checkDays(cmd: AnyCommand, given: Record<string, unknown>, row: Base, today: string): Refused | null {
  const wrong = cmd.flow && wrongIn(cmd.flow.fields, given, row, today);
  if (!wrong) return null;
  const { say, lacking: _, ...place } = wrong;
  return refuse('INVALID', say, { places: [place] });
}
