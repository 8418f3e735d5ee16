/** The small parts a sheet depends on: workbook, relationships, styles, shared strings (工作簿、关系、样式、共享字符串). */
import { tidy } from './cell.ts';
import type { Package, Part } from './guard.ts';
import { WorkbookRefusal } from './refusal.ts';
import { isBuiltInDateFormat, isDateFormat } from './serial.ts';
import { unpack } from './unpack.ts';
import { attribute, unescapeXml, type XmlHandler, XmlScanner } from './xml.ts';

export interface SheetPlace {
  name: string;
  hidden: boolean;
  /** Part name of the sheet. */
  path: string;
}

export interface WorkbookParts {
  sheets: SheetPlace[];
  date1904: boolean;
}

/** How numbers of one style show: as dates, as a fixed count of digits (`00000`), or plainly. */
export interface NumberStyle {
  date: boolean;
  digits: number;
}

const nothing = () => {};

export async function scanPart(opened: Package, part: Part, handler: Partial<XmlHandler>): Promise<void> {
  const scanner = new XmlScanner({ open: nothing, text: nothing, close: nothing, ...handler }, part.name);
  for await (const chunk of unpack(part, opened.budget)) scanner.write(chunk);
  scanner.end();
}

const find = (opened: Package, path: string) => opened.parts.get(path.toLowerCase());

/** Resolves a relationship target against the folder of its source; targets may be absolute and may use backslashes. */
function resolveTarget(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Sheets in tab order with their parts, and the date system. */
export async function readWorkbookParts(opened: Package): Promise<WorkbookParts> {
  const workbook = find(opened, 'xl/workbook.xml') as Part;
  const targets = new Map<string, string>();
  const relations = find(opened, 'xl/_rels/workbook.xml.rels');
  if (relations) {
    await scanPart(opened, relations, {
      open(name, attributes) {
        if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
        const id = attribute(attributes, 'Id');
        const target = attribute(attributes, 'Target');
        if (id && target && attribute(attributes, 'Type')?.endsWith('/worksheet'))
          targets.set(id, resolveTarget('xl', target));
      },
    });
  }
  const found: WorkbookParts = { sheets: [], date1904: false };
  await scanPart(opened, workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') {
        const system = attribute(attributes, 'date1904');
        found.date1904 = system === '1' || system === 'true';
      }
      if (name !== 'sheet') return;
      const path = targets.get(attribute(attributes, 'id') ?? '');
      // A chart sheet or a macro sheet has no worksheet relationship: not a table.
      if (!path || !find(opened, path)) return;
      const state = attribute(attributes, 'state');
      found.sheets.push({
        name: attribute(attributes, 'name') ?? '',
        hidden: state === 'hidden' || state === 'veryHidden',
        path,
      });
    },
  });
  if (found.sheets.length === 0) throw new WorkbookRefusal('NO_SHEET', '文件里没有工作表，请填好表格后再导入');
  return found;
}

/** Number styles by the index cells refer to. */
export async function readNumberStyles(opened: Package): Promise<NumberStyle[]> {
  const part = find(opened, 'xl/styles.xml');
  if (!part) return [];
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  await scanPart(opened, part, {
    open(name, attributes) {
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        const code = codes.get(id);
        // A file may redefine a built-in number; its own code then counts.
        const date = code === undefined ? isBuiltInDateFormat(id) : isDateFormat(code);
        styles.push({ date, digits: code !== undefined && /^0{2,18}$/.test(code) ? code.length : 0 });
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** `_x000D_` stands for a control character in cell text (ST_Xstring, ECMA-376-1 §22.9.2.19, 2016). */
export function decodeCellText(raw: string): string {
  const text = unescapeXml(raw);
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Shared strings, tidied once for all cells that use them; rich text runs are joined, phonetic hints (注音) dropped. */
export async function readSharedStrings(opened: Package): Promise<string[]> {
  const part = find(opened, 'xl/sharedStrings.xml');
  if (!part) return [];
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let inPhonetic = false;
  await scanPart(opened, part, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
    },
    text(raw) {
      if (inText) current += raw;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') strings.push(tidy(decodeCellText(current)));
    },
  });
  return strings;
}
