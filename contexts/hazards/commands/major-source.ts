import { z } from 'zod';
import { command, dayInReach, idAnswer, isRefused, type Refused, refuse } from '#kernel';
import { majorHazardGrade, majorHazardOn } from '#law-catalogue';
import { enterprise } from '#registry';
import { filesSources, withdrawsSources } from '../policy.ts';
import { type MajorSource, majorSource } from '../subjects.ts';
import { id, sentence } from './given.ts';
import { me } from './on-hazard.ts';

/** The one that stands for a unit of an enterprise now. */
const STANDS = `select m.* from hazards.major_source m
  where m.county = $1 and m.enterprise = $2 and m.name = $3 and m.replaced_at is null and m.withdrawn_at is null`;

const notYet = (on: string, today: string): Refused | null => {
  if (on <= today) return null;
  const message = `${on} 还没有到：存档的结果应按今天（${today}）或以前的法规计算`;
  return refuse('INVALID', message, { places: [{ place: 'on', value: on, allowed: `${today} 及以前`, message }] });
};

/**
 * 存入重大危险源辨识: what the calculator answered goes into the file of an enterprise. The rule is asked again here by the law of that day, so
 * that no figure comes from a screen; the one that stood for the unit is replaced and kept.
 */
export const fileMajorSource = command({
  name: 'hazards.file-major-source',
  title: '存入重大危险源辨识',
  answer: z.strictObject({
    id: z.uuid(),
    major: z.boolean(),
    level: z.string().nullable(),
    replaced: z.uuid().nullable(),
  }),
  input: z.strictObject({
    enterprise: id,
    name: sentence('单元名称', 60).min(2, '单元名称至少 2 个字'),
    on: dayInReach(),
    basis: majorHazardGrade.input(),
  }),
  on: { subject: enterprise, id: (g) => g.enterprise },
  may: filesSources,
  async handle(act, { name, on, basis }, firm) {
    if (firm.removedAt) return refuse('INVALID', `${firm.name}已注销，不能再存入`);
    const ruling = notYet(on, act.today) ?? majorHazardOn(basis, on);
    if (isRefused(ruling)) return ruling;
    const { result, workings, cites, checked, edition } = ruling;
    const before = await act.one<MajorSource>(STANDS, [act.actor.county, firm.id, name]);
    const fresh = act.mint();
    if (before) act.change(majorSource, before, { replacedBy: fresh, replacedAt: act.at });
    act.create(majorSource, {
      id: fresh,
      enterprise: firm.id,
      town: firm.town,
      name,
      unit: basis.unit,
      lawOn: on,
      edition,
      exposedPeople: basis.exposedPeople,
      held: basis.held as MajorSource['held'],
      settings: basis.settings ?? null,
      major: result.major,
      s: String(result.S),
      r: result.R === null ? null : String(result.R),
      alpha: String(result.alpha),
      level: result.level,
      workings: [...workings] as MajorSource['workings'],
      cites: [...cites],
      checked,
      filedOn: act.today,
      filedAt: act.at,
      filedBy: me(act),
      filedByName: act.actor.name,
    });
    const found = result.major ? `构成${result.level}重大危险源` : '不构成重大危险源';
    act.note(`存入重大危险源辨识：${name}，${found}${before ? '，替换原有结果' : ''}`);
    return { id: fresh, major: result.major, level: result.level, replaced: before?.id ?? null };
  },
});

/** 作废重大危险源辨识: filed by mistake; it stays to be read, with the reason. */
export const withdrawMajorSource = command({
  name: 'hazards.withdraw-major-source',
  title: '作废重大危险源辨识',
  answer: idAnswer(),
  input: z.strictObject({ id, version: z.int().min(1).optional(), reason: sentence('理由', 200).min(2, '请填写理由') }),
  on: { subject: majorSource, id: (g) => g.id },
  may: withdrawsSources,
  handle(act, { reason }, row) {
    if (row.withdrawnAt) return refuse('NO_SUCH_MOVE', `“${row.name}”的这份结果已经作废`);
    if (row.replacedAt) return refuse('NO_SUCH_MOVE', `“${row.name}”的这份结果已被新的替换，不再现行`);
    act.change(majorSource, row, {
      withdrawnAt: act.at,
      withdrawnByName: act.actor.name,
      withdrawReason: reason,
    });
    act.note(`作废重大危险源辨识：${row.name}，${reason}`);
    return { id: row.id };
  },
});
