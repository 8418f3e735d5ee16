/**
 * Reads notices (`notices/<id>.yaml` with `<id>.clauses.yaml` beside it). Either everything is sound and comes back, or nothing
 * does and every fault is named with file, line, column and reason: a notice is never half loaded.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import { compiledOf } from './compiled.ts';
import { type ClausesFile, clausesFile, type Notice, type NoticeFile, noticeFile } from './domain/notice.ts';
import { assembleNotice } from './domain/notice-assemble.rule.ts';
import { type NoticeWords, nothingAside, noticeFaults, type Path } from './domain/notice-faults.rule.ts';
import { type Salvaged, salvage } from './salvage.ts';
import { explainSchema, readYaml, type YamlText } from './yaml-places.ts';

export type { NoticeWords } from './domain/notice-faults.rule.ts';

/** One thing wrong in a file. `line` and `column` count from 1; they are 1 when the whole file is meant. */
export interface Fault {
  file: string;
  line: number;
  column: number;
  reason: string;
}

/** Everything, or faults and nothing. */
export type Loaded<T> = { ok: T; faults: [] } | { ok: null; faults: Fault[] };

/** `notices/2022-63.yaml 第 12 行第 5 列：……` */
export function faultText(fault: Fault): string {
  return `${fault.file} 第 ${fault.line} 行第 ${fault.column} 列：${fault.reason}`;
}

/** `2022-63.yaml` → `2022-63.clauses.yaml`, in the same folder. */
export function clausesFileOf(file: string): string {
  return file.replace(/\.yaml$/, '.clauses.yaml');
}

/** Reads one notice and its headings. `words` is what the platform knows: measures, flags, sectors, checklists. */
export function loadNotice(file: string, words: NoticeWords): Loaded<Notice> {
  const beside = clausesFileOf(file);
  if (!file.endsWith('.yaml') || file.endsWith('.clauses.yaml')) {
    return { ok: null, faults: [whole(file, '通知文件应以 .yaml 结尾，条款清单另存为同名的 .clauses.yaml')] };
  }
  const notice = part<NoticeFile>(file, noticeFile, '没有这个文件');
  const clauses = part<ClausesFile>(
    beside,
    clausesFile,
    `没有条款清单：${basename(file)} 旁边应有 ${basename(beside)}`,
  );
  const faults = [...notice.faults, ...clauses.faults];
  // What is sound is still checked against the rest, so that one run names everything.
  const sound: Salvaged | null =
    notice.value !== null
      ? { file: notice.value, aside: nothingAside, original: (path) => path }
      : notice.text && salvage(notice.text.value, notice.broken);
  if (sound && notice.text && clauses.value && clauses.text) {
    const id = basename(file, '.yaml');
    if (sound.file.document.id !== id) {
      const reason = `通知编号“${sound.file.document.id}”与文件名“${id}”不一致`;
      faults.push({ file, ...notice.text.at(['document', 'id']), reason });
    }
    for (const one of noticeFaults(sound.file, clauses.value, words, explainSchema, sound.aside)) {
      const inNotice = one.in === 'notice';
      const spot = inNotice
        ? notice.text.at(sound.original(one.path), one.onKey)
        : clauses.text.at(one.path, one.onKey);
      faults.push({ file: inNotice ? file : beside, ...spot, reason: one.reason });
    }
  }
  if (faults.length === 0 && notice.value && clauses.value) {
    return { ok: assembleNotice(notice.value, clauses.value), faults: [] };
  }
  return { ok: null, faults: inOrder(faults) };
}

/**
 * Reads every notice of one or more folders (the package's, the county's own), oldest year first. One fault anywhere and none is
 * loaded. A folder that is not there holds no notice, but at least one has to be there.
 */
export function loadNotices(folders: string | readonly string[], words: NoticeWords): Loaded<Notice[]> {
  const all = typeof folders === 'string' ? [folders] : folders;
  const there = all.filter((folder) => existsSync(folder));
  if (there.length === 0) return { ok: null, faults: all.map((folder) => whole(folder, '没有这个文件夹')) };
  const faults: Fault[] = [];
  const notices: { file: string; notice: Notice }[] = [];
  for (const folder of there) {
    const names = readdirSync(folder).sort();
    for (const name of names) {
      const file = join(folder, name);
      if (name.endsWith('.yml')) faults.push(whole(file, '文件名应以 .yaml 结尾，不是 .yml'));
      if (!name.endsWith('.yaml')) continue;
      if (name.endsWith('.clauses.yaml')) {
        if (!names.includes(name.replace('.clauses.yaml', '.yaml'))) {
          faults.push(whole(file, '这份条款清单没有对应的通知文件'));
        }
        continue;
      }
      const loaded = loadNotice(file, words);
      if (loaded.ok) notices.push({ file, notice: loaded.ok });
      else faults.push(...loaded.faults);
    }
  }
  const byId = new Map<string, string>();
  for (const { file, notice } of notices) {
    const key = `${notice.document.county} ${notice.document.id}`;
    const before = byId.get(key);
    if (before) faults.push(whole(file, `通知“${notice.document.id}”在 ${before} 已有一份`));
    else byId.set(key, file);
  }
  // Measures name a campaign by its id alone, so an id means one campaign of a county over all years.
  const campaigns = new Map<string, string>();
  for (const { file, notice } of notices) {
    for (const { id } of notice.campaigns) {
      const key = `${notice.document.county} ${id}`;
      const before = campaigns.get(key);
      if (before)
        faults.push({
          ...campaignPlace(file, id),
          reason: `专项行动编号“${id}”已被 ${basename(before)} 使用，请换一个`,
        });
      else campaigns.set(key, file);
    }
  }
  if (faults.length > 0) return { ok: null, faults };
  const byYear = (a: Notice, b: Notice) =>
    a.document.year - b.document.year || (a.document.issued < b.document.issued ? -1 : 1);
  return { ok: notices.map((one) => one.notice).sort(byYear), faults: [] };
}

function campaignPlace(file: string, id: string): Omit<Fault, 'reason'> {
  const read = readYaml(readFileSync(file, 'utf8'));
  const list = (read.value as NoticeFile).campaigns;
  return { file, ...read.at(['campaigns', list.findIndex((one) => one.id === id), 'id']) };
}

/** One file read and checked by itself; `value` is null when it has faults, `text` when it is not even YAML. */
interface Part<T> {
  value: T | null;
  text: YamlText | null;
  broken: Path[];
  faults: Fault[];
}

function part<T>(file: string, schema: z.ZodType<T>, absent: string): Part<T> {
  const unread = (faults: Fault[]): Part<T> => ({ value: null, text: null, broken: [], faults });
  if (!existsSync(file)) return unread([whole(file, absent)]);
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch {
    return unread([whole(file, '文件不是 UTF-8 编码，请用“UTF-8”另存后再试')]);
  }
  const text = readYaml(source, compiledOf(dirname(file), source));
  if (text.faults.length > 0) return unread(text.faults.map((one) => ({ file, ...one })));
  const parsed = schema.safeParse(text.value);
  if (parsed.success) return { value: parsed.data, text, broken: [], faults: [] };
  const issues = explainSchema(schema, text.value);
  return {
    value: null,
    text,
    broken: issues.map((one) => one.path),
    faults: issues.map((one) => ({ file, ...text.at(one.path, one.onKey), reason: one.reason })),
  };
}

function whole(file: string, reason: string): Fault {
  return { file, line: 1, column: 1, reason };
}

function inOrder(faults: Fault[]): Fault[] {
  return faults.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
