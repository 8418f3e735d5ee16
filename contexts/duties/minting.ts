import { createHash } from 'node:crypto';
import { addDays, type Day, type Reads, todayIn } from '#kernel';
import { type Obligation, obligationsOf } from '#law-catalogue';
import type { Profile } from './domain/applies.rule.ts';
import type { History } from './domain/mint.rule.ts';

/** One row of duties.minting: how far a county's instances were made. */
export interface Minting {
  begunOn: Day;
  mintedTo: Day;
  lookedAt: string;
  catalogue: string;
}

/** An enterprise with what it was, as minting needs it. */
export interface Firm {
  id: string;
  name: string;
  town: string;
  history: History;
  /** It changed, or came, since the last look. */
  touched: boolean;
}

/** How far back changes are looked for again: an act that began before the last look may have ended after it. */
const LOOK_BACK_MS = 600_000;

/** What the catalogue says, in short: another digest means that duties were added or changed. */
export const catalogueDigest = (obligations: readonly Obligation[]): string =>
  createHash('sha256').update(JSON.stringify(obligations)).digest('hex').slice(0, 16);

/** How far the county's instances were made; null before the first time. */
export const mintingOf = (reads: Reads): Promise<Minting | null> =>
  reads.one<Minting>('select begun_on, minted_to, looked_at, catalogue from duties.minting where county = $1', [
    reads.actor.county,
  ]);

interface ProfileRow extends Profile {
  enterprise: string;
  name: string;
  town: string;
  createdAt: string;
}
interface FormerRow extends Profile {
  enterprise: string;
  untilOn: Day;
  untilAt: string;
}

const profileOf = ({ sector, flags, scale, staffCount, status, removed }: Profile): Profile => ({
  sector,
  flags,
  scale,
  staffCount,
  status,
  removed,
});

/** What it was, oldest first: the first change of a day tells what it was before that day. */
function historyOf(now: ProfileRow, former: readonly FormerRow[]): History {
  const spans: { from: Day; profile: Profile }[] = [];
  let from = todayIn(now.createdAt);
  for (const one of former) {
    if (one.untilOn > from) {
      spans.push({ from, profile: profileOf(one) });
      from = one.untilOn;
    }
  }
  return [...spans, { from, profile: profileOf(now) }];
}

/** The next enterprises by id, with their history; `since` is the instant of the last look, null to look at all of them as changed. */
export async function firmsAfter(
  reads: Reads,
  after: string,
  most: number,
  since: string | null,
  only?: readonly string[],
): Promise<Firm[]> {
  const { county } = reads.actor;
  const page = await reads.many<ProfileRow>(
    `select enterprise, name, town, sector, flags, scale, staff_count, status, removed, created_at from registry.published_profile
     where county = $1 and enterprise > $2::uuid and ($4::uuid[] is null or enterprise = any($4)) order by enterprise limit $3`,
    [county, after, most, only ?? null],
  );
  if (page.length === 0) return [];
  const former = await reads.many<FormerRow>(
    `select enterprise, until_on, until_at, sector, flags, scale, staff_count, status, removed from registry.published_former_profile
     where county = $1 and enterprise = any($2::uuid[]) order by enterprise, until_at`,
    [county, page.map((one) => one.enterprise)],
  );
  const byFirm = new Map<string, FormerRow[]>();
  for (const one of former) byFirm.set(one.enterprise, [...(byFirm.get(one.enterprise) ?? []), one]);
  const edge = since === null ? null : new Date(Date.parse(since) - LOOK_BACK_MS).toISOString();
  return page.map((now) => {
    const old = byFirm.get(now.enterprise) ?? [];
    const touched = edge === null || now.createdAt >= edge || old.some((one) => one.untilAt >= edge);
    return { id: now.enterprise, name: now.name, town: now.town, history: historyOf(now, old), touched };
  });
}

/** Enterprises that came or changed since the last look. */
export async function changedFirms(reads: Reads, since: string): Promise<string[]> {
  const edge = new Date(Date.parse(since) - LOOK_BACK_MS).toISOString();
  const rows = await reads.many<{ enterprise: string }>(
    `select enterprise from registry.published_profile where county = $1 and created_at >= $2
     union select enterprise from registry.published_former_profile where county = $1 and until_at >= $2`,
    [reads.actor.county, edge],
  );
  return rows.map((row) => row.enterprise);
}

/** The first day that was not looked at yet. */
export const nextDay = (minting: Minting): Day => addDays(minting.mintedTo, 1);

/** Duties of the county by who owes them. */
export function dutiesOf(county: string) {
  const all = obligationsOf(county);
  return {
    all,
    ofFirms: all.filter((one) => one.owes === 'enterprise' && one.every !== null),
    ofTowns: all.filter((one) => one.owes === 'town' && one.every !== null),
    ofCounty: all.filter((one) => one.owes === 'county' && one.every !== null),
  };
}
