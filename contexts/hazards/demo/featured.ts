import { addDays, type Day } from '#kernel';
import { type DemoFirm, personName } from '#registry';
import { assign, begin, criterionFor, escalate, judge, mend, verify } from './history.ts';
import { type Story, step, type Telling } from './story.ts';

type Wanted = 'found' | 'judged' | 'assigned' | 'rectified' | 'verified';
/** How many days before the end each step was made. */
const DAYS = { found: 12, judged: 11, assigned: 10, rectified: 4, verified: 2 } as const;

/** A story that stands, at the end, where it is wanted to. */
function directed(
  telling: Telling,
  firm: DemoFirm,
  wanted: Wanted,
  i: number,
  led: 'town' | 'county' | 'major',
): Story {
  const { stage, cast } = telling;
  const dice = stage.dice(`featured ${led} ${i}`);
  const shift = dice.int(0, 3);
  const on = (what: Wanted) => addDays(stage.until.slice(0, 10) as Day, -(DAYS[what] + shift));
  const s = begin(
    dice,
    cast,
    firm,
    wanted === 'found' ? addDays(stage.until.slice(0, 10) as Day, -1 - (i % 3)) : on('found'),
    'inspection',
  );
  const person = personName(dice);
  if (wanted === 'found') return s;
  judge(s, on('judged'), led === 'major' ? criterionFor(s) : null);
  if (led === 'county') escalate(s, on('judged'));
  if (wanted === 'judged') return s;
  assign(s, on('assigned'), person, addDays(stage.until.slice(0, 10) as Day, 12 + i));
  if (wanted === 'assigned') return s;
  mend(s, on('rectified'), '已按措施整改，附照片');
  if (wanted === 'verified') verify(s, on('verified'));
  return s;
}

/** What the demonstration's own town is given on purpose, so that every verb of 待办 has something waiting. */
const inOwnTown: readonly Wanted[] = [
  'found',
  'found',
  'judged',
  'judged',
  'assigned',
  'assigned',
  'rectified',
  'rectified',
  'verified',
];
/** What the county leads: escalated to it, or major. */
const atCounty: readonly (readonly [Wanted, 'county' | 'major'])[] = [
  ['judged', 'county'],
  ['rectified', 'major'],
  ['rectified', 'county'],
  ['verified', 'major'],
];

/** The stories a visitor meets first: something waiting for every verb, at the county and in the demonstration's own town. */
export function featuredStories(telling: Telling): Story[] {
  const { stage, cast } = telling;
  const dice = stage.dice('featured');
  const own = cast.firms.filter((firm) => firm.town === cast.firms[0]!.town).slice(0, 6);
  // Major ones need an enterprise whose kind has criteria.
  const dusty = cast.firms.filter((firm) => firm.flags.includes('explosive-dust'));
  const county = atCounty.map(([wanted, led], i) =>
    directed(telling, dice.pick(led === 'major' && dusty.length > 0 ? dusty : cast.firms), wanted, i, led),
  );
  const town = inOwnTown.map((wanted, i) =>
    directed(telling, i % 2 === 0 ? own[0]! : dice.pick(own), wanted, i, 'town'),
  );
  const waiting = town[inOwnTown.indexOf('assigned')]!;
  const until = addDays(stage.until.slice(0, 10) as Day, 40);
  const yesterday = addDays(stage.until.slice(0, 10) as Day, -1);
  step(waiting, yesterday, cast.manager(waiting.firm), 'ask-extension', { until, reason: '需外购的检测仪表尚未到货' });
  return [...county, ...town];
}
