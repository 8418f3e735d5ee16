import { addMonths, BeforeFloor, type Checked, type Day, daysBetween, type Refused, weakest } from '#kernel';
import type { Law } from '../../domain/law.ts';
import { refuseAt, wrong } from '../asking.ts';
import { deadlineOf } from '../deadline/due.ts';
import type { Ruling, Working } from '../rule.ts';

export interface AskedPlan {
  published: Day;
  evaluated?: Day | undefined;
  filed?: Day | undefined;
  triggers: readonly { id: string; on: Day }[];
  revised?: Day | undefined;
  county?: string | undefined;
}

/** What `plan.review` answers for a day. */
export interface PlanStanding {
  /** The day by which the next evaluation is due. */
  evaluateBy: Day;
  evaluationOverdue: boolean;
  daysLeft: number;
  /** Reasons to revise that came after the last revision. */
  revise: readonly { id: string; title: string; on: Day }[];
  fileBy: Day;
  filing: 'filed' | 'filed-late' | 'open' | 'overdue';
}

function faultOf(asked: AskedPlan, on: Day): Refused | null {
  for (const name of ['evaluated', 'filed', 'revised'] as const) {
    const day = asked[name];
    if (day === undefined) continue;
    if (day < asked.published)
      return refuseAt([wrong(name, day, `${asked.published} 及以后`, `${day} 早于预案公布之日 ${asked.published}`)]);
    if (day > on) return refuseAt([wrong(name, day, `${on} 及以前`, `${day} 晚于所问之日 ${on}`)]);
  }
  return asked.published > on
    ? refuseAt([
        wrong('published', asked.published, `${on} 及以前`, `预案公布之日 ${asked.published} 晚于所问之日 ${on}`),
      ])
    : null;
}

/** How `plan.review` is reckoned: every so many years from publication, revision or evaluation, whichever is last; at once on a trigger. */
export function reviewPlan(asked: AskedPlan, law: Law, on: Day): Ruling<PlanStanding> | Refused {
  const version = law.planReviews.find((each) => each.from <= on && (each.to === null || on <= each.to));
  if (!version) throw new BeforeFloor(on, law.planReviews[0]?.from ?? null);
  const fault = faultOf(asked, on);
  if (fault) return fault;
  for (const [i, { id, on: day }] of asked.triggers.entries()) {
    const allowed = version.triggers.map((each) => `${each.id}（${each.title}）`).join('、');
    if (!version.triggers.some((each) => each.id === id))
      return refuseAt([wrong(`triggers.${i}.id`, id, allowed, `没有情形“${id}”，可用的有：${allowed}`)]);
    if (day > on)
      return refuseAt([wrong(`triggers.${i}.on`, day, `${on} 及以前`, `情形发生于 ${day}，晚于所问之日 ${on}`)]);
  }
  const filing = deadlineOf(
    { clock: 'plan-filing', from: asked.revised ?? asked.published, events: [], county: asked.county },
    law,
  );
  if ('refused' in filing) return filing;
  const start = [asked.published, asked.evaluated, asked.revised]
    .flatMap((each) => each ?? [])
    .toSorted()
    .at(-1) as Day;
  const evaluateBy = addMonths(start, version.years * 12);
  const since = asked.revised ?? asked.published;
  const revise = asked.triggers
    .filter((each) => each.on > since)
    .map((each) => ({ ...each, title: version.triggers.find((known) => known.id === each.id)?.title ?? '' }));
  const fileBy = filing.result.due as Day;
  const workings: Working[] = [
    {
      say: `自 ${start}（公布、修订或上次评估，取最后）起每 ${version.years} 年评估一次，最迟 ${evaluateBy}`,
      value: String(version.years),
      cite: version.cite,
    },
    ...revise.map((each) => ({ say: `${each.on} ${each.title}：应当及时修订`, cite: version.cite })),
    ...filing.workings,
    asked.filed
      ? { say: `${asked.filed} 备案，${asked.filed <= fileBy ? '没有超过' : '超过'} ${fileBy}` }
      : { say: `没有备案，期限 ${fileBy}${on > fileBy ? '，已经超过' : ''}` },
  ];
  const marks: Checked[] = [version.checked, filing.checked];
  return {
    result: {
      evaluateBy,
      evaluationOverdue: on > evaluateBy,
      daysLeft: daysBetween(on, evaluateBy),
      revise,
      fileBy,
      filing: asked.filed ? (asked.filed <= fileBy ? 'filed' : 'filed-late') : on > fileBy ? 'overdue' : 'open',
    },
    workings,
    cites: [...new Set([version.cite, ...filing.cites])],
    checked: weakest(marks),
  };
}
