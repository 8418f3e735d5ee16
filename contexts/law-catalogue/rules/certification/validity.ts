import { addDays, addMonths, type Checked, type Day, daysBetween, type Refused, weakest } from '#kernel';
import type { CertificateKind, Standardisation } from '../../domain/enforcement.ts';
import type { Law } from '../../domain/law.ts';
import { refuseAt, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';

export interface AskedCertificate {
  certificate: string;
  issued: Day;
  expires?: Day | undefined;
  reviewed?: Day | undefined;
  grade?: 1 | 2 | 3 | undefined;
  events: readonly { ground: string; on: Day; seriousInjuries?: number | undefined; loss_yuan?: number | undefined }[];
  /** Facts for renewal without a site review: which conditions hold. */
  holds: readonly string[];
}

/** What `certification.validity` answers for a day. */
export interface Validity {
  state: 'not-yet' | 'valid' | 'renewable' | 'expired' | 'lapsed' | 'revocable';
  /** The last day it is valid. */
  until: Day;
  /** First day of the renewal window, or the day by which to apply. */
  renewFrom: Day | null;
  daysLeft: number;
  /** The re-examination that comes next, or was missed; null when none is left before the end. */
  reviewDue: Day | null;
  /** First day to apply for it. */
  reviewFrom: Day | null;
  reviewOverdue: boolean;
  alerts: readonly Day[];
  revocation: readonly { id: string; title: string; on: Day }[];
  directRenewal: { possible: boolean; lacking: readonly string[] } | null;
}

function versionOf(
  text: string,
  issued: Day,
  law: Law,
): { kind: CertificateKind; version: CertificateKind['versions'][number]; years: number } | Refused {
  const kind = law.certificates.get(text) ?? [...law.certificates.values()].find((each) => each.title === text);
  const allowed = [...law.certificates.values()].map((each) => `${each.id}（${each.title}）`).join('、');
  if (!kind) return refuseAt([wrong('certificate', text, allowed, `没有证照“${text}”，可用的有：${allowed}`)]);
  const version = kind.versions.find((each) => each.from <= issued && (each.to === null || issued <= each.to));
  if (!version)
    return refuseAt([
      wrong(
        'issued',
        issued,
        `${kind.versions[0]?.from} 及以后`,
        `${kind.title}的规定最早收录自 ${kind.versions[0]?.from}`,
      ),
    ]);
  if (version.years === null)
    return refuseAt([
      wrong('issued', issued, `${version.from} 以前`, `${version.cite}的条文没有取得，不能推算${kind.title}的有效期`),
    ]);
  return { kind, version, years: version.years };
}

/** Serious injuries and loss of the events within the months before a day. */
function sums(asked: AskedCertificate, after: Day, to: Day): { injuries: number; loss: number } {
  const inside = asked.events.filter((each) => each.on > after && each.on <= to);
  return {
    injuries: inside.reduce((all, each) => all + (each.seriousInjuries ?? 0), 0),
    loss: inside.reduce((all, each) => all + (each.loss_yuan ?? 0), 0),
  };
}

/** Grounds that end a grade early: those named, and casualties or loss that add up within the ground's months. */
function groundsOf(
  asked: AskedCertificate,
  scheme: Standardisation,
  on: Day,
): { id: string; title: string; on: Day; cite: string; checked: Checked }[] {
  return scheme.grounds.flatMap((ground) => {
    const named = asked.events.filter((each) => each.ground === ground.id && each.on >= asked.issued && each.on <= on);
    if (ground.within === null) return named.map((each) => ({ ...ground, on: each.on }));
    const ends = asked.events
      .filter((each) => each.on >= asked.issued && each.on <= on)
      .toSorted((a, b) => (a.on < b.on ? -1 : 1));
    const first = ends.find(({ on: at }) => {
      const { injuries, loss } = sums(asked, addMonths(at, -(ground.within as number)), at);
      return (
        (ground.seriousInjuries !== null && injuries >= ground.seriousInjuries) ||
        (ground.loss_yuan !== null && loss >= ground.loss_yuan)
      );
    });
    return first ? [{ ...ground, on: first.on }] : [];
  });
}

function directOf(
  asked: AskedCertificate,
  scheme: Standardisation,
  until: Day,
): Validity['directRenewal'] & { marks: Checked[]; workings: Working[] } {
  const line = scheme.direct.find((each) => each.grade === asked.grade);
  const { injuries, loss } = sums(asked, addDays(asked.issued, -1), until);
  const workings: Working[] = [];
  const lacking: string[] = [];
  if (!line) lacking.push('没有写等级');
  else {
    workings.push({
      say: `有效期内重伤 ${injuries} 人（应少于 ${line.seriousInjuries} 人）、损失 ${loss} 元（应少于 ${line.loss_yuan} 元）`,
      cite: line.cite,
    });
    if (injuries >= line.seriousInjuries) lacking.push(`重伤 ${injuries} 人，应少于 ${line.seriousInjuries} 人`);
    if (loss >= line.loss_yuan) lacking.push(`直接经济损失 ${loss} 元，应少于 ${line.loss_yuan} 元`);
  }
  lacking.push(
    ...scheme.directAlso.filter((each) => !asked.holds.includes(each.id)).map((each) => `没有确认：${each.title}`),
  );
  return {
    possible: lacking.length === 0,
    lacking,
    workings,
    marks: [...(line ? [line.checked] : []), ...scheme.directAlso.map((each) => each.checked)],
  };
}

type Version = CertificateKind['versions'][number];

/** Re-examinations fall every so many years from the issue; one done by its day counts, a later one comes too late. */
function reviewOf(
  { issued, reviewed }: AskedCertificate,
  version: Version,
  until: Day,
  on: Day,
): Pick<Validity, 'reviewDue' | 'reviewFrom' | 'reviewOverdue'> & { lapsedFrom: Day | null; workings: Working[] } {
  const none = { reviewDue: null, reviewFrom: null, reviewOverdue: false, lapsedFrom: null, workings: [] };
  if (version.reviewYears === null) return none;
  const months = version.reviewYears * 12;
  let due = addMonths(issued, months);
  let term = 1;
  while (reviewed !== undefined && reviewed <= due && addMonths(issued, months * (term - 1)) < reviewed) {
    term += 1;
    due = addMonths(issued, months * term);
  }
  if (due >= until) return none;
  const { cite, renewDays } = version;
  const reviewFrom = renewDays === null ? null : addDays(due, -renewDays);
  const workings: Working[] = [
    { say: `每 ${version.reviewYears} 年复审一次，${reviewed ? `${reviewed} 已复审，` : ''}下次 ${due}`, cite },
  ];
  if (reviewFrom) workings.push({ say: `期满前 ${renewDays} 日内申请复审：${reviewFrom} 起`, cite });
  const reviewOverdue = on > due;
  const late = version.reviewLapses && reviewOverdue;
  if (late && reviewed !== undefined && reviewed > due)
    workings.push({ say: `${reviewed} 的复审晚于 ${due}，操作证已经失效`, cite });
  else if (late) workings.push({ say: `${due} 期满没有复审，操作证失效`, cite });
  return { reviewDue: due, reviewFrom, reviewOverdue, lapsedFrom: late ? addDays(due, 1) : null, workings };
}

/** First day to apply for renewal, and the step that says so. */
function renewalOf({ renewMonths, renewDays, cite }: Version, until: Day): { from: Day | null; workings: Working[] } {
  if (renewMonths !== null) {
    const from = addMonths(until, -renewMonths);
    return { from, workings: [{ say: `期满前 ${renewMonths} 个月：${from}`, cite }] };
  }
  if (renewDays === null) return { from: null, workings: [] };
  const from = addDays(until, -renewDays);
  return { from, workings: [{ say: `期满前 ${renewDays} 日内：${from} 起`, cite }] };
}

function eventFault(
  asked: AskedCertificate,
  scheme: Standardisation | null,
  version: Version,
  on: Day,
): Refused | null {
  if (asked.expires !== undefined && asked.expires <= asked.issued)
    return refuseAt([
      wrong(
        'expires',
        asked.expires,
        `${asked.issued} 以后`,
        `载明的有效期止 ${asked.expires} 不晚于发证（公告）之日 ${asked.issued}`,
      ),
    ]);
  if (asked.reviewed !== undefined && asked.reviewed < asked.issued)
    return refuseAt([
      wrong(
        'reviewed',
        asked.reviewed,
        `${asked.issued} 及以后`,
        `复审之日 ${asked.reviewed} 早于发证之日 ${asked.issued}`,
      ),
    ]);
  const grounds = [...(scheme?.grounds.map((each) => each.id) ?? []), 'none'];
  const bad = asked.events.findIndex((each) => !grounds.includes(each.ground) || each.on > on);
  const event = asked.events[bad];
  if (!event) return null;
  if (event.on > on)
    return refuseAt([wrong(`events.${bad}.on`, event.on, `${on} 及以前`, `事件发生于 ${event.on}，晚于 ${on}`)]);
  if (!scheme)
    return refuseAt([
      wrong(
        `events.${bad}.ground`,
        event.ground,
        '不填',
        `按${version.cite}发的证没有收录这类情形，events 不填 ground`,
      ),
    ]);
  const allowed = scheme.grounds.map((each) => `${each.id}（${each.title}）`).join('、');
  return refuseAt([
    wrong(
      `events.${bad}.ground`,
      event.ground,
      `${allowed}、none（只计伤亡和损失）`,
      `没有情形“${event.ground}”，可用的有：${allowed}、none`,
    ),
  ]);
}

/** How `certification.validity` is reckoned: the rule of the day of issue; the printed end wins over the computed one. */
export function validityOf(asked: AskedCertificate, law: Law, on: Day): Ruling<Validity> | Refused {
  const found = versionOf(asked.certificate, asked.issued, law);
  if ('refused' in found) return found;
  const { kind, version, years } = found;
  const scheme = law.standardisation?.instrument === version.instrument ? law.standardisation : null;
  const fault = eventFault(asked, scheme, version, on);
  if (fault) return fault;
  const computed = addMonths(asked.issued, years * 12);
  const until = asked.expires ?? computed;
  const workings: Working[] = [
    { say: `${kind.title}：${asked.issued} 起 ${years} 年，到 ${computed}`, value: String(years), cite: version.cite },
    ...(asked.expires && asked.expires !== computed
      ? [{ say: `证书（公告）载明到 ${asked.expires}，以载明的为准` }]
      : []),
    ...(version.note ? [{ say: version.note, cite: version.cite }] : []),
  ];
  const renewal = renewalOf(version, until);
  const { lapsedFrom, workings: reviewed, ...review } = reviewOf(asked, version, until, on);
  workings.push(...renewal.workings, ...reviewed);
  const revocation = scheme ? groundsOf(asked, scheme, on) : [];
  for (const each of revocation) workings.push({ say: `${each.on} ${each.title}：可以撤销等级`, cite: each.cite });
  const direct = scheme ? directOf(asked, scheme, until < on ? until : on) : null;
  const state =
    on < asked.issued
      ? 'not-yet'
      : revocation.length > 0
        ? 'revocable'
        : on > until
          ? 'expired'
          : lapsedFrom !== null
            ? 'lapsed'
            : renewal.from !== null && on >= renewal.from
              ? 'renewable'
              : 'valid';
  workings.push(...(direct?.workings ?? []));
  return {
    result: {
      state,
      until,
      renewFrom: renewal.from,
      daysLeft: daysBetween(on, until),
      ...review,
      alerts: (law.standardisation?.alerts ?? []).map((days) => addDays(until, -days)),
      revocation: revocation.map(({ id, title, on: day }) => ({ id, title, on: day })),
      directRenewal: direct ? { possible: direct.possible && revocation.length === 0, lacking: direct.lacking } : null,
    },
    workings,
    cites: [...new Set([version.cite, ...workings.flatMap((each) => each.cite ?? [])])],
    checked: weakest([version.checked, ...revocation.map((each) => each.checked), ...(direct?.marks ?? [])]),
  };
}
