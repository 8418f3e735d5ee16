import { gramsOf, type Hazard, haystackOf, hazard, hazardNumber } from '#hazards';
import { addDays, type Day, type Subject } from '#kernel';
import { criteriaOn, law } from '#law-catalogue';
import type { PastAct } from './bulk.ts';
import type { DemoFirm } from './enterprises.ts';
import { findingFor } from './findings.ts';
import { personName } from './names.ts';
import type { Dice } from './random.ts';

export interface Doer {
  account: string;
  name: string;
  role: string;
}

export interface Doers {
  town: (code: string) => Doer;
  county: Doer;
  enterprise: (firm: DemoFirm) => Doer;
  expert: Doer;
}

type Patch = Partial<Hazard>;
interface Step {
  at: string;
  doer: Doer;
  command: string;
  sentence: string;
  patch: Patch;
}

/** Working hours of that day in Beijing, as an instant. */
const instantOn = (day: string, dice: Dice): string =>
  `${day}T${String(dice.int(0, 9)).padStart(2, '0')}:${String(dice.int(0, 59)).padStart(2, '0')}:${String(dice.int(0, 59)).padStart(2, '0')}.000Z`;
const later = (day: string, dice: Dice, low: number, high: number): string => addDays(day as Day, dice.int(low, high));

const plans = [
  '发现人员被困立即停产撤人并报告',
  '泄漏或冒烟时断电、撤离、报警',
  '设警戒、专人看守，异常立即停工',
  '按现场处置方案执行，配备灭火器材',
];

/** Sector of the criteria for a demonstration judgement: one that exists on that day, or none and then it stays general. */
function criterionFor(dice: Dice, firm: DemoFirm, on: string) {
  const sector = firm.flags.includes('explosive-dust')
    ? 'dust'
    : firm.flags.includes('confined-space')
      ? 'confined-space'
      : firm.sector === 'metallurgy'
        ? 'metallurgy'
        : null;
  const list = sector ? criteriaOn(law(), [sector as never], on as Day) : [];
  return list.length > 0 ? dice.pick(list) : null;
}

/** The history of one invented hazard up to `today`: its steps in order, each a change to the row. */
function historyOf(
  dice: Dice,
  firm: DemoFirm,
  foundOn: string,
  today: string,
  id: string,
  doers: Doers,
): { row: Hazard; steps: Step[] } {
  const town = doers.town(firm.town);
  const own = doers.enterprise(firm);
  const origin = dice.pick([
    'self-check',
    'self-check',
    'self-check',
    'enterprise-report',
    'inspection',
    'inspection',
    'inspection',
    'expert',
    'public-report',
  ] as const);
  const self = origin === 'self-check';
  const finder: Doer = self || origin === 'enterprise-report' ? own : origin === 'expert' ? doers.expert : town;
  const finding = findingFor(dice, firm.sector, firm.flags);
  const at = instantOn(foundOn, dice);
  const first: Hazard = {
    county: '',
    id,
    version: 1,
    number: hazardNumber(id, foundOn),
    enterprise: firm.id,
    enterpriseName: firm.name,
    town: firm.town,
    sector: firm.sector,
    flags: firm.flags,
    site: null,
    loop: self ? 'self' : 'common',
    origin,
    state: 'found',
    level: 'unjudged',
    category: finding.category as Hazard['category'],
    criterion: null,
    judgeReason: null,
    description: finding.text,
    place: finding.place,
    lat: null,
    lng: null,
    datum: null,
    campaignItem: null,
    foundOn,
    foundAt: at,
    foundBy: finder.account || null,
    foundByName: finder.name,
    judgedBy: null,
    judgedAt: null,
    measure: null,
    person: null,
    moneyYuan: null,
    dueOn: null,
    plan: null,
    assignedBy: null,
    assignedAt: null,
    extensionUntil: null,
    extensionReason: null,
    extensions: 0,
    rectifiedBy: null,
    rectifiedAt: null,
    rectifiedNote: null,
    verifiedBy: null,
    verifiedAt: null,
    verifiedNote: null,
    closedBy: null,
    closedAt: null,
    closedOn: null,
    closeReason: null,
    returns: 0,
    reopens: 0,
    heldBy: 'town',
    escalatedAt: null,
    escalateReason: null,
    supervisedBy: null,
    supervisedOn: null,
    superviseNotice: null,
    analysis: 'none',
    analysisExpert: null,
    analysisQuestion: null,
    analysisText: null,
    transferredTo: null,
    transferredAt: null,
    transferReason: null,
    transferReply: null,
    caseRequestedAt: null,
    caseReason: null,
    lookedBackOn: null,
    lookBackResult: null,
    responsible: firm.responsible,
  };
  const row: Hazard = { ...first };
  const steps: Step[] = [];
  const step = (day: string, doer: Doer, command: string, sentence: string, patch: Patch): boolean => {
    if (day > today) return false;
    steps.push({ at: instantOn(day, dice), doer, command, sentence, patch });
    Object.assign(row, patch);
    return true;
  };
  const moment = (day: string) => instantOn(day, dice);
  let day = later(foundOn, dice, 0, 3);
  const due = later(day, dice, 7, 45);
  const person = personName(dice);
  if (self) {
    if (
      !step(day, own, 'hazards.arrange', `安排整改：责任人${person}，${due} 前完成`, {
        state: 'assigned',
        measure: finding.measure,
        person,
        dueOn: due,
        assignedBy: own.account || null,
        assignedAt: moment(day),
      })
    )
      return { row, steps };
  } else {
    const criterion = dice.chance(0.05) ? criterionFor(dice, firm, foundOn) : null;
    if (
      !step(
        day,
        criterion ? doers.county : town,
        'hazards.judge',
        criterion ? `判定为重大隐患，依据${criterion.cite}` : '判定为一般隐患：可立即组织整改',
        {
          state: 'judged',
          level: criterion ? 'major' : 'general',
          criterion: criterion?.id ?? null,
          judgeReason: criterion ? '现场情形与判定标准一致' : '可立即组织整改',
          judgedBy: town.account || null,
          judgedAt: moment(day),
        },
      )
    )
      return { row, steps };
    day = later(day, dice, 0, 3);
    if (criterion && dice.chance(0.5))
      step(day, doers.county, 'hazards.supervise', '县级挂牌督办', {
        supervisedBy: 'county',
        supervisedOn: day,
        superviseNotice: `泽应急督〔${day.slice(0, 4)}〕${dice.int(1, 60)}号（演示）`,
      });
    if (
      !step(day, town, 'hazards.assign', `派发整改：责任人${person}，${due} 前完成`, {
        state: 'assigned',
        measure: finding.measure,
        person,
        moneyYuan: `${dice.int(1, 80) * 500}.00`,
        dueOn: due,
        plan: dice.pick(plans),
        assignedBy: town.account || null,
        assignedAt: moment(day),
      })
    )
      return { row, steps };
    if (dice.chance(0.03))
      step(later(day, dice, 1, 6), town, 'hazards.escalate', '由镇级上报县级：镇里无专业力量判断整改方案', {
        heldBy: 'county',
        escalatedAt: moment(day),
        escalateReason: '镇里无专业力量判断整改方案',
      });
    if (row.heldBy === 'county' && dice.chance(0.6))
      step(
        later(day, dice, 6, 10),
        doers.county,
        'hazards.ask-analysis',
        `请专家${doers.expert.name}会诊：整改方案是否可行`,
        { analysis: 'asked', analysisExpert: doers.expert.account || null, analysisQuestion: '整改方案是否可行' },
      );
    if (row.analysis === 'asked' && dice.chance(0.7))
      step(
        later(day, dice, 11, 16),
        doers.expert,
        'hazards.give-analysis',
        '专家会诊意见：方案可行，须先断料清空再动火',
        { analysis: 'given', analysisText: '方案可行，须先断料清空再动火，全程监护。' },
      );
  }
  if (dice.chance(0.015)) return { row, steps };
  day = dice.chance(0.88) ? later(day, dice, 3, 20) : later(due, dice, 1, 20);
  if (
    !step(day, own, self ? 'hazards.mend' : 'hazards.rectify', '整改完成：已按措施整改，附照片', {
      state: 'rectified',
      rectifiedBy: own.account || null,
      rectifiedAt: moment(day),
      rectifiedNote: '已按措施整改，附照片',
    })
  )
    return { row, steps };
  day = later(day, dice, 1, 5);
  if (self) {
    step(
      day,
      { ...own, account: '', name: firm.principalName, role: 'principal' },
      'hazards.confirm',
      '确认销号：现场查看合格',
      {
        state: 'closed',
        verifiedAt: moment(day),
        verifiedNote: '现场查看合格',
        closedAt: moment(day),
        closedOn: day,
        closeReason: 'rectified',
      },
    );
    return { row, steps };
  }
  if (
    dice.chance(0.06) &&
    step(day, town, 'hazards.give-back', '退回重改：照片未反映整改部位', { state: 'assigned', returns: 1 })
  ) {
    day = later(day, dice, 3, 10);
    if (
      !step(day, own, 'hazards.rectify', '整改完成：补充部位照片', {
        state: 'rectified',
        rectifiedAt: moment(day),
        rectifiedNote: '补充部位照片',
      })
    )
      return { row, steps };
    day = later(day, dice, 1, 4);
  }
  if (
    !step(day, town, 'hazards.verify', '复查合格：现场已整改到位', {
      state: 'verified',
      verifiedBy: town.account || null,
      verifiedAt: moment(day),
      verifiedNote: '现场已整改到位',
    })
  )
    return { row, steps };
  day = later(day, dice, 0, 3);
  if (
    !step(day, row.level === 'major' ? doers.county : town, 'hazards.close', '销号', {
      state: 'closed',
      closedBy: town.account || null,
      closedAt: moment(day),
      closedOn: day,
      closeReason: 'rectified',
    })
  )
    return { row, steps };
  if (dice.chance(0.12)) {
    const pass = dice.chance(0.96);
    step(later(day, dice, 20, 60), doers.county, 'hazards.look-back', `回头看${pass ? '合格' : '不合格'}：抽查现场`, {
      lookedBackOn: later(day, dice, 20, 60) <= today ? later(day, dice, 20, 40) : today,
      lookBackResult: pass ? 'pass' : 'fail',
    });
  }
  return { row, steps };
}

const effectOf = (h: Hazard, version: number, patch: Record<string, unknown>) => ({
  subject: hazard as unknown as Subject<never>,
  id: h.id,
  version,
  patch,
  town: h.town,
  enterprise: h.enterprise,
});

const keyFlags = ['smelting-casting', 'explosive-dust', 'confined-space'];

/** Found evenly over the year, but at the campaign's enterprises mostly in its first weeks: so its burn-down burns down. */
function foundDay(dice: Dice, firm: DemoFirm, span: { from: string; days: number; today: string }): string {
  const any = () => addDays(span.from as Day, dice.int(0, span.days));
  if (!firm.flags.some((f) => keyFlags.includes(f))) return any();
  if (dice.chance(0.3)) return addDays('2022-03-04' as Day, dice.int(0, 24));
  let day = any();
  for (let i = 0; i < 3 && day > '2022-04-05' && dice.chance(0.8); i++) day = any();
  return day;
}

/** States the demonstration's own town is given on purpose, so that every verb of 待办 has something waiting. */
const wantedStates = [
  'found',
  'found',
  'judged',
  'judged',
  'assigned',
  'assigned',
  'rectified',
  'rectified',
  'verified',
] as const;

/** Recent histories the county leads — escalated to it, or major — one or two in each state that waits for the county. */
function ledByCounty(
  dice: Dice,
  firms: readonly DemoFirm[],
  today: string,
  mint: (at: string) => string,
  doers: Doers,
): ReturnType<typeof historyOf>[] {
  const out: ReturnType<typeof historyOf>[] = [];
  for (const wanted of ['judged', 'rectified', 'rectified', 'verified'] as const) {
    for (let tries = 0; tries < 4000; tries++) {
      const foundOn = addDays(today as Day, -dice.int(4, 40));
      const made = historyOf(dice, dice.pick(firms), foundOn, today, mint(`${foundOn}T01:00:00.000Z`), doers);
      if (
        made.row.loop !== 'common' ||
        made.row.state !== wanted ||
        (made.row.heldBy === 'town' && made.row.level !== 'major')
      )
        continue;
      out.push(made);
      break;
    }
  }
  return out;
}

/** Recent histories of one town that end in the wanted states, the demonstration's own enterprise first. */
function featuredHistories(
  dice: Dice,
  firms: readonly DemoFirm[],
  today: string,
  mint: (at: string) => string,
  doers: Doers,
): ReturnType<typeof historyOf>[] {
  const own = firms.filter((f) => f.town === firms[0]!.town).slice(0, 6);
  const out: ReturnType<typeof historyOf>[] = ledByCounty(dice, firms, today, mint, doers);
  for (const [i, wanted] of wantedStates.entries()) {
    const firm = i % 2 === 0 ? firms[0]! : dice.pick(own);
    for (let tries = 0; tries < 600; tries++) {
      const foundOn = addDays(today as Day, -dice.int(wanted === 'found' ? 0 : 3, 24));
      const made = historyOf(dice, firm, foundOn, today, mint(`${foundOn}T01:00:00.000Z`), doers);
      if (
        made.row.loop !== 'common' ||
        made.row.state !== wanted ||
        made.row.heldBy !== 'town' ||
        made.row.level === 'major'
      )
        continue;
      if (wanted === 'assigned' && (made.row.dueOn ?? '') < today) continue;
      out.push(made);
      break;
    }
  }
  const waiting = out.find(({ row }) => row.state === 'assigned');
  if (waiting) {
    const until = addDays(waiting.row.dueOn as Day, 15);
    const patch: Patch = { extensionUntil: until, extensionReason: '需外购的检测仪表尚未到货' };
    waiting.steps.push({
      at: `${today}T08:10:00.000Z`,
      doer: doers.enterprise(firms[0]!),
      command: 'hazards.ask-extension',
      sentence: `申请延期至 ${until}：需外购的检测仪表尚未到货`,
      patch,
    });
    Object.assign(waiting.row, patch);
  }
  return out;
}

export interface DemoBatch {
  /** The hazards shown first, for photos. */
  featured: Hazard[];
  rows: { table: string; rows: Record<string, unknown>[] }[];
  acts: PastAct[];
}

/**
 * A batch of invented hazards between `from` and `today`. With `full` each step is an act of its own in the journal; without
 * (hundreds of thousands of rows for the bench) the batch is one import act that created the rows as they are.
 */
export function demoHazards(
  dice: Dice,
  firms: readonly DemoFirm[],
  count: number,
  span: { from: string; days: number; today: string },
  mint: (at: string) => string,
  doers: Doers,
  full: boolean,
): DemoBatch {
  const rows: Record<string, unknown>[] = [];
  const words: Record<string, unknown>[] = [];
  const acts: PastAct[] = [];
  const created: PastAct['effects'] = [];
  const chosen = full ? featuredHistories(dice, firms, span.today, mint, doers) : [];
  const random = () => {
    const firm = dice.pick(firms);
    const foundOn = foundDay(dice, firm, span);
    return historyOf(dice, firm, foundOn, span.today, mint(`${foundOn}T01:00:00.000Z`), doers);
  };
  for (let i = 0; i < count; i++) {
    const { row, steps } = chosen[i] ?? random();
    const id = row.id;
    const { county: _c, id: _i, version: _v, ...columns } = row;
    if (full) {
      const start = {
        ...columns,
        ...Object.fromEntries(steps.flatMap((s) => Object.keys(s.patch)).map((key) => [key, null])),
      } as Record<string, unknown>;
      Object.assign(start, {
        state: 'found',
        level: 'unjudged',
        extensions: 0,
        returns: 0,
        reopens: 0,
        heldBy: 'town',
        analysis: 'none',
        responsible: columns.responsible,
      });
      acts.push({
        at: row.foundAt,
        actor: {
          account: row.foundBy ?? '',
          name: row.foundByName,
          role: row.loop === 'self' || row.origin === 'enterprise-report' ? 'safety-manager' : 'town-officer',
        },
        command: 'hazards.report',
        sentence: `上报隐患：${row.place}，${row.description.slice(0, 40)}`,
        given: {},
        effects: [effectOf(row, 1, start)],
      });
      let version = 1;
      for (const s of steps)
        acts.push({
          at: s.at,
          actor: s.doer,
          command: s.command,
          sentence: s.sentence,
          given: {},
          effects: [effectOf(row, ++version, s.patch)],
        });
      rows.push({ id, version, ...columns });
    } else {
      rows.push({ id, version: 1, ...columns });
      created.push(effectOf(row, 1, columns));
    }
    const haystack = haystackOf(row);
    words.push({ hazard: id, town: row.town, enterprise: row.enterprise, haystack, grams: gramsOf(haystack) });
  }
  if (!full)
    acts.push({
      at: `${span.today}T00:00:00.000Z`,
      actor: { account: '', name: '系统', role: 'system' },
      command: 'hazards.report',
      sentence: `装入演示隐患 ${count} 条`,
      given: { rows: count },
      effects: created,
    });
  return {
    featured: chosen.map((c) => c.row),
    rows: [
      { table: 'hazards.hazard', rows },
      { table: 'hazards.word', rows: words },
    ],
    acts,
  };
}
