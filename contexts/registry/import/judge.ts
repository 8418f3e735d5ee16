import { normalCode, type Reads } from '#kernel';
import type { ParsedRow, Problem, SheetTemplate } from '#kernel/workbook';
import { columnPlace } from '#kernel/workbook';
import type { ImportLedger } from '../domain/words.ts';
import { regionsOf } from '../regions.ts';
import type { Enterprise, Person } from '../subjects.ts';
import { judgePeople, type Owner } from './judge-people.ts';
import { changesOf, enterpriseColumns, placeWrong, statusWrong, type Wrong } from './lines.ts';
import { enterpriseMeant } from './masked.ts';
import { type SameName, unanswered } from './namesakes.ts';
import { type EnterpriseLine, type PersonLine, templateOf } from './templates.ts';

/** What becomes of one good row. */
export type Verdict =
  | { row: number; ledger: 'enterprises'; line: EnterpriseLine; now: Enterprise | null; patch: Partial<Enterprise> }
  | { row: number; ledger: 'people'; line: PersonLine; owner: Owner; now: Person | null; patch: Partial<Person> };

/** A row that waits for an answer (同名待确认): its name is registered in the enterprise with another telephone. */
export interface Question {
  row: number;
  line: PersonLine;
  owner: Owner;
  among: Person[];
}

/** The verdicts of the good rows, what was found wrong beyond single cells, and what must be asked. */
export interface Judged {
  verdicts: Verdict[];
  problems: Problem[];
  questions: Question[];
}

export const verdictWord = (v: Verdict): 'create' | 'change' | 'unchanged' =>
  v.now === null ? 'create' : Object.keys(v.patch).length > 0 ? 'change' : 'unchanged';

/** Where the columns of the template stand in the sheet. */
export type Places = Readonly<Record<string, number>>;

/** A problem of a line in the same words as those of its cells: row, column with letters, value, what is allowed. */
export function problemOf(
  template: SheetTemplate<never>,
  places: Places,
  row: number,
  wrong: Wrong & { level?: Problem['level'] },
): Problem {
  const column = (template.columns as readonly { key: string; title: string }[]).find((c) => c.key === wrong.key);
  const at = places[wrong.key] ?? -1;
  const place = columnPlace(column?.title ?? wrong.key, at);
  const filled = wrong.value === '' ? '' : `填的是“${wrong.value}”，`;
  const allowed = wrong.allowed === '' ? '' : `；允许：${wrong.allowed}`;
  return {
    level: wrong.level ?? 'error',
    row,
    column: place,
    ...(at < 0 ? {} : { at: [at] }),
    value: wrong.value,
    allowed: wrong.allowed,
    message: `第 ${row} 行，${place}：${filled}${wrong.why}${allowed}`,
  };
}

/** Existing enterprises of these codes, and the codes of those of these names, in one statement. */
async function enterprisesOf(
  reads: Reads,
  lines: readonly EnterpriseLine[],
): Promise<{ byCode: Map<string, Enterprise>; byName: Map<string, string> }> {
  const rows = await reads.many<Enterprise>(
    'select * from registry.enterprise where county = $1 and (uscc = any($2::text[]) or name = any($3::text[]))',
    [reads.actor.county, lines.map((line) => line.uscc.toUpperCase()), lines.map((line) => line.name)],
  );
  return {
    byCode: new Map(rows.map((row) => [row.uscc, row])),
    byName: new Map(rows.filter((row) => row.status !== 'closed').map((row) => [row.name, row.uscc])),
  };
}

/** Finds a line's earlier twin in the file. */
function twins(): (key: string, row: number) => number | null {
  const seen = new Map<string, number>();
  return (key, row) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    return first ?? null;
  };
}

/** Takes what is wrong with a row; a `warning` does not stop it. */
export type Told = (row: number, wrong: Wrong & { level?: Problem['level'] }) => void;

async function judgeEnterprises(
  reads: Reads,
  rows: readonly ParsedRow<EnterpriseLine>[],
  told: Told,
): Promise<Verdict[]> {
  const { byCode, byName } = await enterprisesOf(
    reads,
    rows.flatMap((r) => (r.value ? [r.value] : [])),
  );
  const earlier = twins();
  const earlierName = twins();
  const regions = regionsOf(reads.actor.county);
  const out: Verdict[] = [];
  for (const { row, value } of rows) {
    if (!value) continue;
    const uscc = normalCode(value.uscc);
    const first = earlier(uscc, row);
    const now = byCode.get(uscc) ?? null;
    const { line, wrong: starred } = enterpriseMeant(value, now);
    const wrong =
      first !== null
        ? { key: 'uscc', value: uscc, allowed: '一家企业一行', why: `与第 ${first} 行重复` }
        : (starred ?? placeWrong(line, regions) ?? statusWrong(line, now ?? undefined));
    if (wrong) {
      told(row, wrong);
      continue;
    }
    const sameName = earlierName(line.name, row);
    const registered = now ? undefined : byName.get(line.name);
    const other = registered ? `台账中“${registered}”` : sameName !== null ? `第 ${sameName} 行` : null;
    if (other) {
      const why = `与${other}同名、代码不同，按两家企业读入，请核对是否填错代码`;
      told(row, { level: 'warning', key: 'name', value: line.name, allowed: '', why });
    }
    out.push({ row, ledger: 'enterprises', line, now, patch: now ? changesOf(now, enterpriseColumns(line)) : {} });
  }
  return out;
}

/**
 * The verdict of every good row against what is registered now: create, change, unchanged; what fails is told, what cannot be known is
 * asked. One statement looks up all rows. `rows` stay as they are.
 * @param said answers to the questions of an earlier judgement
 */
export async function judge(
  reads: Reads,
  ledger: ImportLedger,
  places: Places,
  rows: readonly ParsedRow<unknown>[],
  said: SameName = unanswered,
): Promise<Judged> {
  const template = templateOf(ledger, regionsOf(reads.actor.county));
  const problems: Problem[] = [];
  const told: Told = (row, wrong) => problems.push(problemOf(template, places, row, wrong));
  const good = rows.filter((r) => r.value !== undefined && !r.problems.some((p) => p.level === 'error'));
  if (ledger === 'enterprises') {
    const verdicts = await judgeEnterprises(reads, good as ParsedRow<EnterpriseLine>[], told);
    return { verdicts, problems, questions: [] };
  }
  return { problems, ...(await judgePeople(reads, good as ParsedRow<PersonLine>[], told, said)) };
}
