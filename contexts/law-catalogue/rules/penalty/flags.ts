import type { Day } from '#kernel';
import type { Law } from '../../domain/law.ts';
import type { Working } from '../rule.ts';
import { yuanText } from './fine.ts';

/** What procedure an amount and its measures call for on a day: hearing, collective discussion, report, summary procedure. */
export function flagsOf(
  law: Law,
  on: Day,
  of: { amount: number; person: boolean; measures: readonly string[]; mitigated: boolean },
): { says: string[]; workings: Working[] } {
  const says: string[] = [];
  const workings: Working[] = [];
  for (const threshold of law.thresholds.values()) {
    const version = threshold.versions.find((each) => each.from <= on && (each.to === null || on <= each.to));
    if (!version) continue;
    const line = of.person ? version.person_yuan : version.enterprise_yuan;
    const measure = version.or.find((word) =>
      of.measures.some((each) => !each.startsWith('情节严重的') && !each.startsWith('对') && each.includes(word)),
    );
    const simple = threshold.id === 'threshold-simple';
    const reached = line !== null && (simple ? of.amount <= line && !measure && of.amount > 0 : of.amount >= line);
    if (!reached && (simple || !measure)) {
      if (line === null && !simple) {
        says.push(`${threshold.title}：数额界线待核实（${version.cite}条文没有取得）`);
        workings.push({ say: `${threshold.title}的数额界线没有取得`, cite: version.cite });
      }
      continue;
    }
    says.push(threshold.title);
    workings.push({
      say: reached
        ? `${yuanText(of.amount)}${simple ? '不超过' : '达到'}${yuanText(line as number)}：${threshold.title}`
        : `有“${measure}”：${threshold.title}`,
      cite: version.cite,
    });
  }
  if (of.mitigated && !says.includes('应当集体讨论')) says.push('减轻处罚，应当集体讨论');
  return { says, workings };
}
