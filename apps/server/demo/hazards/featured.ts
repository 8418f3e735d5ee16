import { type Hazard, rounds } from '#hazards';
import { addDays, type Day } from '#kernel';
import type { DemoFirm } from '../making.ts';
import type { Dice } from '../random.ts';
import { historyOf } from './history.ts';
import { beginRound, type Doers, type Story } from './story.ts';

interface Stage {
  dice: Dice;
  firms: readonly DemoFirm[];
  today: string;
  mint: (at: string) => string;
  doers: Doers;
}

/** Tries histories until one fits; null when none did. */
function tell(
  stage: Stage,
  firm: () => DemoFirm,
  daysAgo: [number, number],
  fits: (h: Hazard) => boolean,
): Story | null {
  const { dice, today, mint, doers } = stage;
  for (let tries = 0; tries < 4000; tries++) {
    const foundOn = addDays(today as Day, -dice.int(...daysAgo));
    const story = historyOf(dice, firm(), foundOn, today, mint(`${foundOn}T01:00:00.000Z`), doers);
    if (story.row.loop === 'common' && fits(story.row)) return story;
  }
  return null;
}

/** What the county leads — escalated to it, or major — in each state that waits for the county. */
const ledByCounty = (stage: Stage): (Story | null)[] =>
  (['judged', 'rectified', 'rectified', 'verified'] as const).map((wanted) =>
    tell(
      stage,
      () => stage.dice.pick(stage.firms),
      [4, 40],
      (h) => h.state === wanted && (h.heldBy !== 'town' || h.level === 'major'),
    ),
  );

/** States the demonstration's own town is given on purpose, so that every verb of 待办 has something waiting. */
const wantedStates = [
  'found',
  'found',
  'judged',
  'judged',
  'assigned',
  'assigned',
  'rectified',
  'rectified',
  'verified',
] as const;

function inOwnTown(stage: Stage): (Story | null)[] {
  const { dice, firms, today } = stage;
  const own = firms.filter((f) => f.town === firms[0]!.town).slice(0, 6);
  return wantedStates.map((wanted, i) => {
    const plain = (h: Hazard) =>
      h.state === wanted &&
      h.heldBy === 'town' &&
      h.level !== 'major' &&
      (wanted !== 'assigned' || (h.dueOn ?? '') >= today);
    return tell(stage, () => (i % 2 === 0 ? firms[0]! : dice.pick(own)), [wanted === 'found' ? 0 : 3, 24], plain);
  });
}

/** One of the assigned ones has asked for an extension. */
function askExtension(stage: Stage, story: Story | undefined): void {
  if (!story) return;
  const until = addDays(story.row.dueOn as Day, 15);
  const patch = { extensionUntil: until };
  const reason = '需外购的检测仪表尚未到货';
  const doer = stage.doers.enterprise(story.firm);
  const at = `${stage.today}T08:10:00.000Z`;
  const { dueOn } = story.row;
  story.steps.push({
    at,
    doer,
    command: 'hazards.ask-extension',
    sentence: `申请延期至 ${until}：${reason}`,
    patch,
  });
  Object.assign(story.row, patch);
  beginRound(story, rounds.extensions.of, {
    dueOn,
    until,
    reason,
    askedBy: doer.account || null,
    askedByName: doer.name,
    askedAt: at,
  });
}

/** The histories a visitor meets first: something waiting for every verb, at the county and in the demonstration's own town. */
export function featuredStories(stage: Stage): Story[] {
  const stories = [...ledByCounty(stage), ...inOwnTown(stage)].filter((s): s is Story => s !== null);
  askExtension(
    stage,
    stories.find(
      ({ row, firm }) => row.state === 'assigned' && row.heldBy === 'town' && firm.town === stage.firms[0]!.town,
    ),
  );
  return stories;
}
