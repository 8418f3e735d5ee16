import { gramsOf, type Hazard, haystackOf, hazard, rounds } from '#hazards';
import { addDays, type Day, type Subject } from '#kernel';
import type { PastAct, Rows } from '../bulk.ts';
import type { DemoFirm } from '../making.ts';
import type { Dice } from '../random.ts';
import { featuredStories } from './featured.ts';
import { historyOf } from './history.ts';
import type { Doers, Round, Story } from './story.ts';

export type { Doer, Doers } from './story.ts';

export interface DemoBatch {
  /** The hazards shown first, for photos. */
  featured: Hazard[];
  rows: Rows[];
  acts: PastAct[];
}

interface Span {
  from: string;
  days: number;
  today: string;
}

const keyFlags = ['smelting-casting', 'explosive-dust', 'confined-space'];

/** Found evenly over the year, but at the campaign's enterprises mostly in its first weeks: so its burn-down burns down. */
function foundDay(dice: Dice, firm: DemoFirm, span: Span): string {
  const any = () => addDays(span.from as Day, dice.int(0, span.days));
  if (!firm.flags.some((f) => keyFlags.includes(f))) return any();
  if (dice.chance(0.3)) return addDays('2022-03-04' as Day, dice.int(0, 24));
  let day = any();
  for (let i = 0; i < 3 && day > '2022-04-05' && dice.chance(0.8); i++) day = any();
  return day;
}

const effectOf = (h: Hazard, version: number, patch: Record<string, unknown>): PastAct['effects'][number] => ({
  subject: hazard as unknown as Subject<never>,
  id: h.id,
  version,
  patch,
  town: h.town,
  enterprise: h.enterprise,
});

/** What a step wrote of the hazard's rounds. */
const roundEffects = (rounds: readonly Round[], h: Hazard, step: number): PastAct['effects'] =>
  rounds.flatMap(({ of, id, told }) =>
    told.flatMap((one, i) =>
      one.step === step
        ? [{ subject: of, id, version: i + 1, patch: one.patch, town: h.town, enterprise: h.enterprise }]
        : [],
    ),
  );

const columnsOf = ({ county: _c, id: _i, version: _v, ...columns }: Hazard): Record<string, unknown> => columns;

/** Every act of one story as the journal holds it: the report with the row as it began, then each step. */
function actsOf({ row, steps, rounds }: Story): PastAct[] {
  const began: Record<string, unknown> = { ...columnsOf(row) };
  for (const key of steps.flatMap((s) => Object.keys(s.patch))) began[key] = null;
  Object.assign(began, {
    state: 'found',
    level: 'unjudged',
    extensions: 0,
    returns: 0,
    reopens: 0,
    heldBy: 'town',
    analysis: 'none',
  });
  const inside = row.loop === 'self' || row.origin === 'enterprise-report';
  const report: PastAct = {
    at: row.foundAt,
    actor: { account: row.foundBy ?? '', name: row.foundByName, role: inside ? 'safety-manager' : 'town-officer' },
    command: 'hazards.report',
    sentence: `上报隐患：${row.place}，${row.description.slice(0, 40)}`,
    given: {},
    effects: [effectOf(row, 1, began)],
  };
  return [
    report,
    ...steps.map(
      (s, i): PastAct => ({
        at: s.at,
        actor: s.doer,
        command: s.command,
        sentence: s.sentence,
        given: {},
        effects: [effectOf(row, i + 2, { ...s.patch }), ...roundEffects(rounds, row, i)],
      }),
    ),
  ];
}

/** One import act that created all rows as they are: for the hundreds of thousands of the bench. */
const importOf = (stories: readonly Story[], today: string): PastAct => ({
  at: `${today}T00:00:00.000Z`,
  actor: { account: '', name: '系统', role: 'system' },
  command: 'hazards.report',
  sentence: `装入演示隐患 ${stories.length} 条`,
  given: { rows: stories.length },
  effects: stories.flatMap(({ row, rounds }) => [
    effectOf(row, 1, columnsOf(row)),
    ...rounds.map((one) => ({ ...effectOf(row, 1, one.row), subject: one.of, id: one.id })),
  ]),
});

/**
 * A batch of invented hazards between `from` and `today`. With `full` each step is an act of its own in the journal; without
 * the batch is one import act that created the rows as they are.
 */
export function demoHazards(
  dice: Dice,
  firms: readonly DemoFirm[],
  count: number,
  span: Span,
  mint: (at: string) => string,
  doers: Doers,
  full: boolean,
): DemoBatch {
  const { today } = span;
  const featured = full ? featuredStories({ dice, firms, today, mint, doers }) : [];
  const stories = Array.from({ length: count }, (_, i) => {
    if (featured[i]) return featured[i];
    const firm = dice.pick(firms);
    const foundOn = foundDay(dice, firm, span);
    return historyOf(dice, firm, foundOn, today, mint(`${foundOn}T01:00:00.000Z`), doers);
  });
  const hazards = stories.map(({ row }) => row);
  const words = hazards.map((h) => {
    const haystack = haystackOf(h);
    return { hazard: h.id, town: h.town, enterprise: h.enterprise, haystack, grams: gramsOf(haystack) };
  });
  const rows = stories.map(({ row, steps }) => ({
    id: row.id,
    version: full ? steps.length + 1 : 1,
    ...columnsOf(row),
  }));
  return {
    featured: featured.map(({ row }) => row),
    rows: [
      { table: 'hazards.hazard', rows },
      { table: 'hazards.word', rows: words },
      ...Object.values(rounds).map(({ of }) => ({
        table: of.table,
        rows: stories.flatMap((story) =>
          story.rounds
            .filter((one) => one.of.kind === of.kind)
            .map(({ id, row, told }) => ({ id, version: full ? told.length : 1, ...row })),
        ),
      })),
    ],
    acts: full ? stories.flatMap(actsOf) : [importOf(stories, today)],
  };
}
