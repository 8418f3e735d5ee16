import { z } from 'zod';
import { command, dayInReach, idAnswer, isRefused, refuse } from '#kernel';
import { bodies, bodyWords } from '../domain/words.ts';
import { addsOfficers, changesOfficers, handsOver } from '../policy.ts';
import { chargesOf, heldOfficer } from '../store.ts';
import { type Officer, officer, supervision } from '../subjects.ts';
import { differing, idGiven, maybe, phoneGiven, townGiven, versionGiven, words } from './given.ts';
import { dayRefused, endSupervision, officerFor, refusedAt } from './supervising.ts';

const certificateGiven = maybe(words('执法证号', 40));

/** 登记监管人员. */
export const addOfficer = command({
  name: 'registry.add-officer',
  title: '登记监管人员',
  answer: idAnswer(),
  input: z
    .strictObject({
      name: words('姓名', 40),
      body: z.enum(bodies as [(typeof bodies)[number], ...typeof bodies]),
      department: words('部门或股室', 60),
      town: maybe(townGiven),
      phone: maybe(phoneGiven),
      certificateNumber: certificateGiven,
      account: maybe(idGiven),
    })
    .superRefine((given, ctx) => {
      if ((given.body === 'town') !== Boolean(given.town)) {
        ctx.addIssue({
          code: 'custom',
          path: ['town'],
          message: given.body === 'town' ? '镇级监管人员须选所在镇' : '县级部门的监管人员不填镇',
        });
      }
    }),
  may: addsOfficers,
  handle(act, given) {
    if (act.actor.scope === 'town' && given.town !== act.actor.town)
      return refuse('NOT_YOURS', '只能登记本镇的监管人员');
    const id = act.create(officer, {
      ...given,
      town: given.town ?? null,
      phone: given.phone ?? null,
      certificateNumber: given.certificateNumber ?? null,
      account: given.account ?? null,
      leftOn: null,
    });
    act.note(`登记监管人员：${given.department} ${given.name}`);
    return { id };
  },
});

/** 变更监管人员. Who still holds enterprises cannot leave: they are handed over first. */
export const changeOfficer = command({
  name: 'registry.change-officer',
  title: '变更监管人员',
  answer: idAnswer(),
  input: z.strictObject({
    id: idGiven,
    version: versionGiven,
    name: words('姓名', 40).optional(),
    department: words('部门或股室', 60).optional(),
    phone: maybe(phoneGiven),
    certificateNumber: certificateGiven,
    account: maybe(idGiven),
    leftOn: maybe(dayInReach()),
  }),
  on: { subject: officer, id: (g) => g.id },
  may: changesOfficers,
  async handle(act, given, row) {
    const { id: _id, version: _version, ...rest } = given;
    const patch = differing(row, rest as Partial<Officer>);
    if (patch.leftOn) {
      const no = dayRefused('leftOn', patch.leftOn, act.today);
      if (no) return no;
      await heldOfficer(act, row.id);
      const held = await chargesOf(act, row.id);
      if (held.length > 0) {
        return refusedAt(
          'leftOn',
          patch.leftOn,
          '没有在管企业',
          `${row.name}仍是 ${held.length} 家企业的责任人，请先交接再办离岗`,
        );
      }
    }
    if (Object.keys(patch).length > 0) act.change(officer, row, patch);
    act.note(patch.leftOn ? `${row.name}于 ${patch.leftOn} 离岗` : `变更监管人员：${row.name}`);
    return { id: row.id };
  },
});

/** 交接: every current supervision (or those named) goes over in one act, on one day, without a gap. */
export const handOver = command({
  name: 'registry.hand-over',
  title: '监管责任交接',
  answer: z.strictObject({ moved: z.int(), left: z.boolean() }),
  input: z.strictObject({
    fromOfficer: idGiven,
    toOfficer: idGiven,
    on: dayInReach().optional(),
    enterprises: z.array(idGiven).min(1, '至少选一家企业').max(5000).optional(),
    left: z.boolean().default(false),
  }),
  on: { subject: officer, id: (g) => g.fromOfficer },
  may: handsOver,
  async handle(act, given, row) {
    const on = given.on ?? act.today;
    if (given.toOfficer === row.id) return refusedAt('toOfficer', row.name, '另一名监管人员', '不能交接给本人');
    const found = await officerFor(act, 'toOfficer', given.toOfficer, row.body, row.town ?? '');
    if (isRefused(found)) return found;
    const no = dayRefused('on', on, act.today);
    if (no) return no;
    if (given.left) await heldOfficer(act, row.id);
    const held = await chargesOf(act, row.id);
    const chosen = given.enterprises ? held.filter((each) => given.enterprises?.includes(each.enterprise)) : held;
    if (given.enterprises && chosen.length !== new Set(given.enterprises).size) {
      const strange = given.enterprises.find((id) => !held.some((each) => each.enterprise === id));
      return refusedAt(
        'enterprises',
        strange,
        `${row.name}现在负责的企业`,
        `所选企业中有 ${new Set(given.enterprises).size - chosen.length} 家现在不由${row.name}负责`,
      );
    }
    if (chosen.length === 0 && !given.left) return refuse('NO_SUCH_MOVE', `${row.name}现在没有负责的企业，无需交接`);
    if (given.left && chosen.length !== held.length) {
      return refusedAt(
        'left',
        given.left,
        '全部交接',
        `${row.name}还有 ${held.length - chosen.length} 家企业未交接，不能同时办离岗`,
      );
    }
    for (const each of chosen) {
      const stuck = endSupervision(act, each, on);
      if (stuck)
        return refusedAt(
          'on',
          on,
          `不早于 ${each.fromOn}`,
          `${row.name}自 ${each.fromOn} 起负责其中的企业，交接日应不早于这一天`,
        );
    }
    const { name, department } = found.ok;
    for (const each of chosen) {
      act.create(supervision, {
        enterprise: each.enterprise,
        town: each.town,
        body: each.body,
        department,
        officer: given.toOfficer,
        officerName: name,
        fromOn: on,
        toOn: null,
      });
    }
    if (given.left) act.change(officer, row, { leftOn: on });
    act.note(
      `${bodyWords[row.body]}${row.name}将 ${chosen.length} 家企业的监管责任交接给${name}，自 ${on} 起${given.left ? '，本人离岗' : ''}`,
    );
    return { moved: chosen.length, left: given.left };
  },
});
