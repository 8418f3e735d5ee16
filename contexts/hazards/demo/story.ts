import { type Actor, addDays, type Day, newId } from '#kernel';
import type { Dice, Stage } from '#kernel/server';
import type { DemoCast, DemoFirm } from '#registry';
import type { camera } from './drawings.ts';

/** One step of a story: a command somebody makes, with pictures when it needs them. */
export interface Step {
  at: string;
  who: Actor;
  /** Name of the command behind `hazards.`. */
  command: string;
  body: Record<string, unknown>;
  pictures?: 'after' | 'check';
}

/** What the tellers of a stage share. */
export interface Telling {
  stage: Stage;
  cast: DemoCast;
  photo: ReturnType<typeof camera>;
}

/** The story of one hazard being written: its steps in order, each later than the one before. */
export interface Story {
  id: string;
  dice: Dice;
  cast: DemoCast;
  firm: DemoFirm;
  /** How it was found; null when a check of a campaign found it. */
  report: Step | null;
  foundOn: string;
  self: boolean;
  measure: string;
  major: boolean;
  /** The county leads once it was escalated. */
  led: 'town' | 'county';
  steps: Step[];
}

const two = (n: number): string => String(n).padStart(2, '0');
/** Working hours of that day in Beijing, as an instant. */
export const instantOn = (day: string, dice: Dice): string =>
  `${day}T${two(dice.int(0, 8))}:${two(dice.int(0, 59))}:${two(dice.int(0, 59))}.000Z`;

const minutesAfter = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** The day that many days after another. */
export const later = (day: string, dice: Dice, low: number, high: number): string =>
  addDays(day as Day, dice.int(low, high));

/** Adds a step on a day, or a little after the step before when that was later. */
export function step(
  s: Story,
  day: string,
  who: Actor,
  command: string,
  body: Step['body'],
  pictures?: Step['pictures'],
): void {
  const at = instantOn(day, s.dice);
  const last = s.steps.at(-1)?.at ?? s.report?.at ?? at;
  s.steps.push({
    at: at > last ? at : minutesAfter(last, s.dice.int(5, 50)),
    who,
    command,
    body,
    ...(pictures ? { pictures } : {}),
  });
}

/** Who leads a hazard now: the town until it is escalated. */
export const leader = ({ cast, firm, led }: Story): Actor => (led === 'town' ? cast.town(firm.town) : cast.county);

/** An id of that instant out of the story's own dice: the number of the hazard is the same on every machine. */
export const idAt = (at: string, dice: Dice): string => newId(Date.parse(at), dice.bytes(16));

/** Puts a story on the stage: each step is asked for when the one before is done. */
export function perform({ stage, photo }: Telling, story: Story, withPicture = false): void {
  const { firm, id } = story;
  const steps = story.report ? [story.report, ...story.steps] : story.steps;
  const from = (i: number): void => {
    const one = steps[i];
    if (!one) return;
    stage.later(one.at, async () => {
      const purpose = one.pictures ?? (one === story.report && withPicture ? 'before' : undefined);
      const photos = purpose ? { photos: [{ sha256: await photo(one.at, one.who, firm.id, purpose) }] } : {};
      const subject = one === story.report ? {} : { id };
      await stage.act(one.at, one.who, `hazards.${one.command}`, { ...subject, ...one.body, ...photos });
      from(i + 1);
    });
  };
  from(0);
}
