/** Days the material stands for (材料反映的日期), first and last. */
export interface Represents {
  representsFrom: string;
  representsTo: string;
}

/** What they are taken for until somebody says otherwise: the whole period, as far as it has come. */
export function representsOf(row: { periodFrom: string; periodTo: string }, today: string): Represents {
  const to = [row.periodTo, today].sort()[0]!;
  return { representsFrom: [row.periodFrom, to].sort()[0]!, representsTo: to };
}

/** What is wrong with the days a material is said to stand for, and which day may stand there. */
export interface WrongSpan {
  say: string;
  allowed: string;
  message: string;
}

/** Null when the days are in order and have begun. */
export function wrongSpan(from: string, to: string, today: string): WrongSpan | null {
  if (from > to)
    return { say: `材料反映的首日 ${from} 晚于末日 ${to}`, allowed: `不晚于 ${to}`, message: '首日不能晚于末日' };
  if (from > today)
    return {
      say: `材料反映的首日 ${from} 晚于今天 ${today}`,
      allowed: `不晚于 ${today}`,
      message: '还没有到的日子没有材料',
    };
  return null;
}

/** Why it cannot be handed in yet; null when it can. */
export const notYet = (o: { title: string; opensOn: string; periodTo: string }, today: string): string | null =>
  today >= o.opensOn ? null : `“${o.title}”从 ${o.opensOn} 起才能上报：所属期到 ${o.periodTo} 才结束`;
