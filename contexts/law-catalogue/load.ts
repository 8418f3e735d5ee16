import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCalendar, buildOverrides } from './domain/build-calendar.ts';
import { buildChecklists, buildEditions } from './domain/build-criteria.ts';
import { buildEnforcement, enforcementIds } from './domain/build-enforcement.ts';
import { buildClauses, buildInstruments } from './domain/build-instruments.ts';
import { buildMatching } from './domain/build-match.ts';
import { buildObligations } from './domain/build-obligations.ts';
import { buildParameters, parameterIds } from './domain/build-parameters.ts';
import type { Law } from './domain/law.ts';
import type { Source, Tell } from './domain/sources.ts';
import { type LawProblem, startReading } from './read-folder.ts';

export type { LawProblem } from './read-folder.ts';

/** The law data cannot be used. The message lists every problem with its file and line, in Chinese. */
export class LawFault extends Error {
  override readonly name = 'LawFault';
  readonly problems: readonly LawProblem[];

  constructor(problems: readonly LawProblem[]) {
    super(`法规数据有 ${problems.length} 处错误：\n${problems.map(problemText).join('\n')}`);
    this.problems = problems;
  }
}

/** `criteria/mine-2022.yaml 第 12 行 items[0].text：没有填写`. */
export function problemText({ file, line, place, message }: LawProblem): string {
  return `${file} 第 ${line} 行${place === '' ? '' : ` ${place}`}：${message}`;
}

/** What a folder holds. */
export interface LawReport {
  problems: readonly LawProblem[];
  counts: {
    files: number;
    instruments: number;
    clauses: number;
    criteria: number;
    checklistItems: number;
    provisions: number;
    clocks: number;
    ids: number;
    /** Files of the county's overlay folder. */
    overlays: number;
  };
}

/** Ids once published, one a line. Records in the field refer to them, so none may vanish or change its meaning. */
const lockFile = 'ids.txt';

function locked(folder: string): { id: string; line: number }[] | null {
  let text: string;
  try {
    text = readFileSync(join(folder, lockFile), 'utf8');
  } catch {
    return null;
  }
  return text
    .split('\n')
    .map((line, i) => ({ id: line.trim(), line: i + 1 }))
    .filter(({ id }) => id !== '' && !id.startsWith('#'));
}

/** Every id of the catalogue that records may refer to. */
export function idsOf(law: Law): string[] {
  return [
    ...law.instruments.keys(),
    ...law.criteria.keys(),
    ...law.checklists.keys(),
    ...law.checklistItems.keys(),
    ...parameterIds(law),
    ...enforcementIds(law),
    ...law.obligations.keys(),
  ].sort();
}

function build(sources: readonly Source[], tell: Tell): Law {
  const instruments = buildInstruments(sources, tell);
  const clauses = buildClauses(sources, instruments, tell);
  const editions = buildEditions(sources, instruments, tell);
  const checklists = buildChecklists(sources, instruments, clauses, editions.criteria, tell);
  const enforcement = buildEnforcement(sources, { ...instruments, clauses }, tell);
  const parameters = buildParameters(sources, { ...instruments, clauses, criteria: editions.criteria }, tell);
  const refers = {
    ...instruments,
    clauses,
    criteria: editions.criteria,
    duties: parameters.duties,
    clocks: enforcement.clocks,
  };
  const pointable = new Set([...editions.criteria.keys(), ...enforcement.provisions.keys()]);
  return {
    ...instruments,
    clauses,
    ...editions,
    ...checklists,
    calendar: buildCalendar(sources, tell),
    overrides: buildOverrides(sources, tell),
    ...parameters,
    ...buildObligations(sources, refers, tell),
    ...enforcement,
    ...buildMatching(sources, pointable, tell),
  };
}

function lockProblems(folder: string, law: Law): LawProblem[] {
  const lock = locked(folder);
  if (!lock) return [];
  const there = new Set(idsOf(law));
  const published = new Set(lock.map(({ id }) => id));
  const problem = (line: number, message: string) => ({ file: lockFile, line, place: '', message });
  return [
    ...lock
      .filter(({ id }) => !there.has(id))
      .map(({ id, line }) => problem(line, `编号“${id}”已经发布，不能删除或改名`)),
    ...[...there].filter((id) => !published.has(id)).map((id) => problem(1, `新编号“${id}”没有登记`)),
  ];
}

/** A county's overlay folder (县级覆盖): `name` is how messages call it, the folder itself when left out. */
export interface OverlayFolder {
  folder: string;
  name?: string;
}

function read(folder: string, overlay?: OverlayFolder): { law: Law; problems: LawProblem[]; files: number } {
  const reading = startReading();
  reading.add(folder);
  const ours = [...reading.sources];
  if (overlay) reading.add(overlay.folder, { name: (overlay.name ?? overlay.folder).replace(/\/+$/, '') });
  const law = build(reading.sources, reading.tell);
  // Only our own ids are on the list: a county's stand in its own files.
  const own = reading.sources.length === ours.length ? law : build(ours, () => {});
  return { law, problems: [...reading.problems, ...lockProblems(folder, own)], files: reading.files };
}

/**
 * Reads and checks all data of a `law/` folder, with a county's overlay folder laid over it. Throws LawFault when anything is
 * wrong: wrong law is worse than none.
 */
export function loadLaw(folder: string, overlay?: OverlayFolder): Law {
  const { law, problems } = read(folder, overlay);
  // Whether a new id is on the published list is a question for `checkLaw` and the tests, not for a running server.
  const wrong = problems.filter((problem) => problem.file !== lockFile);
  if (wrong.length > 0) throw new LawFault(wrong);
  return law;
}

/** Checks a `law/` folder and says what is wrong, by file and line; throws only when the folder cannot be read. */
export function checkLaw(folder: string, overlay?: OverlayFolder): LawReport {
  const { law, problems, files } = read(folder, overlay);
  return {
    problems,
    counts: {
      files,
      instruments: law.instruments.size,
      clauses: law.clauses.size,
      criteria: law.criteria.size,
      checklistItems: law.checklistItems.size,
      provisions: law.provisions.size,
      clocks: law.clocks.size,
      ids: idsOf(law).length,
      overlays: law.overlays.length,
    },
  };
}
