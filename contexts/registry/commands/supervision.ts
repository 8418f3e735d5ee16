import { z } from 'zod';
import { codesOf, command, dayInReach, isRefused, refuse } from '#kernel';
import { bodies, bodyWords, supervisionWords } from '../domain/words.ts';
import { assigns } from '../policy.ts';
import { heldEnterprise, supervisionsOf } from '../store.ts';
import { enterprise, supervision } from '../subjects.ts';
import { idGiven } from './given.ts';
import {
  dayRefused,
  endSupervision,
  officerFor,
  refuseClosed,
  refusedAt,
  sideRefused,
  stateAfter,
} from './supervising.ts';

const bodyGiven = z.enum(bodies as [(typeof bodies)[number], ...typeof bodies]);

/** 确定责任人 (N1.1): the enterprise's person of one body from a day on; whoever held it before ends that day. */
export const assignSupervision = command({
  name: 'registry.assign-supervision',
  title: '确定责任人',
  answer: z.strictObject({ id: z.uuid(), supervision: z.enum(codesOf(supervisionWords)) }),
  input: z.strictObject({ enterprise: idGiven, body: bodyGiven, officer: idGiven, fromOn: dayInReach().optional() }),
  on: { subject: enterprise, id: (g) => g.enterprise },
  may: assigns,
  async handle(act, given, seen) {
    const row = (await heldEnterprise(act, seen.id)) ?? seen;
    const fromOn = given.fromOn ?? act.today;
    const no = refuseClosed(row) ?? sideRefused(act, given.body) ?? dayRefused('fromOn', fromOn, act.today);
    if (no) return no;
    const found = await officerFor(act, 'officer', given.officer, given.body, row.town);
    if (isRefused(found)) return found;
    const rows = await supervisionsOf(act, row.id);
    const same = rows.filter((each) => each.body === given.body);
    const later = same.find((each) => each.toOn !== null && each.toOn > fromOn);
    if (later) {
      return refusedAt(
        'fromOn',
        fromOn,
        `不早于 ${later.toOn}`,
        `${fromOn} 由${later.officerName}负责（${later.fromOn} 至 ${later.toOn}），起始日应不早于 ${later.toOn}`,
      );
    }
    const current = same.find((each) => each.toOn === null);
    if (current?.officer === given.officer) {
      return refuse('TAKEN', `${current.officerName}自 ${current.fromOn} 起已是${bodyWords[given.body]}责任人`);
    }
    const stuck = current ? endSupervision(act, current, fromOn) : null;
    if (stuck)
      return refusedAt(
        'fromOn',
        fromOn,
        `不早于 ${current?.fromOn}`,
        `${current?.officerName}自 ${current?.fromOn} 起负责，新责任人的起始日应不早于这一天`,
      );
    const { name, department } = found.ok;
    const id = act.create(supervision, {
      enterprise: row.id,
      town: row.town,
      body: given.body,
      department,
      officer: given.officer,
      officerName: name,
      fromOn,
    });
    const state = stateAfter(rows, given.body, true);
    if (state !== row.supervision) act.change(enterprise, row, { supervision: state });
    act.note(
      `${bodyWords[given.body]}责任人：${department} ${name}，自 ${fromOn} 起${current ? `（接替${current.officerName}）` : ''}`,
    );
    return { id, supervision: state };
  },
});

/** 终止责任: leaves a gap, and says so. */
export const endOfSupervision = command({
  name: 'registry.end-supervision',
  title: '终止监管责任',
  answer: z.strictObject({ supervision: z.enum(codesOf(supervisionWords)) }),
  input: z.strictObject({ enterprise: idGiven, body: bodyGiven, toOn: dayInReach().optional() }),
  on: { subject: enterprise, id: (g) => g.enterprise },
  may: assigns,
  async handle(act, given, seen) {
    const row = (await heldEnterprise(act, seen.id)) ?? seen;
    const toOn = given.toOn ?? act.today;
    const no = sideRefused(act, given.body) ?? dayRefused('toOn', toOn, act.today);
    if (no) return no;
    const rows = await supervisionsOf(act, row.id);
    const current = rows.find((each) => each.body === given.body && each.toOn === null);
    if (!current) return refuse('NO_SUCH_MOVE', `“${row.name}”现在没有${bodyWords[given.body]}责任人`);
    const stuck = endSupervision(act, current, toOn);
    if (stuck) return stuck;
    const state = stateAfter(rows, given.body, false);
    if (state !== row.supervision) act.change(enterprise, row, { supervision: state });
    act.note(`终止${bodyWords[given.body]}责任：${current.officerName}，自 ${toOn} 起缺责任人`);
    return { supervision: state };
  },
});
