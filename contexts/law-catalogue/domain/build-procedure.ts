import { addDays, type Day } from '#kernel';
import { clauseCite } from './build-instruments.ts';
import type { EnforcementRefers } from './build-penalty.ts';
import type { CertificateKind, Clock, PlanReview, ProcedureState, Standardisation, Threshold } from './enforcement.ts';
import { ofKind, type PlaceInFile, type Source, type Tell } from './sources.ts';

interface Span {
  cite: string;
  from: Clock['versions'][number]['from'];
  to: Clock['versions'][number]['to'];
}

interface Versioned {
  instrument: string;
  clause?: string | undefined;
  until?: Day | undefined;
}

/** Cite and days of a version come from its instrument, unless another took over earlier (`until`). */
function spanOf(
  source: Source,
  place: PlaceInFile,
  { instrument: name, clause, until }: Versioned,
  { instruments }: EnforcementRefers,
  tell: Tell,
): Span | null {
  const instrument = instruments.get(name);
  if (!instrument) {
    tell(source, [...place, 'instrument'], `文件“${name}”没有收录`);
    return null;
  }
  return { cite: clauseCite(instrument, clause), from: instrument.inForce, to: until ?? instrument.to };
}

/** Versions must follow each other: oldest first, at most one on a day, without gap. */
function checkSpans(source: Source, place: PlaceInFile, spans: readonly (Span | null)[], tell: Tell): void {
  if (spans.length === 0) tell(source, place, '至少要有一个版本');
  spans.forEach((span, i) => {
    const before = spans[i - 1];
    if (!span || !before) return;
    if (before.to === null || before.to >= span.from)
      tell(source, [...place, i], `与上一版本（${before.cite}）时间重叠`);
    else if (addDays(before.to, 1) !== span.from)
      tell(source, [...place, i], `与上一版本（${before.cite}）之间时间中断`);
  });
}

/** Versions with their spans; those whose instrument is unknown are left out. */
function versionsOf<V extends Versioned, T>(
  source: Source,
  place: PlaceInFile,
  versions: readonly V[],
  refers: EnforcementRefers,
  tell: Tell,
  make: (version: V, span: Span) => T,
): T[] {
  const spans = versions.map((version, i) => spanOf(source, [...place, i], version, refers, tell));
  checkSpans(source, place, spans, tell);
  return versions.flatMap((version, i) => {
    const span = spans[i];
    return span ? [make(version, span)] : [];
  });
}

/** Whether a county may set this period by itself: every version rests on a local paper, none on law. */
const isLocal = (clock: Clock, { instruments }: EnforcementRefers): boolean =>
  clock.versions.every((version) => instruments.get(version.instrument)?.level === 'local');

/**
 * Reads the clocks: ids and codes once, versions in order, what is unknown said so. A county's overlay adds its own versions to a clock that
 * the law leaves open; a statutory one is nobody's to change.
 */
export function buildClocks(sources: readonly Source[], refers: EnforcementRefers, tell: Tell): Map<string, Clock> {
  const clocks = new Map<string, Clock>();
  const codes = new Set<string>();
  for (const source of ofKind(sources, 'clocks')) {
    const county = source.overlay?.county ?? null;
    source.content.clocks.forEach((given, c) => {
      const ours = clocks.get(given.id);
      if (county !== null) {
        if (!ours) tell(source, ['clocks', c, 'id'], `没有编号为“${given.id}”的期限，县级文件只能改已有的`);
        else if (!isLocal(ours, refers)) tell(source, ['clocks', c, 'id'], `“${ours.title}”是法定期限，不能由县级覆盖`);
      } else {
        if (ours) tell(source, ['clocks', c, 'id'], `编号“${given.id}”重复`);
        if (codes.has(given.code)) tell(source, ['clocks', c, 'code'], `代号“${given.code}”重复`);
        codes.add(given.code);
      }
      const versions = versionsOf(source, ['clocks', c, 'versions'], given.versions, refers, tell, (version, span) => ({
        ...span,
        county,
        instrument: version.instrument,
        amount: version.amount ?? null,
        unit: version.unit ?? ('calendar-day' as const),
        before: version.before === true,
        within: version.within === true,
        roll: version.roll === true,
        extensions: (version.extensions ?? []).map(({ by, amount, to }) => ({
          by,
          ...(amount === undefined ? {} : { amount }),
          ...(to === undefined ? {} : { to }),
        })),
        pauses: version.pauses ?? [],
        checked: version.checked,
        note: version.note ?? null,
      }));
      if (county === null) clocks.set(given.id, { ...given, versions });
      else if (ours) clocks.set(given.id, { ...ours, versions: [...ours.versions, ...versions] });
    });
  }
  return clocks;
}

/** Ids one can walk to from `start` by `next`. */
function reached(start: string, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...next(at));
  }
  return seen;
}

/** Reads the procedure: every state reachable, every state can end, clocks and basis there. */
export function buildProcedure(
  sources: readonly Source[],
  refers: EnforcementRefers,
  clocks: ReadonlyMap<string, Clock>,
  tell: Tell,
): { procedure: Map<string, ProcedureState>; thresholds: Map<string, Threshold> } {
  const procedure = new Map<string, ProcedureState>();
  const thresholds = new Map<string, Threshold>();
  for (const source of ofKind(sources, 'procedure')) {
    const { states, start, end } = source.content;
    const ids = new Set(states.map((state) => state.id));
    const from = reached(start, (id) => states.find((state) => state.id === id)?.next ?? []);
    const back = reached(end, (id) => states.filter((state) => state.next.includes(id)).map((state) => state.id));
    states.forEach((state, s) => {
      const place = ['states', s];
      if (procedure.has(state.id)) tell(source, [...place, 'id'], `编号“${state.id}”重复`);
      for (const next of state.next) if (!ids.has(next)) tell(source, [...place, 'next'], `没有状态“${next}”`);
      for (const clock of state.clocks ?? [])
        if (!clocks.has(clock)) tell(source, [...place, 'clocks'], `没有期限“${clock}”`);
      if (!from.has(state.id)) tell(source, [...place, 'id'], `从“${start}”到不了“${state.id}”`);
      if (!back.has(state.id)) tell(source, [...place, 'id'], `“${state.id}”到不了“${end}”`);
      const cites = state.basis.map(
        (basis, b) => spanOf(source, [...place, 'basis', b], basis, refers, tell)?.cite ?? '',
      );
      const { forms = [], clocks: timers = [], guards = [], ...rest } = state;
      procedure.set(state.id, { ...rest, forms, clocks: timers, guards, cites });
    });
    source.content.thresholds.forEach(({ versions, ...rest }, t) => {
      if (thresholds.has(rest.id)) tell(source, ['thresholds', t, 'id'], `编号“${rest.id}”重复`);
      const made = versionsOf(source, ['thresholds', t, 'versions'], versions, refers, tell, (version, span) => ({
        ...span,
        enterprise_yuan: version.enterprise_yuan ?? null,
        person_yuan: version.person_yuan ?? null,
        or: version.or ?? [],
        checked: version.checked,
      }));
      thresholds.set(rest.id, { ...rest, versions: made });
    });
  }
  return { procedure, thresholds };
}

/** Reads certificates, the standardisation scheme and the review of emergency plans. */
export function buildCertification(
  sources: readonly Source[],
  refers: EnforcementRefers,
  tell: Tell,
): { certificates: Map<string, CertificateKind>; standardisation: Standardisation | null; planReviews: PlanReview[] } {
  const certificates = new Map<string, CertificateKind>();
  let standardisation: Standardisation | null = null;
  for (const source of ofKind(sources, 'certification')) {
    source.content.certificates.forEach(({ versions, ...rest }, c) => {
      if (certificates.has(rest.id)) tell(source, ['certificates', c, 'id'], `编号“${rest.id}”重复`);
      const made = versionsOf(source, ['certificates', c, 'versions'], versions, refers, tell, (version, span) => ({
        ...span,
        instrument: version.instrument,
        years: version.years ?? null,
        renewMonths: version.renewMonths ?? null,
        renewDays: version.renewDays ?? null,
        reviewYears: version.reviewYears ?? null,
        reviewLapses: version.reviewLapses === true,
        checked: version.checked,
        note: version.note ?? null,
      }));
      certificates.set(rest.id, { ...rest, versions: made });
    });
    const scheme = source.content.standardisation;
    if (!scheme) continue;
    const cite = spanOf(source, ['standardisation'], scheme, refers, tell)?.cite ?? '';
    standardisation = {
      instrument: scheme.instrument,
      alerts: scheme.alerts,
      grounds: scheme.grounds.map((ground) => ({
        ...ground,
        within: ground.within ?? null,
        seriousInjuries: ground.seriousInjuries ?? null,
        loss_yuan: ground.loss_yuan ?? null,
        cite,
      })),
      direct: scheme.direct.map((each) => ({ ...each, cite })),
      directAlso: scheme.directAlso,
    };
  }
  const planReviews = ofKind(sources, 'plan-review').flatMap((source) =>
    versionsOf(source, ['versions'], source.content.versions, refers, tell, (version, span) => ({
      ...span,
      years: version.years,
      checked: version.checked,
      triggers: version.triggers,
    })),
  );
  return { certificates, standardisation, planReviews };
}
