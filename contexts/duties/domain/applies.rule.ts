/** One kind of enterprise a duty binds, as the catalogue declares it: every condition that is named holds. Codes are the register's. */
export interface Applies {
  sectors?: readonly string[] | undefined;
  flags?: readonly string[] | undefined;
  scales?: readonly string[] | undefined;
  statuses?: readonly string[] | undefined;
  staff_from?: number | undefined;
  staff_to?: number | undefined;
}

/** What an enterprise is on a day (当日概况), as far as duties look at it. */
export interface Profile {
  sector: string;
  flags: readonly string[];
  scale: string;
  staffCount: number;
  status: string;
  removed: boolean;
}

/** Words of the register for the reason; given, so that this stays pure. */
export interface ProfileWords {
  sectors: Readonly<Record<string, string>>;
  flags: Readonly<Record<string, string>>;
  scales: Readonly<Record<string, string>>;
  statuses: Readonly<Record<string, string>>;
}

/** In which states an enterprise is bound where a duty does not say it: one that has stopped owes only what says so. */
export const usualStatuses: readonly string[] = ['operating', 'construction'];

function staffText({ staff_from: from, staff_to: to }: Applies): string {
  if (from !== undefined && to !== undefined) return `${from} 至 ${to} 人`;
  return from !== undefined ? `${from} 人以上` : `${to} 人以下`;
}

/** Why one alternative binds it, or null when it does not. */
function reasonOf(one: Applies, profile: Profile, words: ProfileWords): string | null {
  const { sectors, flags, scales, statuses, staff_from: from, staff_to: to } = one;
  if (!(statuses ?? usualStatuses).includes(profile.status)) return null;
  if (sectors && !sectors.includes(profile.sector)) return null;
  if (scales && !scales.includes(profile.scale)) return null;
  if (from !== undefined && profile.staffCount < from) return null;
  if (to !== undefined && profile.staffCount > to) return null;
  const held = flags?.filter((flag) => profile.flags.includes(flag));
  if (held?.length === 0) return null;
  const because = [
    ...(sectors ? [`行业为${words.sectors[profile.sector] ?? profile.sector}`] : []),
    ...(held ? [`风险标志含${held.map((flag) => words.flags[flag] ?? flag).join('、')}`] : []),
    ...(scales ? [`规模为${words.scales[profile.scale] ?? profile.scale}`] : []),
    ...(from !== undefined || to !== undefined ? [`从业人员 ${profile.staffCount} 人（${staffText(one)}）`] : []),
    ...(statuses ? [`生产状态为${words.statuses[profile.status] ?? profile.status}`] : []),
  ];
  return because.join('，') || '所有生产经营单位';
}

const named = (codes: readonly string[], words: Readonly<Record<string, string>>): string =>
  codes.map((code) => words[code] ?? code).join('、');

/** Whom one alternative binds, in words: `行业为露天矿山、地下矿山；从业人员 101 人以上`. */
export function whoText(one: Applies, words: ProfileWords): string {
  const { sectors, flags, scales, statuses } = one;
  const parts = [
    ...(sectors ? [`行业为${named(sectors, words.sectors)}`] : []),
    ...(flags ? [`风险标志含${named(flags, words.flags)}`] : []),
    ...(scales ? [`规模为${named(scales, words.scales)}`] : []),
    ...(one.staff_from !== undefined || one.staff_to !== undefined ? [`从业人员 ${staffText(one)}`] : []),
    `生产状态为${named(statuses ?? usualStatuses, words.statuses)}`,
  ];
  return parts.join('；');
}

/** Why a duty binds an enterprise of that profile, in words; null when it does not. A struck-off enterprise owes nothing more. */
export function whyApplies(when: readonly Applies[], profile: Profile, words: ProfileWords): string | null {
  if (profile.removed || profile.status === 'closed') return null;
  for (const one of when.length === 0 ? [{}] : when) {
    const reason = reasonOf(one, profile, words);
    if (reason !== null) return reason;
  }
  return null;
}
