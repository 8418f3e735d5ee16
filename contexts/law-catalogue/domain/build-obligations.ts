import { type Checked, type Day, weakest } from '#kernel';
import { partCite } from './build-duties.ts';
import type { Referable } from './build-parameters.ts';
import type { Duty } from './duty-tables.ts';
import type { Clock } from './enforcement.ts';
import type { FileOf } from './files.ts';
import type { Obligation, ObligationLaw } from './obligation.ts';
import { ofKind, type PlaceInFile, type Source, type Tell } from './sources.ts';

type Given = FileOf<'obligations'>['obligations'][number];

interface Refers extends Referable {
  duties: ReadonlyMap<string, Duty>;
  clocks: ReadonlyMap<string, Clock>;
}

/** What it rests on: the clauses of its duties, then its own. The first day is the earliest of them. */
function basisOf(given: Given, source: Source, place: PlaceInFile, to: Refers, tell: Tell) {
  const cites: string[] = [];
  const marks: Checked[] = [];
  const days: Day[] = [];
  (given.duties ?? []).forEach((name, i) => {
    const duty = to.duties.get(name);
    if (!duty) {
      tell(source, [...place, 'duties', i], `没有编号为“${name}”的义务`);
      return;
    }
    cites.push(...duty.basis.map(({ cite }) => cite));
    marks.push(duty.checked);
    days.push(duty.from);
  });
  (given.basis ?? []).forEach((one, i) => {
    const instrument = to.instruments.get(one.instrument);
    if (!instrument) {
      tell(source, [...place, 'basis', i, 'instrument'], `文件“${one.instrument}”没有收录`);
      return;
    }
    cites.push(partCite(to, one.instrument, one.clause));
    marks.push(one.checked);
    days.push(instrument.inForce);
  });
  if (!given.duties?.length && !given.basis?.length) tell(source, place, '没有依据：应写 duties 或 basis');
  return { cites: [...new Set(cites)], checked: weakest(marks), from: days.sort()[0] ?? null };
}

function checkTime(given: Given, source: Source, place: PlaceInFile, to: Refers, tell: Tell): void {
  if ((given.every === undefined) === (given.occasion === undefined))
    tell(source, place, '应写 every（周期）或 occasion（起因）之一');
  if (given.occasion !== undefined && given.clock === undefined)
    tell(source, place, `由“${given.occasion}”引起的，应写 clock：从那天起多长时间内办`);
  if (given.again !== undefined && given.occasion === undefined)
    tell(source, [...place, 'again'], '只有由起因引起的才写 again');
  if (given.opens !== undefined && given.every === undefined)
    tell(source, [...place, 'opens'], '只有按周期办的才写 opens');
  if (given.opens === 'end' && given.clock === undefined)
    tell(source, [...place, 'opens'], '期满后才能办的，应写 clock：期满后多长时间内办');
  if (given.clock !== undefined && !to.clocks.has(given.clock))
    tell(source, [...place, 'clock'], `没有编号为“${given.clock}”的期限`);
  if (given.when?.length && (given.owes === 'town' || given.owes === 'county'))
    tell(source, [...place, 'when'], '镇和县局的事项不按企业情况区分');
}

/** Reads the duties with clocks. Every duty of `law/duties` is carried out by one of them or has its reason why not; a county adds its own. */
export function buildObligations(sources: readonly Source[], to: Refers, tell: Tell): ObligationLaw {
  const obligations = new Map<string, Obligation>();
  const unclocked = new Map<string, string>();
  const carried = new Set<string>();
  for (const source of ofKind(sources, 'obligations')) {
    const county = source.overlay?.county ?? null;
    source.content.obligations.forEach((given, at) => {
      const place = ['obligations', at];
      if (obligations.has(given.id)) tell(source, [...place, 'id'], `编号“${given.id}”重复`);
      checkTime(given, source, place, to, tell);
      const basis = basisOf(given, source, place, to, tell);
      const from = given.from ?? basis.from;
      if (from === null) return;
      if (given.to !== undefined && given.to < from)
        tell(source, [...place, 'to'], `止日 ${given.to} 早于起日 ${from}`);
      for (const name of given.duties ?? []) carried.add(name);
      obligations.set(given.id, {
        id: given.id,
        title: given.title,
        what: given.what,
        owes: given.owes,
        when: given.when ?? [],
        every: given.every ?? null,
        occasion: given.occasion ?? null,
        again: given.again ?? false,
        opens: given.opens ?? 'start',
        clock: given.clock ?? null,
        proof: given.proof,
        reviewer: given.reviewer,
        from,
        to: given.to ?? null,
        county,
        cites: basis.cites,
        checked: basis.checked,
        note: given.note ?? null,
      });
    });
    (source.content.unclocked ?? []).forEach(({ duty, why }, at) => {
      const place = ['unclocked', at, 'duty'];
      if (!to.duties.has(duty)) tell(source, place, `没有编号为“${duty}”的义务`);
      if (unclocked.has(duty)) tell(source, place, `“${duty}”重复`);
      unclocked.set(duty, why);
    });
  }
  const [first] = ofKind(sources, 'obligations');
  if (first)
    for (const duty of to.duties.keys()) {
      if (carried.has(duty) && unclocked.has(duty)) tell(first, ['unclocked'], `“${duty}”既设了时限又写了不设的理由`);
      if (!carried.has(duty) && !unclocked.has(duty))
        tell(first, ['unclocked'], `“${duty}”既没有应办事项，也没有写明不设时限的理由`);
    }
  return { obligations, unclocked };
}
