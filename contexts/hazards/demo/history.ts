import type { Day } from '#kernel';
import type { Dice } from '#kernel/server';
import { criteriaFor } from '#law-catalogue';
import type { DemoCast, DemoFirm } from '#registry';
import { findingFor } from './findings.ts';
import { idAt, instantOn, later, leader, type Story, step } from './story.ts';

const plans = [
  '发现人员被困立即停产撤人并报告',
  '泄漏或冒烟时断电、撤离、报警',
  '设警戒、专人看守，异常立即停工',
  '按现场处置方案执行，配备灭火器材',
];

const origins = [
  'self-check',
  'self-check',
  'self-check',
  'enterprise-report',
  'inspection',
  'inspection',
  'inspection',
  'expert',
  'public-report',
] as const;
type Origin = (typeof origins)[number];

/** The finding with which a story begins. */
export function begin(
  dice: Dice,
  cast: DemoCast,
  firm: DemoFirm,
  foundOn: string,
  origin: Origin = dice.pick(origins),
): Story {
  const inside = origin === 'self-check' || origin === 'enterprise-report';
  const who = inside ? cast.manager(firm) : origin === 'expert' ? cast.county : cast.town(firm.town);
  const { category, place, text, measure } = findingFor(dice, firm.sector, firm.flags);
  const at = instantOn(foundOn, dice);
  const id = idAt(at, dice);
  const body = { id, enterprise: firm.id, origin, category, description: text, place, foundAt: at };
  return {
    id,
    dice,
    cast,
    firm,
    report: { at, who, command: 'report', body },
    foundOn,
    self: origin === 'self-check',
    measure,
    major: false,
    led: 'town',
    steps: [],
  };
}

/** A criterion of the enterprise's kind in force on the day of the finding, or none and then it stays general. */
export function criterionFor({ dice, firm, foundOn }: Story) {
  const kinds = { dust: 'explosive-dust', 'confined-space': 'confined-space' } as const;
  const flagged = Object.entries(kinds).find(([, flag]) => firm.flags.includes(flag))?.[0];
  const sector = flagged ?? (firm.sector === 'metallurgy' ? 'metallurgy' : null);
  const list = sector ? criteriaFor([sector as never], foundOn as Day) : [];
  return list.length > 0 ? dice.pick(list) : null;
}

/** 自查自改: arranged inside the enterprise. Answers the due day. */
export function arrange(s: Story, day: string, person: string): string {
  const dueOn = later(day, s.dice, 7, 45);
  step(s, day, s.cast.manager(s.firm), 'arrange', { measure: s.measure, person, dueOn });
  return dueOn;
}

/** 判定: by the town, a major one by the county. */
export function judge(s: Story, day: string, criterion: { id: string } | null): void {
  s.major = criterion !== null;
  step(
    s,
    day,
    criterion ? s.cast.county : leader(s),
    'judge',
    criterion
      ? { level: 'major', criterion: criterion.id, reason: '现场情形与判定标准一致' }
      : { level: 'general', reason: '可立即组织整改' },
  );
}

/** 派发: the five fixed things. Answers the due day. */
export function assign(s: Story, day: string, person: string, dueOn = later(day, s.dice, 7, 45)): string {
  const { dice, measure } = s;
  step(s, day, leader(s), 'assign', {
    measure,
    person,
    moneyYuan: dice.int(1, 80) * 500,
    dueOn,
    plan: dice.pick(plans),
  });
  return dueOn;
}

/** 挂牌督办 of a major hazard. */
function supervise(s: Story, day: string): void {
  const notice = `泽应急督〔${day.slice(0, 4)}〕${s.dice.int(1, 60)}号（演示）`;
  step(s, day, s.cast.county, 'supervise', { supervisedBy: 'county', notice });
}

/** 逐级上报, and sometimes an expert is asked and answers. Answers the day things go on. */
export function escalate(s: Story, day: string): string {
  const { dice, cast } = s;
  step(s, day, leader(s), 'escalate', { reason: '镇里无专业力量判断整改方案' });
  s.led = 'county';
  if (!dice.chance(0.6)) return day;
  const asked = later(day, dice, 1, 4);
  step(s, asked, cast.county, 'ask-analysis', { expert: cast.expert.id, question: '整改方案是否可行' });
  if (!dice.chance(0.7)) return asked;
  const given = later(asked, dice, 1, 5);
  step(s, given, cast.expert.actor, 'give-analysis', { text: '方案可行，须先断料清空再动火，全程监护。' });
  return given;
}

/** 整改: mostly in time, sometimes late, sometimes not at all. Answers the day, or null when never. */
function rectify(s: Story, from: string, due: string): string | null {
  const { dice } = s;
  if (dice.chance(0.015)) return null;
  const planned = dice.chance(0.88) ? later(from, dice, 3, 20) : later(due, dice, 1, 20);
  mend(s, planned, '已按措施整改，附照片');
  return planned;
}

/** 整改完成 by the enterprise, with a picture. */
export const mend = (s: Story, day: string, note: string): void =>
  step(s, day, s.cast.manager(s.firm), 'rectify', { note }, 'after');

/** 复查合格 by whoever leads, with a picture from the place. */
export const verify = (s: Story, day: string): void =>
  step(s, day, leader(s), 'verify', { note: '现场已整改到位' }, 'check');

/** 退回重改 once, then again. Answers the day it is looked at once more. */
function sendBack(s: Story, day: string): string {
  step(s, day, leader(s), 'give-back', { reason: '照片未反映整改部位' });
  const again = later(day, s.dice, 3, 10);
  mend(s, again, '补充部位照片');
  return later(again, s.dice, 1, 4);
}

/** 销号、回头看. */
function close(s: Story, day: string): void {
  const { dice, cast } = s;
  // Who checked a major one does not close it: what the county led and checked, its leader closes.
  const closer = s.major ? (s.led === 'county' ? cast.leader : cast.county) : leader(s);
  step(s, day, closer, 'close', {});
  if (!dice.chance(0.12)) return;
  const result = dice.chance(0.96) ? 'pass' : 'fail';
  step(s, later(day, dice, 20, 60), cast.county, 'look-back', { result, note: '抽查现场' });
}

/** What becomes of a finding from its day on, step by step; the end of the past cuts it wherever it is. */
export function goOn(s: Story, person: string, start = later(s.foundOn, s.dice, 0, 3)): void {
  const { dice, cast, firm } = s;
  if (s.self) {
    const mendedOn = rectify(s, start, arrange(s, start, person));
    if (mendedOn) step(s, later(mendedOn, dice, 1, 5), cast.principal(firm), 'confirm', { note: '现场查看合格' });
    return;
  }
  const criterion = dice.chance(0.05) ? criterionFor(s) : null;
  judge(s, start, criterion);
  const next = later(start, dice, 0, 3);
  if (criterion && dice.chance(0.5)) supervise(s, next);
  const due = assign(s, next, person);
  const from = dice.chance(0.03) ? escalate(s, later(next, dice, 1, 4)) : next;
  const mendedOn = rectify(s, from, due);
  if (!mendedOn) return;
  const seen = later(mendedOn, dice, 1, 5);
  const ready = dice.chance(0.06) ? sendBack(s, seen) : seen;
  verify(s, ready);
  close(s, later(ready, dice, 0, 3));
}
