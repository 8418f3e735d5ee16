import { addDays, type Day } from '#kernel';
import type { Demonstration, Dice } from '#kernel/server';
import { type DemoFirm, demoCast, personName } from '#registry';
import { camera } from './drawings.ts';
import { featuredStories } from './featured.ts';
import { begin, goOn } from './history.ts';
import { demoHazards } from './props.ts';
import { later, perform, type Telling } from './story.ts';

/** Days of the past in which hazards were found. */
const PAST_DAYS = 345;
const keyFlags: readonly string[] = ['smelting-casting', 'explosive-dust', 'confined-space'];

/** Found evenly over the year, but at the campaign's enterprises mostly in its first weeks: so its burn-down burns down. */
function foundDay(dice: Dice, firm: DemoFirm, until: string): string {
  const any = () => addDays(until as Day, -1 - dice.int(0, PAST_DAYS));
  if (!firm.flags.some((flag) => keyFlags.includes(flag))) return any();
  if (dice.chance(0.3)) return addDays('2022-03-04' as Day, dice.int(0, 24));
  let day = any();
  for (let i = 0; i < 3 && day > '2022-04-05' && dice.chance(0.8); i += 1) day = any();
  return day;
}

/** The hazards of the demonstration's year: each a story of its own, played act by act until the end cuts it. */
export const hazardsDemonstration: Demonstration = {
  title: '隐患',
  async prepare(stage) {
    const cast = stage.take(demoCast);
    const telling: Telling = { stage, cast, photo: camera(stage) };
    const count = stage.size.hazards ?? 0;
    const featured = featuredStories(telling).slice(0, count);
    for (const story of featured) perform(telling, story, true);
    for (let i = featured.length; i < count; i += 1) {
      const dice = stage.dice(`hazard ${i}`);
      const firm = dice.pick(cast.firms);
      const story = begin(dice, cast, firm, foundDay(dice, firm, stage.until.slice(0, 10)));
      goOn(story, personName(dice));
      perform(telling, story);
    }
    stage.leave(demoHazards, (id, firm, foundOn) => {
      const dice = stage.dice(`found ${firm.name} ${foundOn}`);
      const story = { ...begin(dice, cast, firm, foundOn, 'inspection'), id, report: null };
      goOn(story, personName(dice), later(foundOn, dice, 1, 4));
      perform(telling, story);
    });
  },
};
