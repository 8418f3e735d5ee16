import { type Checked, normalCode } from '#kernel';
import table from '../../../law/industries/gbt4754-2017.json' with { type: 'json' };

/**
 * Industry of an enterprise (国民经济行业分类), GB/T 4754-2017: section letter, division (2 digits), group (3), class (4). The table
 * holds sections B (采矿业) and C (制造业), where the enterprises under this supervision are.
 */
export interface Industry {
  /** Digits without the letter: 31, 313, 3130. */
  code: string;
  section: 'B' | 'C';
  level: 'division' | 'group' | 'class';
  name: string;
  checked: Checked;
}

export interface IndustryCheck {
  valid: boolean;
  industry?: Industry;
  reason?: string;
  /** False when the code belongs to a section the table does not hold, so that nothing can be said about it. */
  known: boolean;
}

const sections = table.sections as Record<'B' | 'C', string>;
const divisions = table.divisions as Record<string, { section: string; name: string; checked: string }>;
const groups = table.groups as unknown as Record<string, readonly [string, string]>;
const classes = table.classes as unknown as Record<string, readonly [string, string]>;
/** Divisions of the sections that are not in the table: A 01–05, D–T 44–97. */
const elsewhere = (division: number) => (division >= 1 && division <= 5) || (division >= 44 && division <= 97);

/** The industry of a code of 2, 3 or 4 digits, with or without its letter; null when there is none. */
export function industryOf(text: string): Industry | null {
  return checkIndustry(text).industry ?? null;
}

/** Checks a code as typed (`C3130`, `3130`, `Ｃ３１`). Never throws. */
export function checkIndustry(text: string): IndustryCheck {
  const typed = normalCode(String(text ?? ''));
  if (typed === '')
    return { valid: false, known: true, reason: '行业代码为空：应为 2 至 4 位数字，可带门类字母，如 C3130' };
  const parts = /^([A-Z]?)(\d{2,4})$/.exec(typed);
  if (!parts) {
    return {
      valid: false,
      known: true,
      reason: `行业代码“${typed}”不正确：应为 2 至 4 位数字，可带门类字母，如 C3130`,
    };
  }
  const [, letter, code] = parts as unknown as [string, string, string];
  const division = divisions[code.slice(0, 2)];
  if (!division) {
    return elsewhere(Number(code.slice(0, 2)))
      ? {
          valid: false,
          known: false,
          reason: `行业代码“${typed}”不在采矿业（06～12）和制造业（13～43）之内，代码表未收录`,
        }
      : { valid: false, known: true, reason: `行业代码“${typed}”不存在：没有 ${code.slice(0, 2)} 这个大类` };
  }
  const section = division.section as 'B' | 'C';
  if (letter !== '' && letter !== section) {
    return {
      valid: false,
      known: true,
      reason: `行业代码“${typed}”的门类字母不正确：${code.slice(0, 2)} 大类属于 ${section} ${sections[section]}`,
    };
  }
  const row = code.length === 2 ? ([division.name, division.checked] as const) : (groups[code] ?? classes[code]);
  if (!row) {
    return {
      valid: false,
      known: true,
      reason: `行业代码“${typed}”不存在：${code.slice(0, 2)}“${division.name}”之下没有此代码`,
    };
  }
  const level = code.length === 2 ? 'division' : code.length === 3 ? 'group' : 'class';
  return {
    valid: true,
    known: true,
    industry: { code, section, level, name: row[0], checked: row[1] as Checked },
  };
}

/** How a code is shown: `C3130 钢压延加工`; the text itself when it is not in the table. */
export function industryLabel(text: string): string {
  const found = industryOf(text);
  return found ? `${found.section}${found.code} ${found.name}` : text;
}

/** From the section down to the code: `['C 制造业', 'C31 黑色金属冶炼和压延加工业', 'C313 钢压延加工', 'C3130 钢压延加工']`. */
export function industryPath(text: string): string[] {
  const found = industryOf(text);
  if (!found) return [];
  const codes = [2, 3, 4].filter((n) => n <= found.code.length).map((n) => found.code.slice(0, n));
  return [`${found.section} ${sections[found.section]}`, ...codes.map(industryLabel)];
}

/** Every industry of one level, in the order of codes: the options of a form. */
export function industries(level: Industry['level'], within = ''): Industry[] {
  const codes = Object.keys(level === 'division' ? divisions : level === 'group' ? groups : classes).sort();
  return codes
    .filter((code) => code.startsWith(within))
    .map(industryOf)
    .filter((each) => each !== null);
}

/** Industries whose name or code holds the text, classes first; at most `limit`. */
export function findIndustries(text: string, limit = 20): Industry[] {
  const wanted = normalCode(text).replace(/^[BC](?=\d)/, '');
  if (wanted === '') return [];
  return (['class', 'group', 'division'] as const)
    .flatMap((level) => industries(level))
    .filter((each) => each.name.includes(wanted) || each.code.startsWith(wanted))
    .slice(0, limit);
}
