import { BeforeFloor, type Day, type Refused } from '#kernel';
import { type ClassFactor, factorWords, type SafetyClass } from '../../domain/enforcement.ts';
import type { Law } from '../../domain/law.ts';
import { countyOf, floorOf, localOn } from '../../domain/local.rule.ts';
import { refuseAt, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';

export interface AskedClass {
  facts: Partial<Record<ClassFactor, number>>;
  county?: string | undefined;
}

/** What `class.propose` answers: the class, what it means, why, and which facts were not given. */
export interface ClassProposal {
  class: SafetyClass;
  meaning: string;
  reasons: readonly { id: string; class: SafetyClass; title: string }[];
  /** Facts the rule asks for that were not given: the class may be worse. */
  unknown: readonly { factor: ClassFactor; title: string }[];
  rule: string;
}

/** How `class.propose` is reckoned: every condition that holds; the worst class of them, else the base. */
export function proposeClass(asked: AskedClass, law: Law, on: Day): Ruling<ClassProposal> | Refused {
  const county = countyOf(law, asked.county);
  const rule = localOn(law.classRules, county, on);
  if (!rule) throw new BeforeFloor(on, floorOf(law.classRules, county));
  if (Object.keys(asked.facts).length === 0)
    return refuseAt([wrong('facts', '{}', Object.keys(factorWords).join('、'), '没有写任何一项情况，不能分级')]);
  const workings: Working[] = [
    {
      say: `${on} 适用的分级办法：${rule.county ? `县 ${rule.county} 的办法` : '平台设计方案'} ${rule.id}`,
      cite: rule.basis,
    },
  ];
  const factors = [...new Set(rule.conditions.map((each) => each.factor))];
  const unknown = factors.filter((factor) => asked.facts[factor] === undefined);
  const holding = rule.conditions.filter(({ factor, atLeast, atMost }) => {
    const value = asked.facts[factor];
    return (
      value !== undefined && (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
    );
  });
  for (const each of holding)
    workings.push({
      say: `${each.title}：${each.class} 级`,
      value: String(asked.facts[each.factor]),
      cite: rule.basis,
    });
  const worst = [rule.base, ...holding.map((each) => each.class)].toSorted().at(-1) as SafetyClass;
  workings.push({ say: holding.length === 0 ? `没有成立的条件，为 ${rule.base} 级` : `取最差：${worst} 级` });
  if (unknown.length > 0)
    workings.push({ say: `没有填写：${unknown.map((factor) => factorWords[factor]).join('；')}，实际级别可能更差` });
  return {
    result: {
      class: worst,
      meaning: rule.classes[worst],
      reasons: holding
        .map(({ id, class: grade, title }) => ({ id, class: grade, title }))
        .toSorted((a, b) => (a.class > b.class ? -1 : a.class < b.class ? 1 : 0)),
      unknown: unknown.map((factor) => ({ factor, title: factorWords[factor] })),
      rule: rule.id,
    },
    workings,
    cites: [rule.basis],
    checked: rule.checked,
  };
}
