import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type FileKind, fileKinds, overlayKinds } from './domain/files.ts';
import { overlayBlock } from './domain/files-procedure.ts';
import type { PlaceInFile, Source, Tell } from './domain/sources.ts';
import { checkedOf, parsedOf, takeCompiled } from './parsed.ts';

/** One thing wrong with a data file: which file, which line (from 1), which item, why. */
export interface LawProblem {
  file: string;
  line: number;
  /** Path inside the file, e.g. `items[3].text`; empty for the file as a whole. */
  place: string;
  message: string;
}

const placeText = (place: PlaceInFile) =>
  place.map((step, i) => (typeof step === 'number' ? `[${step + 1}]` : `${i === 0 ? '' : '.'}${step}`)).join('');

const yamlWords: Record<string, string> = {
  BAD_INDENT: '缩进不对',
  BLOCK_AS_IMPLICIT_KEY: '冒号或缩进不对',
  DUPLICATE_KEY: '项目名重复',
  MISSING_CHAR: '缺少括号、引号或冒号',
  MULTILINE_IMPLICIT_KEY: '冒号位置不对',
  TAB_AS_INDENT: '用了制表符缩进',
  UNEXPECTED_TOKEN: '有多余的符号',
};

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

/** Code tables that the register reads by itself: not law, and without a kind. */
const codeTables = /^(industries|regions)\//;

function dataFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile() && /\.(ya?ml|json)$/.test(each.name))
    .map((each) => relative(folder, join(each.parentPath, each.name)).split(sep).join('/'))
    .filter((name) => !codeTables.test(name))
    .sort();
}

/** Files read so far, what is wrong with them, and how to tell more. */
export interface Reading {
  sources: Source[];
  problems: LawProblem[];
  files: number;
  tell: Tell;
  /** The text of a file that was read. */
  textOf(file: string): string;
  /** Reads one folder more. An overlay folder is a county's own: each of its files names county and basis. */
  add(folder: string, overlay?: { name: string }): void;
}

/** The `overlay` block of a county's file; null when it is missing or wrong. */
function overlayOf(block: unknown, file: string, tell: Tell): Source['overlay'] {
  if (block === undefined) {
    tell({ file }, [], '县级文件应写明 overlay: { county, basis }：哪个县、依据什么');
    return null;
  }
  const read = overlayBlock.safeParse(block);
  if (read.success) return read.data;
  for (const issue of read.error.issues) tell({ file }, ['overlay', ...(issue.path as PlaceInFile)], issue.message);
  return null;
}

/** Starts reading folders of law data. */
export function startReading(): Reading {
  const texts = new Map<string, string>();
  const positions = new Map<string, Positions>();
  const positionsOf = (file: string) => {
    const found = positions.get(file) ?? new Positions(texts.get(file) ?? '');
    positions.set(file, found);
    return found;
  };
  const tell: Tell = ({ file }, place, message) => {
    reading.problems.push({ file, line: positionsOf(file).lineOf(place), place: placeText(place), message });
  };
  const rawOf = (file: string, text: string): Record<string, unknown> | null => {
    try {
      // Where it does not parse, YAML says on which line, of JSON too.
      const raw = parsedOf(text, file.endsWith('.json'));
      return typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
    } catch {
      const faults = positionsOf(file).faults();
      for (const fault of faults) reading.problems.push({ file, place: '', ...fault });
      if (faults.length === 0) tell({ file }, [], '不是合法的 JSON');
      return null;
    }
  };
  const reading: Reading = {
    sources: [],
    problems: [],
    files: 0,
    tell,
    textOf: (file) => texts.get(file) ?? '',
    add(folder, overlay) {
      const allowed: readonly string[] = overlay ? overlayKinds : Object.keys(fileKinds);
      for (const name of dataFiles(folder)) {
        const file = overlay ? `${overlay.name}/${name}` : name;
        const text = readFileSync(join(folder, name), 'utf8');
        texts.set(file, text);
        reading.files += 1;
        const known = overlay ? undefined : checkedOf(text);
        if (known) {
          reading.sources.push({ ...known, file, overlay: null } as Source);
          continue;
        }
        if (!overlay) takeCompiled(folder);
        const raw = rawOf(file, text);
        if (raw === null) continue;
        const kind = raw.kind;
        if (typeof kind !== 'string' || !allowed.includes(kind)) {
          const elsewhere = typeof kind === 'string' && kind in fileKinds;
          tell(
            { file },
            ['kind'],
            `文件种类“${String(kind ?? '（缺）')}”${elsewhere ? '不能由县级覆盖' : '不认识'}：应为 ${allowed.join('、')} 之一`,
          );
          continue;
        }
        const { overlay: block, ...rest } = raw;
        const own = overlay ? overlayOf(block, file, tell) : null;
        if (overlay && own === null) continue;
        const result = (fileKinds[kind as FileKind] as z.ZodType).safeParse(overlay ? rest : raw);
        if (result.success) {
          reading.sources.push({
            kind: kind as FileKind,
            file,
            content: result.data as Source['content'],
            overlay: own,
          });
        } else for (const issue of result.error.issues) tell({ file }, issue.path as PlaceInFile, issue.message);
      }
    },
  };
  return reading;
}
