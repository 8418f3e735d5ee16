import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Document, LineCounter, parse, parseDocument } from 'yaml';
import type { z } from 'zod';
import { buildCalendar, buildOverrides } from './domain/build-calendar.ts';
import { buildChecklists, buildEditions } from './domain/build-criteria.ts';
import { buildClauses, buildInstruments } from './domain/build-instruments.ts';
import { type FileKind, fileKinds } from './domain/files.ts';
import type { Law } from './domain/law.ts';
import type { PlaceInFile, Source } from './domain/sources.ts';

/** One thing wrong with a data file: which file, which line (from 1), which item, why. */
export interface LawProblem {
  file: string;
  line: number;
  /** Path inside the file, e.g. `items[3].text`; empty for the file as a whole. */
  place: string;
  message: string;
}

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
    ids: number;
  };
}

/** Ids once published, one a line. Records in the field refer to them, so none may vanish or change its meaning. */
const lockFile = 'ids.txt';
const placeText = (place: PlaceInFile) =>
  place.map((step, i) => (typeof step === 'number' ? `[${step + 1}]` : `${i === 0 ? '' : '.'}${step}`)).join('');

/** Positions are only needed when something is wrong: the file is then read a second time, keeping them. */
class Positions {
  readonly #document: Document;
  readonly #lines = new LineCounter();

  constructor(text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  /** The line of the node at a place, or of its nearest parent that is there. */
  lineOf(place: PlaceInFile): number {
    for (let depth = place.length; depth >= 0; depth -= 1) {
      const node = depth === 0 ? this.#document.contents : this.#document.getIn(place.slice(0, depth), true);
      const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
      if (range) return this.#lines.linePos(range[0] as number).line;
    }
    return 1;
  }

  faults(): { line: number; message: string }[] {
    return this.#document.errors.map((error) => ({
      line: this.#lines.linePos(error.pos[0]).line,
      message: `不是合法的 YAML（${yamlWords[error.code] ?? '格式错误'}）`,
    }));
  }
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile() && /\.ya?ml$/.test(each.name))
    .map((each) => relative(folder, join(each.parentPath, each.name)).split(sep).join('/'))
    .sort();
}

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
  ].sort();
}

function read(folder: string): { law: Law; problems: LawProblem[]; files: number } {
  const problems: LawProblem[] = [];
  const texts = new Map<string, string>();
  const positions = new Map<string, Positions>();
  const sources: Source[] = [];
  const files = yamlFiles(folder);
  const positionsOf = (file: string) => {
    const found = positions.get(file) ?? new Positions(texts.get(file) ?? '');
    positions.set(file, found);
    return found;
  };
  const tell = ({ file }: { file: string }, place: PlaceInFile, message: string) => {
    problems.push({ file, line: positionsOf(file).lineOf(place), place: placeText(place), message });
  };
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    texts.set(file, text);
    let raw: unknown;
    try {
      raw = parse(text, { prettyErrors: false });
    } catch {
      for (const fault of positionsOf(file).faults()) problems.push({ file, place: '', ...fault });
      continue;
    }
    const kind = (raw as { kind?: unknown } | null)?.kind;
    if (typeof kind !== 'string' || !(kind in fileKinds)) {
      tell(
        { file },
        ['kind'],
        `文件种类“${String(kind ?? '（缺）')}”不认识：应为 ${Object.keys(fileKinds).join('、')} 之一`,
      );
      continue;
    }
    const result = (fileKinds[kind as FileKind] as z.ZodType).safeParse(raw);
    if (result.success) sources.push({ kind: kind as FileKind, file, content: result.data as Source['content'] });
    else for (const issue of result.error.issues) tell({ file }, issue.path as PlaceInFile, issue.message);
  }
  const instruments = buildInstruments(sources, tell);
  const clauses = buildClauses(sources, instruments, tell);
  const editions = buildEditions(sources, instruments, tell);
  const checklists = buildChecklists(sources, instruments, clauses, editions.criteria, tell);
  const calendar = buildCalendar(sources, tell);
  const law: Law = {
    ...instruments,
    clauses,
    ...editions,
    ...checklists,
    calendar,
    overrides: buildOverrides(sources, tell),
  };
  const lock = locked(folder);
  if (lock) {
    const there = new Set(idsOf(law));
    const published = new Set(lock.map(({ id }) => id));
    for (const { id, line } of lock) {
      if (!there.has(id))
        problems.push({ file: lockFile, line, place: '', message: `编号“${id}”已经发布，不能删除或改名` });
    }
    for (const id of there) {
      if (!published.has(id)) problems.push({ file: lockFile, line: 1, place: '', message: `新编号“${id}”没有登记` });
    }
  }
  return { law, problems, files: files.length };
}

const yamlWords: Record<string, string> = {
  BAD_INDENT: '缩进不对',
  BLOCK_AS_IMPLICIT_KEY: '冒号或缩进不对',
  DUPLICATE_KEY: '项目名重复',
  MISSING_CHAR: '缺少括号、引号或冒号',
  MULTILINE_IMPLICIT_KEY: '冒号位置不对',
  TAB_AS_INDENT: '用了制表符缩进',
  UNEXPECTED_TOKEN: '有多余的符号',
};

/** Reads and checks all YAML of a `law/` folder. Throws LawFault when anything is wrong: wrong law is worse than none. */
export function loadLaw(folder: string): Law {
  const { law, problems } = read(folder);
  // Whether a new id is on the published list is a question for `checkLaw` and the tests, not for a running server.
  const wrong = problems.filter((problem) => !problem.file.endsWith('ids.txt') && !problem.message.includes('不认识'));
  if (wrong.length > 0) throw new LawFault(wrong);
  return law;
}

/** Checks a `law/` folder and says what is wrong, by file and line; throws only when the folder cannot be read. */
export function checkLaw(folder: string): LawReport {
  const { law, problems, files } = read(folder);
  return {
    problems,
    counts: {
      files,
      instruments: law.instruments.size,
      clauses: law.clauses.size,
      criteria: law.criteria.size,
      checklistItems: law.checklistItems.size,
      ids: idsOf(law).length,
    },
  };
}
