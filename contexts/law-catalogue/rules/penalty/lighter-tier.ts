import type { Day, Place } from '#kernel';
import type { Law } from '../../domain/law.ts';
import type { Working } from '../rule.ts';
import { isPlaces } from './applied.ts';
import type { AskedFine } from './facts.ts';
import { bandText } from './fine.ts';
import { type AskedTier, type FoundTier, tierFor } from './tier.ts';

interface Span {
  min: number;
  max: number;
}

/** The tier applied, or why there is none, and how the tiers of the two days were compared. */
export interface ChosenTier {
  found: FoundTier | { reason: string };
  workings: readonly Working[];
}

const cite = '行政处罚法（2021）第37条';
const spanOf = (found: FoundTier | { reason: string }, { stage, subject }: AskedFine): Span | null =>
  'reason' in found ? null : (found.tier.bands.find((each) => each.stage === stage && each.on === subject) ?? null);
const isSame = (a: FoundTier | { reason: string }, b: FoundTier | { reason: string }) =>
  !('reason' in a) && !('reason' in b) && a.benchmark.id === b.benchmark.id;

/**
 * 从旧兼从轻 for benchmarks and tiers (裁量基准、阶次), as for articles: the tier of the day the act ended; a later one only where neither
 * end of it lies above what held then: the older tier, or the whole statutory band where there was none.
 */
export function tierOver(
  law: Law,
  asked: Omit<AskedTier, 'on'>,
  fine: AskedFine,
  band: Span,
  days: { act: Day; decided: Day },
): ChosenTier | Place[] {
  const newer = tierFor(law, { ...asked, on: days.decided });
  if (isPlaces(newer)) return newer;
  if (days.act === days.decided) return { found: newer, workings: [] };
  const older = tierFor(law, { ...asked, on: days.act });
  if (isPlaces(older)) return older;
  if (isSame(older, newer) || ('reason' in older && 'reason' in newer)) return { found: newer, workings: [] };
  const [then, now] = [spanOf(older, fine), spanOf(newer, fine)];
  const before = then ?? band;
  const named = 'reason' in newer ? null : newer.benchmark;
  const compared: Working = {
    say: `行为终了于 ${days.act}：${then ? `阶次 ${bandText(then.min, then.max)}` : `没有适用的阶次，法定幅度 ${bandText(band.min, band.max)}`}；决定于 ${days.decided}：${now ? `阶次 ${bandText(now.min, now.max)}` : '没有适用的阶次'}`,
    cite,
  };
  if (named !== null && now !== null && now.min <= before.min && now.max <= before.max) {
    const equal = then !== null && now.min === then.min && now.max === then.max;
    if (!equal) return { found: newer, workings: [compared, { say: '新的阶次较轻，适用新的', cite }] };
  }
  if (!('reason' in older))
    return { found: older, workings: [compared, { say: '新的阶次不比行为时的轻，适用行为时的', cite }] };
  const reason = `${named?.cite ?? ''}自 ${named?.from ?? ''} 起施行，晚于行为终了之日 ${days.act}，又不比行为时的法定幅度轻，不能用于此前的行为，只给出法定幅度`;
  return { found: { reason }, workings: [compared] };
}
