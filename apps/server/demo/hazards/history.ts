import { rounds } from '#hazards';
import type { Day } from '#kernel';
import { criteriaOn, law } from '#law-catalogue';
import type { DemoFirm } from '../making.ts';
import { personName } from '../names.ts';
import type { Dice } from '../random.ts';
import { begin, beginRound, type Doer, type Doers, goOn, later, type Story, step } from './story.ts';

const plans = [
  '发现人员被困立即停产撤人并报告',
  '泄漏或冒烟时断电、撤离、报警',
  '设警戒、专人看守，异常立即停工',
  '按现场处置方案执行，配备灭火器材',
];

/** A criterion of the enterprise's kind in force on that day, or none and then it stays general. */
function criterionFor(dice: Dice, firm: DemoFirm, on: string) {
  const kinds = { dust: 'explosive-dust', 'confined-space': 'confined-space' } as const;
  const flagged = Object.entries(kinds).find(([, flag]) => firm.flags.includes(flag))?.[0];
  const sector = flagged ?? (firm.sector === 'metallurgy' ? 'metallurgy' : null);
  const list = sector ? criteriaOn(law(), [sector as never], on as Day) : [];
  return list.length > 0 ? dice.pick(list) : null;
}

/** 自查自改: arranged inside the enterprise. Returns the due day, or null when today came first. */
function arranged(story: Story, day: string, person: string): string | null {
  const { dice, doers, firm, measure } = story;
  const own = doers.enterprise(firm);
  const due = later(day, dice, 7, 45);
  const told = step(story, day, own, 'hazards.arrange', `安排整改：责任人${person}，${due} 前完成`, (at) => ({
    state: 'assigned',
    measure,
    person,
    dueOn: due,
    assignedBy: own.account || null,
    assignedAt: at,
  }));
  return told ? due : null;
}

/** 监管闭环: judged and assigned, sometimes listed, escalated and analysed on the way. */
function assigned(story: Story, day: string, person: string): string | null {
  const { dice, doers, firm, row, measure } = story;
  const town = doers.town(firm.town);
  const criterion = dice.chance(0.05) ? criterionFor(dice, firm, row.foundOn) : null;
  const said = criterion ? `判定为重大隐患，依据${criterion.cite}` : '判定为一般隐患：可立即组织整改';
  const judged = step(story, day, criterion ? doers.county : town, 'hazards.judge', said, (at) => ({
    state: 'judged',
    level: criterion ? 'major' : 'general',
    criterion: criterion?.id ?? null,
    judgeReason: criterion ? '现场情形与判定标准一致' : '可立即组织整改',
    judgedBy: town.account || null,
    judgedAt: at,
  }));
  if (!judged) return null;
  const next = later(day, dice, 0, 3);
  if (criterion && dice.chance(0.5)) {
    const notice = `泽应急督〔${next.slice(0, 4)}〕${dice.int(1, 60)}号（演示）`;
    step(story, next, doers.county, 'hazards.supervise', '县级挂牌督办', () => ({
      supervisedBy: 'county',
      supervisedOn: next,
      superviseNotice: notice,
    }));
  }
  const due = later(next, dice, 7, 45);
  const told = step(story, next, town, 'hazards.assign', `派发整改：责任人${person}，${due} 前完成`, (at) => ({
    state: 'assigned',
    measure,
    person,
    moneyYuan: `${dice.int(1, 80) * 500}.00`,
    dueOn: due,
    plan: dice.pick(plans),
    assignedBy: town.account || null,
    assignedAt: at,
  }));
  if (!told) return null;
  if (dice.chance(0.03)) escalated(story, next, town);
  return due;
}

/** 逐级上报, and sometimes an expert is asked and answers. */
function escalated(story: Story, day: string, town: Doer): void {
  const { dice, doers } = story;
  const reason = '镇里无专业力量判断整改方案';
  const told = step(story, later(day, dice, 1, 6), town, 'hazards.escalate', `由镇级上报县级：${reason}`, (at) => ({
    heldBy: 'county',
    escalatedAt: at,
    escalateReason: reason,
  }));
  if (!told || !dice.chance(0.6)) return;
  const question = '整改方案是否可行';
  const asked = step(
    story,
    later(day, dice, 6, 10),
    doers.county,
    'hazards.ask-analysis',
    `请专家${doers.expert.name}会诊：${question}`,
    () => ({
      analysis: 'asked',
      analysisExpert: doers.expert.account || null,
    }),
  );
  if (!asked) return;
  const consulted = beginRound(story, rounds.consultations.of, {
    expert: doers.expert.account || null,
    expertName: doers.expert.name,
    question,
    askedBy: doers.county.account || null,
    askedByName: doers.county.name,
    askedAt: story.steps.at(-1)?.at,
  });
  if (!dice.chance(0.7)) return;
  const text = '方案可行，须先断料清空再动火，全程监护。';
  const answeredOn = later(day, dice, 11, 16);
  if (
    step(story, answeredOn, doers.expert, 'hazards.give-analysis', `专家会诊意见：${text}`, () => ({
      analysis: 'given',
    }))
  )
    goOn(story, consulted, { answer: text, answeredAt: story.steps.at(-1)?.at });
}

/** 整改: mostly in time, sometimes late, sometimes not at all yet. Returns the day, or null. */
function mended(story: Story, from: string, due: string): string | null {
  const { dice, doers, firm } = story;
  if (dice.chance(0.015)) return null;
  const own = doers.enterprise(firm);
  const day = dice.chance(0.88) ? later(from, dice, 3, 20) : later(due, dice, 1, 20);
  const command = 'hazards.rectify';
  const note = '已按措施整改，附照片';
  const told = step(story, day, own, command, `整改完成：${note}`, (at) => ({
    state: 'rectified',
    rectifiedBy: own.account || null,
    rectifiedAt: at,
    rectifiedNote: note,
  }));
  return told ? day : null;
}

function confirmed(story: Story, day: string): void {
  const principal = { account: '', name: story.firm.principalName, role: 'principal' };
  step(story, day, principal, 'hazards.confirm', '确认销号：现场查看合格', (at) => ({
    state: 'closed',
    verifiedAt: at,
    verifiedNote: '现场查看合格',
    closedAt: at,
    closedOn: day,
    closeReason: 'rectified',
  }));
}

/** 退回重改 once, then again. Returns the day of the second rectification, or null when it has not come yet. */
function sentBack(story: Story, day: string): string | null {
  const { dice, doers, firm } = story;
  if (
    !step(story, day, doers.town(firm.town), 'hazards.give-back', '退回重改：照片未反映整改部位', () => ({
      state: 'assigned',
      returns: 1,
    }))
  )
    return null;
  const again = later(day, dice, 3, 10);
  const note = '补充部位照片';
  const told = step(story, again, doers.enterprise(firm), 'hazards.rectify', `整改完成：${note}`, (at) => ({
    state: 'rectified',
    rectifiedAt: at,
    rectifiedNote: note,
  }));
  return told ? later(again, dice, 1, 4) : null;
}

/** 复查、销号、回头看. */
function closed(story: Story, from: string): void {
  const { dice, doers, firm, row } = story;
  const town = doers.town(firm.town);
  const verified = step(story, from, town, 'hazards.verify', '复查合格：现场已整改到位', (at) => ({
    state: 'verified',
    verifiedBy: town.account || null,
    verifiedAt: at,
    verifiedNote: '现场已整改到位',
  }));
  const day = later(from, dice, 0, 3);
  const closer = row.level === 'major' ? doers.county : town;
  const done =
    verified &&
    step(story, day, closer, 'hazards.close', '销号', (at) => ({
      state: 'closed',
      closedBy: closer.account || null,
      closedAt: at,
      closedOn: day,
      closeReason: 'rectified',
    }));
  if (!done || !dice.chance(0.12)) return;
  const pass = dice.chance(0.96);
  const seenOn = later(day, dice, 20, 60);
  const result = pass ? 'pass' : 'fail';
  const { county } = doers;
  if (
    step(story, seenOn, county, 'hazards.look-back', `回头看${pass ? '合格' : '不合格'}：抽查现场`, () => ({
      lookBackResult: result,
    }))
  )
    beginRound(story, rounds.lookBacks.of, {
      lookedOn: seenOn,
      result,
      note: '抽查现场',
      lookedBy: county.account || null,
      lookedByName: county.name,
      lookedAt: story.steps.at(-1)?.at,
    });
}

/** The history of one invented hazard up to `today`: told act by act, stopping where today stops it. */
export function historyOf(dice: Dice, firm: DemoFirm, foundOn: string, today: string, id: string, doers: Doers): Story {
  const story = begin(dice, firm, foundOn, today, id, doers);
  const self = story.row.loop === 'self';
  const start = later(foundOn, dice, 0, 3);
  const due = (self ? arranged : assigned)(story, start, personName(dice));
  const day = due && mended(story, start, due);
  if (!day) return story;
  const next = later(day, dice, 1, 5);
  if (self) {
    confirmed(story, next);
    return story;
  }
  const ready = dice.chance(0.06) ? sentBack(story, next) : next;
  if (ready) closed(story, ready);
  return story;
}
