import { type Act, type Refused, refuse } from '#kernel';
import { type Body, bodies, bodyWords, type SupervisionState } from '../domain/words.ts';
import { officerNow } from '../store.ts';
import { type Enterprise, type Officer, type Supervision, supervision } from '../subjects.ts';

const at = (place: string, value: unknown, allowed: string, message: string): Refused =>
  refuse('INVALID', message, { places: [{ place, value, allowed, message }] });

/** A day on which responsibility may begin or end: not in the future, or "who is responsible now" would have two readings. */
export function dayRefused(place: string, day: string, today: string): Refused | null {
  return day > today ? at(place, day, `不晚于今天 ${today}`, `日期 ${day} 晚于今天 ${today}`) : null;
}

/** Ends a current supervision on a day (that day is no longer its own). */
export function endSupervision(act: Act, row: Supervision, toOn: string): Refused | null {
  if (toOn < row.fromOn) {
    return at(
      'toOn',
      toOn,
      `不早于 ${row.fromOn}`,
      `${bodyWords[row.body]}${row.officerName}自 ${row.fromOn} 起负责，不能在 ${toOn} 之前结束`,
    );
  }
  act.change(supervision, row, { toOn });
  return null;
}

/** The officer who may take an enterprise for a body, or why not: there, not left, of that body, of that town. */
export async function officerFor(
  act: Act,
  place: string,
  id: string,
  body: Body,
  town: string,
): Promise<{ ok: Officer } | Refused> {
  const found = await officerNow(act, id);
  if (!found) return at(place, id, '监管人员名册中的人', '没有这名监管人员，或您无权查看');
  if (found.leftOn) return at(place, found.name, '在岗的监管人员', `${found.name}已于 ${found.leftOn} 离岗`);
  if (found.body !== body)
    return at(
      place,
      found.name,
      bodyWords[body],
      `${found.name}属于${bodyWords[found.body]}，不能担任${bodyWords[body]}的责任人`,
    );
  if (body === 'town' && found.town !== town)
    return at(place, found.name, '企业所在镇的监管人员', `${found.name}不是企业所在镇的监管人员`);
  return { ok: found };
}

/** A town's lead settles only the town's own side. */
export function sideRefused(act: Act, body: Body): Refused | null {
  return act.actor.scope === 'town' && body !== 'town'
    ? refuse('NOT_YOURS', `${bodyWords[body]}的责任人由县局确定`, {
        places: [{ place: 'body', value: body, allowed: bodyWords.town, message: '镇中心只确定镇级责任人' }],
      })
    : null;
}

/** What the enterprise's column says once `body` is (or is no longer) held. */
export function stateAfter(rows: readonly Supervision[], body: Body, held: boolean): SupervisionState {
  const now = new Set(rows.filter((row) => row.toOn === null).map((row) => row.body));
  if (held) now.add(body);
  else now.delete(body);
  return bodies.every((each) => now.has(each)) ? 'complete' : 'gap';
}

export const refuseClosed = (row: Enterprise): Refused | null =>
  row.status === 'closed' ? refuse('NO_SUCH_MOVE', `“${row.name}”已注销关闭，不再确定监管责任`) : null;

export { at as refusedAt };
