import type { Act, Day, NewRow, Reads } from '#kernel';
import type { Obligation } from '#law-catalogue';
import { goesOn, type History, type Minted, mint, type Window } from './domain/mint.rule.ts';
import { periodText } from './domain/period.rule.ts';
import { dueIn } from './due.ts';
import { dutiesOf, type Firm } from './minting.ts';
import { profileWords } from './profile-words.ts';
import { type Owed, owed } from './subjects.ts';

/** Who owes it: an enterprise, one of its people, a town, the county. */
export interface Owner {
  owedBy: Owed['owedBy'];
  owner: string;
  ownerName: string;
  enterprise: string | null;
  enterpriseName: string | null;
  town: string | null;
  person?: string | null;
}

export const ownerOfFirm = ({ id, name, town }: Firm): Owner => ({
  owedBy: 'enterprise',
  owner: id,
  ownerName: name,
  enterprise: id,
  enterpriseName: name,
  town,
});

/** What an instance tells apart from every other. */
const keyOf = (one: Pick<Owed, 'obligation' | 'owner' | 'periodFrom' | 'about'>): string =>
  `${one.obligation} ${one.owner} ${one.periodFrom} ${one.about}`;

/** The row of an instance as it comes into being. */
export function rowOf(o: Obligation, owner: Owner, made: Minted, about = ''): NewRow<Owed> {
  return {
    obligation: o.id,
    title: o.title,
    what: o.what,
    ...owner,
    person: owner.person ?? null,
    about,
    periodFrom: made.first,
    periodTo: made.last,
    opensOn: made.opensOn,
    dueOn: made.dueOn,
    appliesOn: made.appliesOn,
    why: made.why,
    cites: [...o.cites],
    checked: o.checked,
    proof: [...o.proof],
    reviewer: o.reviewer,
    loop: o.reviewer === 'none' ? 'kept' : 'reviewed',
    state: 'owed',
    daysLate: 0,
  };
}

/** Whether this instance is there already. */
export const isThere = async (
  reads: Reads,
  one: Pick<Owed, 'obligation' | 'owner' | 'about' | 'periodFrom'>,
): Promise<boolean> =>
  (await reads.one(
    'select 1 from duties.owed where county = $1 and obligation = $2 and owner = $3 and about = $4 and period_from = $5',
    [reads.actor.county, one.obligation, one.owner, one.about, one.periodFrom],
  )) !== null;

/** What a look at some owners brings about. */
export interface Round {
  create: NewRow<Owed>[];
  change: { row: Owed; patch: Partial<Omit<Owed, 'county' | 'id' | 'version'>> }[];
}

/** Rows of those owners whose period has not ended before a day, or is to be made: what is there already. */
const standing = (reads: Reads, owners: readonly string[], from: Day): Promise<Owed[]> =>
  reads.many<Owed>(
    'select o.* from duties.owed o where o.county = $1 and o.owner = any($2) and (o.period_to >= $3 or o.due_on >= $3)',
    [reads.actor.county, owners, from],
  );

/** An instance that begins while its owner is excused from the duty is excused with it. */
function excusedAs(made: NewRow<Owed>, there: readonly Owed[]): Partial<Owed> {
  const by = there.find(
    (one) =>
      one.state === 'excused' &&
      one.obligation === made.obligation &&
      one.owner === made.owner &&
      one.about === made.about &&
      one.excusedUntil !== null &&
      one.excusedUntil >= made.dueOn,
  );
  if (!by) return {};
  const { excusedUntil, excusedByName, excuseReason } = by;
  return { state: 'excused', excusedUntil, excusedByName, excuseReason };
}

/** Instances these enterprises owe and do not have yet, and those that end or come back because they changed. */
export async function firmsRound(reads: Reads, firms: readonly Firm[], window: Window): Promise<Round> {
  const { county } = reads.actor;
  const { all, ofFirms } = dutiesOf(county);
  const dueOf = dueIn(county);
  const made = firms.map((firm) =>
    ofFirms.flatMap((o) =>
      mint(o, firm.history, window, firm.touched, dueOf, profileWords).map((one) => rowOf(o, ownerOfFirm(firm), one)),
    ),
  );
  const asked = firms.filter((firm, at) => firm.touched || made[at]!.length > 0);
  if (asked.length === 0) return { create: [], change: [] };
  const there = await standing(
    reads,
    asked.map((firm) => firm.id),
    window.from,
  );
  const keys = new Set(there.map(keyOf));
  const create = made.flat().filter((row) => !keys.has(keyOf(row as Owed)));
  const byId = new Map(all.map((o) => [o.id, o]));
  const change = firms
    .filter((firm) => firm.touched)
    .flatMap((firm) =>
      changesOf(
        there.filter((row) => row.owner === firm.id),
        byId,
        firm.history,
        window.to,
      ),
    );
  return { create: create.map((row) => ({ ...row, ...excusedAs(row, there) })), change };
}

function changesOf(
  rows: readonly Owed[],
  byId: ReadonlyMap<string, Obligation>,
  history: History,
  today: Day,
): Round['change'] {
  return rows.flatMap((row): Round['change'] => {
    const o = byId.get(row.obligation);
    if (!o) return [];
    const going = goesOn(o, row as Owed & { periodFrom: Day; periodTo: Day }, history, today, profileWords);
    if (going === null) return [];
    if ('returns' in going) return [{ row, patch: { state: 'owed', endedOn: null, endedWhy: null } }];
    return [
      { row, patch: { state: 'ended', endedOn: going.ends, endedWhy: `${going.ends} 起企业情况变更，不再适用` } },
    ];
  });
}

const always: History = [
  {
    from: '2000-01-01' as Day,
    profile: { sector: '', flags: [], scale: '', staffCount: 0, status: 'operating', removed: false },
  },
];

/** Instances that towns and the county itself owe and do not have yet. */
export async function publicRound(
  reads: Reads,
  towns: readonly { code: string; name: string }[],
  countyName: string,
  window: Window,
): Promise<Round> {
  const { county } = reads.actor;
  const { ofTowns, ofCounty } = dutiesOf(county);
  const dueOf = dueIn(county);
  const nobody = { enterprise: null, enterpriseName: null };
  const made = (o: Obligation, owner: Owner) =>
    mint(o, always, window, false, dueOf, profileWords).map((one) =>
      rowOf(o, owner, { ...one, why: owner.owedBy === 'town' ? '各镇' : '县局' }),
    );
  const create = [
    ...ofTowns.flatMap((o) =>
      towns.flatMap(({ code, name }) =>
        made(o, { ...nobody, owedBy: 'town', owner: code, ownerName: name, town: code }),
      ),
    ),
    ...ofCounty.flatMap((o) =>
      made(o, { ...nobody, owedBy: 'county', owner: county, ownerName: countyName, town: null }),
    ),
  ];
  if (create.length === 0) return { create, change: [] };
  const there = await standing(
    reads,
    create.map((row) => row.owner),
    window.from,
  );
  const keys = new Set(there.map(keyOf));
  return { create: create.filter((row) => !keys.has(keyOf(row as Owed))), change: [] };
}

/** Writes what a look brought about, as effects of the act under way. */
export function apply(act: Act, { create, change }: Round): void {
  for (const row of create) act.create(owed, row);
  for (const { row, patch } of change) act.change(owed, row, patch);
}

/** `2022年第一季度`, `起因日 2022-03-14 …`: what an instance stands for. */
export const spanText = (every: Obligation['every'], row: Pick<Owed, 'periodFrom' | 'periodTo' | 'about'>): string =>
  every === null
    ? `${row.periodFrom}${row.about ? ` ${row.about}` : ''}`
    : periodText(every, { first: row.periodFrom as Day, last: row.periodTo as Day });
