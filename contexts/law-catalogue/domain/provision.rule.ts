import { BeforeFloor, type Day } from '#kernel';
import type { EnforcementLaw } from './enforcement.ts';
import { readNumeral } from './numeral.rule.ts';
import { type AccidentGrade, accidentGrades, type Provision } from './penalty.ts';

type Named = Pick<EnforcementLaw, 'provisions' | 'works' | 'editionNames'>;

/** A provision as people write it: work, edition if they name one, article, item. */
export interface AskedProvision {
  work: string;
  /** Year of an edition named in brackets: `安全生产法（2014）§99`. */
  year: string | null;
  article: string;
  /** Paragraph or item, whichever was written, as the data call it: `2`, `3前段`. */
  item: string | null;
  /** What was written as 款 and what as 项, where the words stand. */
  paragraph: string | null;
  point: string | null;
}

const numeral = '\\d+|[〇零一二三四五六七八九十百]+';
const half = '前段|后段';
const written = new RegExp(
  `^《?(.+?)》?(?:\\((\\d{4})年?(?:修正|修订|版)?\\))?》?(?:§|第)(${numeral})(?:-(\\d+))?条?(?:之(${numeral}))?` +
    `(?:\\((${numeral})(${half}|款)?\\)|(?:第(${numeral})款)?(?:第?\\(?(${numeral})\\)?项)?(${half})?)$`,
);

/** A number as the data write it, or undefined when nothing stood there; null when it does not read. */
function numberText(text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined;
  const found = readNumeral(text);
  return found === null || found === 0 ? null : String(found);
}

/**
 * Reads `安全生产法§99(2)`, `安全生产法（2014）§99`, `安全生产法第九十九条第（二）项`, `第103条第二款`, `第一百一十四条第一款第一项`; null when
 * it does not read.
 */
export function readProvision(text: string): AskedProvision | null {
  const parts = written.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!parts) return null;
  const [, work, year, article, dash, of, bracket, bracketHalf, paragraphText, pointText, lastHalf] = parts;
  const [number, sub, inBrackets, paragraph, point] = [article, dash ?? of, bracket, paragraphText, pointText].map(
    numberText,
  );
  if (!number || sub === null || inBrackets === null || paragraph === null || point === null) return null;
  const item = inBrackets ?? paragraph ?? point ?? null;
  return {
    work: work as string,
    year: year ?? null,
    article: sub === undefined ? number : `${number}-${sub}`,
    item: item === null ? null : `${item}${bracketHalf ?? lastHalf ?? ''}`,
    paragraph: paragraph ?? null,
    point: point ?? null,
  };
}

/** An item asked for is the whole item, or its two halves where the data tell them apart. */
const samePart = (own: string | null, asked: string) =>
  own === asked || own === `${asked}前段` || own === `${asked}后段`;

/** The grade of accident an item stands for, in an article whose items are the grades (安全生产法（2021）§95, §114 第一款); else null. */
export function gradeNamed(provision: Provision, { item, paragraph, point }: AskedProvision): AccidentGrade | null {
  if (!provision.grades) return null;
  const own = provision.item ?? '1';
  if (paragraph !== null && paragraph !== own) return null;
  const number = point ?? (paragraph === null && provision.item === null ? item : null);
  return number === null ? null : (accidentGrades[Number(number) - 1] ?? null);
}

/** Whether a provision is the part of its article that was asked for. */
function isPart(provision: Provision, asked: AskedProvision): boolean {
  const { item, paragraph, point } = asked;
  if (item === null || gradeNamed(provision, asked) !== null) return true;
  if (provision.item === `${paragraph}款`) return point === null;
  if (paragraph === null || provision.paragraphs) return samePart(provision.item, item);
  // An article not told by paragraphs has one, the first.
  return paragraph === '1' && (point === null || samePart(provision.item, point));
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
 * The provisions a name means, in the edition whose numbers it uses: the named one, also by a name only that edition bears
 * (`59号令§28`); else the newest whose amounts are known here, so
 * that `安全生产法§102` means the same act on every day; else, where that edition has no such article, the one in force on the day.
 * Without an item, every item of the article. Empty when there is none.
 */
export function provisionsNamed(law: Named, asked: AskedProvision, on: Day): Provision[] {
  const work = law.works.get(asked.work);
  if (work === undefined) return [];
  const editions = editionsOf(law, work);
  const matching = (edition: readonly Provision[] | undefined) => {
    const found = (edition ?? []).filter((each) => each.article === asked.article && isPart(each, asked));
    // 第114条第（二）项 without 款 is an item of the paragraph told by grades, not the second paragraph.
    const graded = asked.point === null ? [] : found.filter((each) => gradeNamed(each, asked) !== null);
    return graded.length > 0 ? graded : found;
  };
  const own = law.editionNames.get(asked.work);
  if (own !== undefined) return matching(editions.find(([first]) => first?.instrument === own));
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
