/**
 * Where the enterprises of a campaign stand, in SQL: `domain/campaign.rule.ts` said once more for the whole county at a time. That
 * both say the same is tested on generated rows (roster.pg.test.ts).
 *
 * The pieces speak of `e`, an enterprise, and `c`, what the campaign asks for. `c` comes in two rows a campaign: with `own` a town's
 * reader is kept to looks and hazards of his town; what was closed before an enterprise moved stays with its old town. `$1` is the county, as
 * in every ledger: said of each table, for a cluster does not conclude it from `e` inside an aggregate.
 */
import type { MeasureReads } from '#kernel';
import { byProfile } from '#registry';
import { everyCampaign, itemsOf, noticesEdition } from './current.ts';
import { type EnterpriseState, flagOf, statesByWork } from './domain/campaign.rule.ts';
import type { Campaign } from './domain/notice.ts';
import { byCampaign, byChecked } from './subjects.ts';

type Param = (value: unknown) => string;

/** An area without a flag concerns everybody: its items ask for this one, which every enterprise is given. */
const EVERYBODY = '';
const FLAGS = `array_append(e.flags, '${EVERYBODY}')`;

/** What a campaign asks for: the flag that each item needs, and how many items each flag brings. */
function asksOf({ county, campaign }: { county: string; campaign: Campaign }) {
  const items = itemsOf(campaign);
  const needs = Object.fromEntries(items.map((item) => [item.id, flagOf(item.area) ?? EVERYBODY]));
  const counts: Record<string, number> = {};
  for (const flag of Object.values(needs)) counts[flag] = (counts[flag] ?? 0) + 1;
  return [true, false].map((own) => ({ county, id: campaign.id, own, needs, counts }));
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

let made = { edition: -1, from: '' };
/** Enterprises and what each campaign asks for; a statement has to pick the campaign with `reachedSql`. */
export function rosterFrom(): string {
  if (made.edition !== noticesEdition()) {
    const asks = literal(JSON.stringify(everyCampaign().flatMap(asksOf)));
    const from = `registry.published_enterprise e cross join jsonb_to_recordset(${asks}::jsonb) as c(county text, id text, own boolean, needs jsonb, counts jsonb)`;
    made = { edition: noticesEdition(), from };
  }
  return made.from;
}

/** The enterprises a campaign reaches on a day, as `inScope` has it; none of a campaign that does not run, or that there is not. */
export function reachedSql(campaign: Campaign | null, p: Param, today: string, own: boolean): string {
  if (!campaign || today < campaign.from || (campaign.until !== null && today > campaign.until)) return 'false';
  const { flagsAny, sectorsAny, townsAny } = campaign.scope;
  const tests = ['c.county = $1', `c.id = ${p(campaign.id)}`, `c.own = ${own}`, 'e.removed_at is null'];
  if (flagsAny) tests.push(`e.flags && ${p(flagsAny)}::text[]`);
  if (sectorsAny) tests.push(`e.sector = any(${p(sectorsAny)}::text[])`);
  if (townsAny) tests.push(`e.town = any(${p(townsAny)}::text[])`);
  return tests.join(' and ');
}

const OPEN = `h.county = $1 and h.state <> 'closed' and (not c.own or h.town = e.town)`;
/** Whether the hazard of a look `i` is still open. */
const FAILS = `(i.hazard is not null and exists (select 1 from hazards.published_hazard h where ${OPEN} and h.id = i.hazard))`;
const EVERY_LOOK =
  `from programme.item_check i where i.county = $1 and i.campaign = c.id and i.enterprise = e.id ` +
  `and (not c.own or i.town = e.town)`;
/** Looks at items that concern the enterprise: others count for nothing, as do those no longer on the list. */
const LOOKS = `${EVERY_LOOK} and (c.needs ->> i.item) = any(${FLAGS})`;
const CHECKED = 'count(*)::int';
const FAILING = `(count(*) filter (where ${FAILS}))::int`;

const itemsSql = `(select coalesce(sum(x.n::int), 0)::int from jsonb_each_text(c.counts) as x(flag, n) where x.flag = any(${FLAGS}))`;
const word = (state: EnterpriseState): string => literal(state);
const stateOf = (items: string, checked: string, failing: string): string =>
  `case when ${failing} > 0 then ${word('failing')} when ${checked} = 0 then ${word('unchecked')} ` +
  `when ${checked} = ${items} then ${word('passed')} else ${word('partly')} end`;
const stateSql = `(select ${stateOf(itemsSql, CHECKED, FAILING)} ${LOOKS})`;
const ofEnterprise = `from hazards.published_hazard h where ${OPEN} and h.enterprise = e.id`;

/** One enterprise of the roster, column by column. */
export const rosterSql = {
  open: `(select count(*)::int ${ofEnterprise})`,
  /** Due days of the hazards whose clock runs: how many are past is said when the day is known. */
  dues: `array(select h.due_on::text ${ofEnterprise} and h.state = 'assigned' and h.due_on is not null)`,
  items: itemsSql,
  checked: `(select ${CHECKED} ${LOOKS})`,
  failing: `(select ${FAILING} ${LOOKS})`,
  state: stateSql,
  /** Place of the state among `statesByWork`. */
  work: `array_position(array[${statesByWork.map(word).join(', ')}], ${stateSql})`,
  checks: `(select coalesce(jsonb_strip_nulls(jsonb_agg(jsonb_build_object('item', i.item, 'result', i.result, 'hazard', i.hazard, 'hazardOpen', ${FAILS},
    'checkedOn', i.checked_on, 'checkedByName', i.checked_by_name, 'note', i.note) order by i.item)), '[]') ${EVERY_LOOK})`,
} as const;

/** How many enterprises of a town stand how, and their items. */
export interface Standing extends Record<EnterpriseState, number> {
  town: string;
  firms: number;
  items: number;
  checked: number;
}

/** Where the enterprises of a campaign stand, by town; counted anew only when one of them, a look or a hazard has changed. */
export async function standings(reads: MeasureReads, campaign: Campaign, town?: string): Promise<Standing[]> {
  const about = `${noticesEdition()} programme.standing ${campaign.id} ${town ?? ''}`;
  return reads.whileUnchanged([byProfile.name, byChecked.name, byCampaign.name], about, () => {
    const values: unknown[] = [reads.actor.county];
    const p: Param = (value) => `$${values.push(value)}`;
    const where = [
      reads.within({ town: 'e.town', enterprise: 'e.id' }, values),
      reachedSql(campaign, p, reads.today, reads.actor.scope !== 'county'),
      ...(town ? [`e.town = ${p(town)}`] : []),
    ];
    const sums = statesByWork.map((state) => `(count(*) filter (where state = ${word(state)}))::int as ${state}`);
    return reads.many<Standing>(
      `select town, count(*)::int as firms, ${sums.join(', ')}, sum(items)::int as items, sum(checked)::int as checked
       from (select f.*, ${stateOf('items', 'checked', 'failing')} as state from (
         select e.town, ${itemsSql} as items, k.checked, k.failing from ${rosterFrom()}
         cross join lateral (select ${CHECKED} as checked, ${FAILING} as failing ${LOOKS}) k where e.county = $1 and ${where.join(' and ')}) f) s
       group by town order by town`,
      values,
    );
  });
}

/** Overdue hazards that a campaign counts (`campaignsOf`), by the town they are in. */
export async function overdueByTown(
  reads: MeasureReads,
  campaign: Campaign,
  town?: string,
): Promise<ReadonlyMap<string, number>> {
  const values: unknown[] = [reads.actor.county];
  const p: Param = (value) => `$${values.push(value)}`;
  const mine = reads.within({ town: 'h.town', enterprise: 'h.enterprise' }, values);
  const today = p(reads.today);
  const { flagsAny, sectorsAny, townsAny } = campaign.scope;
  // The due day once more as the column that an index holds.
  const where = [
    `h.state = 'assigned' and h.due_on < ${today}::date and h.due_order < ${today}::date and ${mine}`,
    ...(flagsAny ? [`h.flags && ${p(flagsAny)}::text[]`] : []),
    ...(sectorsAny ? [`h.sector = any(${p(sectorsAny)}::text[])`] : []),
    ...(townsAny ? [`h.town = any(${p(townsAny)}::text[])`] : []),
    ...(campaign.until ? [`h.found_on <= ${p(campaign.until)}::date`] : []),
    ...(town ? [`h.town = ${p(town)}`] : []),
  ];
  const rows = await reads.many<{ town: string; n: number }>(
    `select h.town, count(*)::int as n from hazards.published_hazard h where h.county = $1 and ${where.join(' and ')} group by h.town`,
    values,
  );
  return new Map(rows.map((row) => [row.town, row.n]));
}
