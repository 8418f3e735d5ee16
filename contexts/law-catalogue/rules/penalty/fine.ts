import { daysBetween, type Exact, exact, exactText, mul, type Place, thousands } from '#kernel';
import type { Law } from '../../domain/law.ts';
import {
  type AccidentGrade,
  accidentWords,
  type Fine,
  type PenaltyStageRule,
  type PenaltySubject,
  type Provision,
  subjectWords,
} from '../../domain/penalty.ts';
import { wrong } from '../asking.ts';
import type { Working } from '../rule.ts';
import type { Facts } from './facts.ts';
import { gradeReached } from './sense.ts';

/** Band of one fine in whole yuan, both ends belonging to it, and how it came about. */
export interface Band {
  min: number;
  max: number;
  may: boolean;
  workings: readonly Working[];
}

export const yuanText = (n: number) => `${thousands(n)} 元`;

/** `5 万元以下`, `10 万元以上 20 万元以下`, `处 3 万元`. */
export function bandText(min: number, max: number): string {
  if (min === max) return yuanText(max);
  return min === 0 ? `${yuanText(max)}以下` : `${yuanText(min)}以上${yuanText(max)}以下`;
}

/** Grade of an accident: given, or what its figures reach. Null when nothing is given. */
function accidentGrade(facts: Facts, law: Law, workings: Working[]): AccidentGrade | null {
  if (facts.accident) return facts.accident;
  const found = gradeReached(facts, law);
  if (found) workings.push(found.working);
  return found?.grade ?? null;
}

const lack = (name: keyof Facts, title: string): Place =>
  wrong(`facts.${name}`, undefined, title, `缺少${title}（facts.${name}）`);

/** Whether a fine's conditions hold; places name the facts that are missing to tell. */
function holds({ when }: Fine, facts: Facts, grade: AccidentGrade | null): boolean | Place[] {
  const missing: Place[] = [];
  if (when.accident !== undefined && grade === null)
    missing.push(lack('accident', '事故等级，或死亡、重伤人数和直接经济损失'));
  if ((when.gainFrom ?? when.gainBelow) !== undefined && facts.illegalGain_yuan === undefined)
    missing.push(lack('illegalGain_yuan', '违法所得（元，没有为 0）'));
  if ((when.oreFrom ?? when.oreBelow) !== undefined && facts.oreValue_yuan === undefined)
    missing.push(lack('oreValue_yuan', '采出矿产品市场价值（元）'));
  if (when.investor !== undefined && facts.investor === undefined)
    missing.push(lack('investor', '被罚的是不是个人经营的投资人（true 或 false）'));
  if (missing.length > 0) return missing;
  const gain = facts.illegalGain_yuan ?? 0;
  const ore = facts.oreValue_yuan ?? 0;
  return (
    (when.accident === undefined || when.accident === grade) &&
    (when.gainFrom === undefined || gain >= when.gainFrom) &&
    (when.gainBelow === undefined || gain < when.gainBelow) &&
    (when.oreFrom === undefined || ore >= when.oreFrom) &&
    (when.oreBelow === undefined || ore < when.oreBelow) &&
    (when.investor === undefined || when.investor === facts.investor) &&
    (when.egregious === undefined || when.egregious === (facts.egregious ?? false))
  );
}

/** Whole yuan inside the exact band: the floor rounds up, the ceiling down; a fixed amount loses its fraction of a yuan. */
function wholeYuan(low: Exact, high: Exact): [number, number] {
  const down = (x: Exact) => Number(x.n / x.d);
  const up = (x: Exact) => Number((x.n + x.d - 1n) / x.d);
  const [min, max] = [up(low), down(high)];
  return min <= max ? [min, max] : [max, max];
}

type Base = { low: Exact; high: Exact; say: string } | Place[];

/** The amount a share or multiple is taken of. */
function baseOf(
  of: 'income' | 'illegal-gain' | 'ore-value' | 'daily-fine' | 'accident-fine',
  provision: Provision,
  facts: Facts,
  law: Law,
  grade: AccidentGrade | null,
): Base {
  const one = (name: 'income_yuan' | 'illegalGain_yuan' | 'oreValue_yuan', title: string): Base => {
    const value = facts[name];
    return value === undefined
      ? [lack(name, title)]
      : { low: exact(value), high: exact(value), say: `${title} ${yuanText(value)}` };
  };
  if (of === 'income') return one('income_yuan', '上一年年收入');
  if (of === 'illegal-gain') return one('illegalGain_yuan', '违法所得');
  if (of === 'ore-value') return one('oreValue_yuan', '采出矿产品市场价值');
  if (of === 'daily-fine') {
    const { originalFine_yuan: fine, orderedOn, refusedUntil } = facts;
    const missing = [
      ...(fine === undefined ? [lack('originalFine_yuan', '原处罚数额（元）')] : []),
      ...(orderedOn === undefined ? [lack('orderedOn', '责令改正之日')] : []),
      ...(refusedUntil === undefined ? [lack('refusedUntil', '拒不改正到哪一日')] : []),
    ];
    if (missing.length > 0 || fine === undefined || orderedOn === undefined || refusedUntil === undefined)
      return missing;
    const days = daysBetween(orderedOn, refusedUntil);
    const total = mul(fine, days);
    return {
      low: total,
      high: total,
      say: `原处罚 ${yuanText(fine)} × ${days} 日（${orderedOn} 的次日至 ${refusedUntil}）`,
    };
  }
  const first = [...law.provisions.values()].find(
    (each) => each.instrument === provision.instrument && each.article === provision.article && each.item === '1',
  );
  const fine = first?.stages
    .flatMap((stage) => stage.fines)
    .find((each) => 'min' in each && each.when.accident === grade);
  if (grade === null) return [lack('accident', '事故等级，或死亡、重伤人数和直接经济损失')];
  if (!fine || !('min' in fine)) throw new Error(`no fine by accident grade beside ${provision.id}`);
  return {
    low: exact(fine.min),
    high: exact(fine.max),
    say: `${accidentWords[grade]}的罚款 ${bandText(fine.min, fine.max)}`,
  };
}

/** The highest fine in whole yuan: the figure itself, or a yuan less where this edition says that “以下” leaves it out. */
function ceilingOf({ min, max }: { min: number; max: number }, provision: Provision, workings: Working[]): number {
  const cite = provision.ceilingExcludedBy;
  if (cite === null || min === max) return max;
  workings.push({ say: `“以下”不含本数：不满 ${yuanText(max)}，至多 ${yuanText(max - 1)}`, cite });
  return max - 1;
}

/** The band of one subject in one stage: null when the stage has no fine for it, or one below a yuan (0 元不是罚款); places when facts are missing. */
export function bandOf(
  provision: Provision,
  rule: PenaltyStageRule,
  subject: PenaltySubject,
  facts: Facts,
  law: Law,
): Band | Place[] | null {
  const workings: Working[] = [];
  const grade = accidentGrade(facts, law, workings);
  const missing = new Map<string, Place>();
  for (const fine of rule.fines.filter((each) => each.on === subject)) {
    const found = holds(fine, facts, grade);
    if (found === false) continue;
    if (found !== true) {
      for (const place of found) missing.set(place.place, place);
      continue;
    }
    if ('min' in fine) {
      workings.push({
        say: `对${subjectWords[subject]}：${fine.may ? '可以处' : '处'} ${bandText(fine.min, fine.max)}罚款`,
        cite: provision.cite,
      });
      return { min: fine.min, max: ceilingOf(fine, provision, workings), may: fine.may, workings };
    }
    const base = baseOf(fine.of, provision, facts, law, grade);
    if (Array.isArray(base)) return base;
    const [low, high] = [mul(base.low, fine.from), mul(base.high, fine.to)];
    const reckoned = wholeYuan(low, high);
    const [min, max] = reckoned.map((each) => Math.min(each, fine.most ?? each)) as [number, number];
    if (max === 0) return null;
    const rate = fine.from === fine.to ? fine.from : `${fine.from}～${fine.to}`;
    workings.push({
      say: `对${subjectWords[subject]}：${base.say}${rate === '1' ? '' : ` × ${rate}`}`,
      value: exactText(low) === exactText(high) ? exactText(low) : `${exactText(low)}～${exactText(high)}`,
      cite: provision.cite,
    });
    if (max < reckoned[1])
      workings.push({ say: `最高不得超过 ${yuanText(max)}：${bandText(min, max)}`, cite: provision.cite });
    return { min, max, may: fine.may, workings };
  }
  return missing.size > 0 ? [...missing.values()] : null;
}
