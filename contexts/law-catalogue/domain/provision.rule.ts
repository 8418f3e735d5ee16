import { BeforeFloor, type Day } from '#kernel';
import type { EnforcementLaw } from './enforcement.ts';
import type { Provision } from './penalty.ts';

type Named = Pick<EnforcementLaw, 'provisions' | 'works'>;

/** A provision as people write it: work, edition if they name one, article, item. */
export interface AskedProvision {
  work: string;
  /** Year of an edition named in brackets: `安全生产法（2014）§99`. */
  year: string | null;
  article: string;
  item: string | null;
}

const written =
  /^《?(.+?)》?(?:\((\d{4})\))?》?(?:§|第)(\d+(?:-\d+)?)(?:条)?(?:\((\d+(?:前段|后段)?)\)|第([一二三四五六七八九十]+)项)?$/;
const digits = '一二三四五六七八九十';

/** Reads `安全生产法§99(2)`, `安全生产法（2014）§99`, `安全生产法第99条第二项`; null when it does not read. */
export function readProvision(text: string): AskedProvision | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace('条之一', '-1条');
  const parts = written.exec(plain);
  if (!parts) return null;
  const [, work, year, article, item, chinese] = parts;
  const spelt = chinese && chinese.length === 1 ? String(digits.indexOf(chinese) + 1) : null;
  if (chinese && spelt === null) return null;
  return { work: work as string, year: year ?? null, article: article as string, item: item ?? spelt };
}

const inForce = (each: { from: Day; to: Day | null }, on: Day) =>
  each.from <= on && (each.to === null || on <= each.to);

/** Provisions of a work by edition, oldest edition first. */
export function editionsOf(law: Named, work: string): Provision[][] {
  const byInstrument = new Map<string, Provision[]>();
  for (const each of law.provisions.values()) {
    if (each.work === work) byInstrument.set(each.instrument, [...(byInstrument.get(each.instrument) ?? []), each]);
  }
  return [...byInstrument.values()].sort((a, b) => ((a[0] as Provision).from < (b[0] as Provision).from ? -1 : 1));
}

/**
 * The provisions a name means, in the edition whose numbers it uses: the named one; else the newest whose amounts are known here, so
 * that `安全生产法§102` means the same act on every day; else, where that edition has no such article, the one in force on the day.
 * Without an item, every item of the article. Empty when there is none.
 */
export function provisionsNamed(law: Named, asked: AskedProvision, on: Day): Provision[] {
  const work = law.works.get(asked.work);
  if (work === undefined) return [];
  const editions = editionsOf(law, work);
  const matching = (edition: readonly Provision[] | undefined) =>
    (edition ?? []).filter(
      (each) => each.article === asked.article && (asked.item === null || each.item === asked.item),
    );
  if (asked.year !== null) {
    return matching(
      editions.find(
        ([first]) => first?.cite.includes(`（${asked.year}）`) || first?.instrument.endsWith(`-${asked.year}`),
      ),
    );
  }
  const known = editions.filter((edition) => edition.some((each) => !each.unknown));
  const current = matching((known.length > 0 ? known : editions).at(-1));
  return current.length > 0 ? current : matching(editions.find(([first]) => first && inForce(first, on)));
}

/** The provision of the edition in force on a day for the same act, followed back through the editions; null when there was none. */
export function editionOf(law: Named, provision: Provision, on: Day): Provision | null {
  let at: Provision | undefined = provision;
  while (at && on < at.from) {
    const { id }: Provision = at;
    at = [...law.provisions.values()].find((each) => each.successor === id);
  }
  while (at && at.to !== null && on > at.to) at = at.successor === null ? undefined : law.provisions.get(at.successor);
  return at && inForce(at, on) ? at : null;
}

/** The one provision a full name stands for on a day, e.g. for `安全生产法§102` before 2021-09-01 the article of 2014 on the same act. */
export function provisionOn(law: Named, name: string, on: Day): Provision | null {
  const asked = readProvision(name);
  const [found, more] = asked ? provisionsNamed(law, asked, on) : [];
  return found && !more ? editionOf(law, found, on) : null;
}

/** First day of the oldest edition of a work held here. Throws BeforeFloor for a day before it. */
export function assureWorkOn(law: Named, work: string, on: Day): void {
  const floor = [...law.provisions.values()]
    .filter((each) => each.work === work)
    .reduce<Day | null>((least, { from }) => (least === null || from < least ? from : least), null);
  if (floor === null || on < floor) throw new BeforeFloor(on, floor);
}
