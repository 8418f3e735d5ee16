import { addMonths, type Day, type Refused } from '#kernel';
import { instrumentOn } from '../../domain/clause.rule.ts';
import type { Law } from '../../domain/law.ts';
import type { Working } from '../rule.ts';
import { type Applied, noProvision, rangeOn } from './applied.ts';
import type { AskedFine } from './facts.ts';
import { bandText } from './fine.ts';

/** Which edition holds when act and decision fall under different ones. */
export interface Chosen {
  applied: Applied;
  /** The day whose law was taken. */
  day: Day;
  workings: readonly Working[];
  other: readonly string[];
}

/** 0 when it cannot be told: one band starts lower, the other ends lower, or measures differ. */
function compareBands(older: Applied, newer: Applied): 'older' | 'newer' | 'same' | 'unclear' {
  const [a, b] = [older.band ?? { min: 0, max: 0 }, newer.band ?? { min: 0, max: 0 }];
  const measures = (applied: Applied) =>
    applied.rule.measures.filter((each) => /停产|停业|吊销|没收/.test(each)).length;
  const [low, high] = [Math.sign(a.min - b.min), Math.sign(a.max - b.max)];
  const byFine = high !== 0 ? (low === 0 || low === high ? high : 'unclear') : low;
  const byMeasure = Math.sign(measures(older) - measures(newer));
  if (byFine === 'unclear' || (byFine !== 0 && byMeasure !== 0 && byFine !== byMeasure)) return 'unclear';
  const sign = byFine || byMeasure;
  return sign === 0 ? 'same' : sign < 0 ? 'older' : 'newer';
}

const say = ({ band }: Applied) => (band ? bandText(band.min, band.max) : '没有罚款');

/** 从旧兼从轻 (行政处罚法（2021）§37): the law of the act, unless the law of the decision is lighter or no longer calls it unlawful. */
export function lighterOf(asked: AskedFine, law: Law, act: Day, decision: Day): Chosen | Refused {
  const basis = instrumentOn(law, 'administrative-penalty-law', decision);
  const cite = basis?.id === 'administrative-penalty-law-2021' ? `${basis.short}第37条` : '立法法（从旧兼从有利）';
  const older = rangeOn(asked, law, act);
  if (older !== null && 'refused' in older) return older;
  if (older === null) return noProvision(asked, law, act);
  const newer = rangeOn(asked, law, decision, act);
  const late = addMonths(act, 24) < decision ? [`行为终了至决定超过二年，须先核对处罚时效（行政处罚法第36条）`] : [];
  const days: Working = { say: `行为终了于 ${act}，决定于 ${decision}`, cite };
  if (newer === null) {
    return {
      applied: older,
      day: act,
      workings: [
        days,
        { say: '决定之日的法律没有收录对应罚则，按行为时的规定列出，须人工核对新法是否仍作违法处理', cite },
      ],
      other: [...late, '新法可能已不作违法处理，须人工核对'],
    };
  }
  if ('refused' in newer) {
    return {
      applied: older,
      day: act,
      workings: [days, { say: '决定之日的新规定没有取得，无法比较轻重，暂按行为时的规定列出', cite }],
      other: [...late, '新规定没有取得，轻重未能比较，须人工核对'],
    };
  }
  if (newer.provision.id === older.provision.id)
    return { applied: older, day: act, workings: [{ say: `${days.say}，适用同一版本`, cite }], other: late };
  const compared = compareBands(older, newer);
  const both: Working = {
    say: `行为时 ${older.provision.cite}：${say(older)}；决定时 ${newer.provision.cite}：${say(newer)}`,
    cite,
  };
  if (compared === 'newer')
    return { applied: newer, day: decision, workings: [days, both, { say: '新法较轻，适用新法', cite }], other: late };
  const why =
    compared === 'unclear'
      ? '两者互有轻重，不能一概比较，先列行为时的规定，须法制审核'
      : compared === 'same'
        ? '两者相同，适用行为时的规定'
        : '新法较重，适用行为时的规定';
  return {
    applied: older,
    day: act,
    workings: [days, both, { say: why, cite }],
    other: [...late, ...(compared === 'unclear' ? ['新旧法互有轻重，须法制审核决定适用哪一版'] : [])],
  };
}
