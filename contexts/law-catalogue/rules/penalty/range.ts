import { type Day, type Refused, weakest } from '#kernel';
import type { Law } from '../../domain/law.ts';
import { accidentWords, subjectWords } from '../../domain/penalty.ts';
import { gradeNamed, readProvision } from '../../domain/provision.rule.ts';
import { refuseAt, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';
import { type Applied, isPlaces, noProvision, rangeOn } from './applied.ts';
import type { AskedFine } from './facts.ts';
import { bandOf, bandText } from './fine.ts';
import { lighterOf } from './lighter.ts';

/** What `penalty.range` answers. No fine at this stage is 0 to 0 with `fined: false`. Both ends belong to the band. */
export interface PenaltyRange {
  min_yuan: number;
  max_yuan: number;
  other: readonly string[];
  fined: boolean;
  /** 处 (must) or 可以处 (may); null without a fine. */
  mode: 'must' | 'may' | null;
  /** Id of the provision applied: a record keeps it. */
  provisionId: string;
  /** The provision in the edition applied, as it is cited. */
  provision: string;
  act: string;
}

/** All that follows beside the asked subject's fine. */
function otherOf({ provision, rule, band }: Applied, { subject, facts }: AskedFine, law: Law): string[] {
  const other = [...(rule.order ? [rule.order] : []), ...rule.measures];
  for (const on of new Set(rule.fines.map((fine) => fine.on))) {
    if (on === subject) continue;
    const beside = bandOf(provision, rule, on, facts, law);
    if (beside === null) continue;
    other.push(
      isPlaces(beside)
        ? `对${subjectWords[on]}另有罚款（须补充 ${beside.map((each) => each.place).join('、')}）`
        : `对${subjectWords[on]}${beside.may ? '可以' : ''}处 ${bandText(beside.min, beside.max)}罚款`,
    );
  }
  if (facts.serious && provision.serious.length > 0)
    other.push(...provision.serious.map((each) => `情节严重：${each}`));
  else if (provision.serious.length > 0) other.push(`情节严重的，${provision.serious.join('，')}`);
  const finedBefore = provision.stages.some((stage) => stage.fines.some((fine) => fine.on === 'enterprise'));
  if (provision.daily && finedBefore && subject === 'enterprise') {
    other.push(
      `受到罚款处罚后拒不改正的，可以自责令改正之日的次日起按原处罚数额按日连续处罚（第${provision.daily}条）`,
    );
  }
  if (provision.criminal) other.push(`可能涉嫌犯罪：${provision.criminal}`);
  if (provision.transfer) other.push(provision.transfer);
  if (band === null && rule.fines.length === 0 && rule.measures.length === 0) other.push('本阶段没有罚款');
  return other;
}

/** Whose numbers a name uses: its own edition's, or those of today. */
function numbering(law: Law, name: string): string {
  const own = law.instruments.get(law.editionNames.get(name) ?? '');
  return own ? `${own.short}的条号` : '现行条号';
}

/** Says which edition answers when its number differs from the one asked. */
function renumbered(asked: AskedFine, { provision }: Applied, on: Day, law: Law): Working[] {
  const name = readProvision(asked.provision);
  const grade = name ? gradeNamed(provision, name) : null;
  const same =
    grade !== null ||
    name?.item == null ||
    provision.item === null ||
    provision.item.startsWith(name.point ?? name.item);
  if (!name || (name.article === provision.article && same)) {
    const which = grade === null ? '' : `，所引的一项是${accidentWords[grade]}`;
    return [{ say: `${on} 适用 ${provision.cite}：${provision.act}${which}`, cite: provision.cite }];
  }
  return [
    {
      say: `“${asked.provision}”按${numbering(law, name.work)}理解；${on} 同一行为规定在 ${provision.cite}：${provision.act}`,
      cite: provision.cite,
    },
  ];
}

function ruling(
  asked: AskedFine,
  applied: Applied,
  law: Law,
  workings: readonly Working[],
  more: readonly string[] = [],
): Ruling<PenaltyRange> {
  const { provision, band } = applied;
  return {
    result: {
      min_yuan: band?.min ?? 0,
      max_yuan: band?.max ?? 0,
      other: [...otherOf(applied, asked, law), ...more],
      fined: band !== null,
      mode: band === null ? null : band.may ? 'may' : 'must',
      provisionId: provision.id,
      provision: provision.cite,
      act: provision.act,
    },
    workings: [...workings, ...applied.workings],
    cites: [...new Set([...applied.cites, ...workings.flatMap((each) => each.cite ?? [])])],
    checked: weakest([provision.checked]),
  };
}

/** How `penalty.range` is reckoned: the edition of the day, or of the act and the decision (从旧兼从轻, 行政处罚法（2021）§37). */
export function rangeOf(given: AskedFine, law: Law, on: Day): Ruling<PenaltyRange> | Refused {
  const { actEndedOn, decidedOn = on } = given.facts;
  const asked: AskedFine = { ...given, facts: { ...given.facts, decidedOn } };
  if (actEndedOn === undefined || actEndedOn === decidedOn) {
    const applied = rangeOn(asked, law, actEndedOn ?? decidedOn);
    if (applied === null) return noProvision(asked, law, actEndedOn ?? decidedOn);
    return 'refused' in applied
      ? applied
      : ruling(asked, applied, law, renumbered(asked, applied, actEndedOn ?? decidedOn, law));
  }
  if (actEndedOn > decidedOn)
    return refuseAt([
      wrong(
        'facts.actEndedOn',
        actEndedOn,
        `${decidedOn} 及以前`,
        `违法行为终了之日 ${actEndedOn} 晚于决定之日 ${decidedOn}`,
      ),
    ]);
  const chosen = lighterOf(asked, law, actEndedOn, decidedOn);
  if ('refused' in chosen) return chosen;
  return ruling(
    asked,
    chosen.applied,
    law,
    [...chosen.workings, ...renumbered(asked, chosen.applied, chosen.day, law)],
    chosen.other,
  );
}
