import type { Day } from '#kernel';
import type { Law } from '../../domain/law.ts';
import type { Working } from '../rule.ts';
import { yuanText } from './fine.ts';

/** What a case calls for: the amount proposed, or the band where there is none; the measures; whether it goes below the floor. */
export interface FlagsAsked {
  /** Null where only the band is known: then a line inside the band is said as 如…达到. */
  amount: number | null;
  min: number;
  max: number;
  person: boolean;
  measures: readonly string[];
  mitigated: boolean;
}

const certain = (each: string) => !each.startsWith('情节严重的') && !each.startsWith('对');

/** What procedure an amount and its measures call for on a day: hearing, collective discussion, report, summary procedure. */
export function flagsOf(law: Law, on: Day, of: FlagsAsked): { says: string[]; workings: Working[] } {
  const says: string[] = [];
  const workings: Working[] = [];
  const tell = (title: string, say: string, cite: string) => {
    says.push(title);
    workings.push({ say, cite });
  };
  const [least, most] = of.amount === null ? [of.min, of.max] : [of.amount, of.amount];
  for (const threshold of law.thresholds.values()) {
    const version = threshold.versions.find((each) => each.from <= on && (each.to === null || on <= each.to));
    if (!version) continue;
    const { title } = threshold;
    const { cite } = version;
    const line = of.person ? version.person_yuan : version.enterprise_yuan;
    const measure = version.or.find((word) => of.measures.some((each) => certain(each) && each.includes(word)));
    if (threshold.id === 'threshold-simple') {
      if (line !== null && most > 0 && most <= line && !measure)
        tell(title, `${yuanText(most)}不超过${yuanText(line)}：${title}`, cite);
    } else if (line !== null && least >= line && most > 0) {
      tell(title, `${yuanText(least)}达到${yuanText(line)}：${title}`, cite);
    } else if (measure) tell(title, `有“${measure}”：${title}`, cite);
    else if (line === null) tell(`${title}：数额界线待核实（${cite}条文没有取得）`, `${title}的数额界线没有取得`, cite);
    else if (most >= line) {
      const say = `罚款如达到${yuanText(line)}：${title}`;
      tell(say, `幅度 ${yuanText(of.min)}至${yuanText(of.max)}，没有定数额；${say}`, cite);
    }
  }
  if (of.mitigated && !says.includes('应当集体讨论')) says.push('减轻处罚，应当集体讨论');
  return { says, workings };
}
