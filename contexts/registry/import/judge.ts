import type { Reads } from '#kernel';
import type { ParsedRow, Problem, Sheet, SheetTemplate } from '#kernel/workbook';
import { columnLetters, plainTitle } from '#kernel/workbook';
import type { ImportLedger } from '../domain/words.ts';
import { regionsOf } from '../regions.ts';
import type { Enterprise, Person } from '../subjects.ts';
import {
  changesOf,
  enterpriseColumns,
  personColumns,
  personKey,
  placeWrong,
  statusWrong,
  type Wrong,
} from './lines.ts';
import { enterpriseMeant, personMeant } from './masked.ts';
import { type EnterpriseLine, type PersonLine, templateOf } from './templates.ts';

/** What becomes of one good row. */
export type Verdict =
  | { row: number; ledger: 'enterprises'; line: EnterpriseLine; now: Enterprise | null; patch: Partial<Enterprise> }
  | { row: number; ledger: 'people'; line: PersonLine; owner: Owner; now: Person | null; patch: Partial<Person> };

/** The enterprise a person belongs to. */
export interface Owner {
  id: string;
  uscc: string;
  name: string;
  town: string;
  status: string;
}

export const verdictWord = (v: Verdict): 'create' | 'change' | 'unchanged' =>
  v.now === null ? 'create' : Object.keys(v.patch).length > 0 ? 'change' : 'unchanged';

/** A problem of a line in the same words as those of its cells: row, column with letters, value, what is allowed. */
export function problemOf(
  template: SheetTemplate<never>,
  headers: readonly string[],
  row: number,
  wrong: Wrong,
): Problem {
  const column = (template.columns as readonly { key: string; title: string; aliases?: readonly string[] }[]).find(
    (c) => c.key === wrong.key,
  );
  const titles = column ? [column.title, ...(column.aliases ?? [])] : [wrong.key];
  const plain = titles.map(plainTitle);
  const at = headers.findIndex((header) => plain.includes(plainTitle(header)));
  const place = at < 0 ? titles[0]! : `${titles[0]}（${columnLetters(at)} 列）`;
  const filled = wrong.value === '' ? '' : `填的是“${wrong.value}”，`;
  return {
    level: 'error',
    row,
    column: place,
    value: wrong.value,
    allowed: wrong.allowed,
    message: `第 ${row} 行，${place}：${filled}${wrong.why}；允许：${wrong.allowed}`,
  };
}

/** Existing enterprises of these codes, in one statement. */
async function enterprisesOf(reads: Reads, codes: readonly string[]): Promise<Map<string, Enterprise>> {
  const rows = await reads.many<Enterprise>(
    'select * from registry.enterprise where county = $1 and uscc = any($2::text[])',
    [reads.actor.county, codes],
  );
  return new Map(rows.map((row) => [row.uscc, row]));
}

/** Existing people at work in these enterprises, in one statement, with the enterprises themselves. */
async function peopleOf(
  reads: Reads,
  codes: readonly string[],
): Promise<{ owners: Map<string, Owner>; people: Map<string, Person>; namesakes: Map<string, Person[]> }> {
  const rows = await reads.many<{ owner: Owner; person: Person | null }>(
    `select jsonb_build_object('id', e.id, 'uscc', e.uscc, 'name', e.name, 'town', e.town, 'status', e.status) as owner,
       case when p.id is null then null else jsonb_build_object('county', p.county, 'id', p.id, 'version', p.version, 'enterprise', p.enterprise, 'town', p.town,
         'name', p.name, 'phone', p.phone, 'post', p.post, 'position', p.position, 'certificateKind', p.certificate_kind,
         'certificateNumber', p.certificate_number, 'certificateUntil', p.certificate_until, 'leftOn', p.left_on, 'importId', p.import_id) end as person
     from registry.enterprise e left join registry.person p on p.county = e.county and p.enterprise = e.id and p.left_on is null
     where e.county = $1 and e.uscc = any($2::text[]) order by p.id`,
    [reads.actor.county, codes],
  );
  const owners = new Map<string, Owner>();
  const people = new Map<string, Person>();
  const namesakes = new Map<string, Person[]>();
  for (const { owner, person } of rows) {
    owners.set(owner.uscc, owner);
    if (!person) continue;
    const key = personKey(owner.uscc, person.name, person.phone);
    const named = personKey(owner.uscc, person.name, null);
    namesakes.set(named, [...(namesakes.get(named) ?? []), person]);
    // Two of the same name and telephone: the one registered first is meant.
    if (!people.has(key)) people.set(key, person);
  }
  return { owners, people, namesakes };
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

type Told = (row: number, wrong: Wrong) => void;

async function judgeEnterprises(
  reads: Reads,
  rows: readonly ParsedRow<EnterpriseLine>[],
  told: Told,
): Promise<Verdict[]> {
  const existing = await enterprisesOf(
    reads,
    rows.flatMap((r) => (r.value ? [r.value.uscc.toUpperCase()] : [])),
  );
  const earlier = twins();
  const regions = regionsOf(reads.actor.county);
  const out: Verdict[] = [];
  for (const { row, value } of rows) {
    if (!value) continue;
    const uscc = enterpriseColumns(value).uscc as string;
    const first = earlier(uscc, row);
    const now = existing.get(uscc) ?? null;
    const { line, wrong: starred } = enterpriseMeant(value, now);
    const stated = enterpriseColumns(line);
    const wrong =
      first !== null
        ? { key: 'uscc', value: uscc, allowed: '一家企业一行', why: `与第 ${first} 行重复` }
        : (starred ?? placeWrong(line, regions) ?? statusWrong(line, now ?? undefined));
    if (wrong) told(row, wrong);
    else out.push({ row, ledger: 'enterprises', line, now, patch: now ? changesOf(now, stated) : {} });
  }
  return out;
}

async function judgePeople(reads: Reads, rows: readonly ParsedRow<PersonLine>[], told: Told): Promise<Verdict[]> {
  const { owners, people, namesakes } = await peopleOf(reads, [
    ...new Set(rows.flatMap((r) => (r.value ? [r.value.uscc.toUpperCase()] : []))),
  ]);
  const earlier = twins();
  const out: Verdict[] = [];
  for (const { row, value } of rows) {
    if (!value) continue;
    const uscc = value.uscc.toUpperCase();
    const { line, wrong: starred } = personMeant(value, namesakes.get(personKey(uscc, value.name, null)) ?? []);
    const owner = owners.get(uscc);
    const key = personKey(uscc, line.name, line.phone);
    const first = earlier(key, row);
    const wrong: Wrong | null =
      first !== null
        ? { key: 'name', value: line.name, allowed: '同一企业中姓名和电话不重复', why: `与第 ${first} 行重复` }
        : !owner
          ? {
              key: 'uscc',
              value: uscc,
              allowed: '已登记企业的统一社会信用代码',
              why: '没有这家企业，请先登记或导入企业',
            }
          : owner.status === 'closed'
            ? { key: 'uscc', value: uscc, allowed: '在册企业', why: `“${owner.name}”已注销关闭` }
            : line.enterpriseName !== null && line.enterpriseName !== owner.name
              ? { key: 'enterpriseName', value: line.enterpriseName, allowed: owner.name, why: '企业名称与代码不符' }
              : starred;
    if (wrong || !owner) {
      if (wrong) told(row, wrong);
      continue;
    }
    const now = people.get(key) ?? null;
    out.push({ row, ledger: 'people', line, owner, now, patch: now ? changesOf(now, personColumns(line)) : {} });
  }
  return out;
}

/**
 * The verdict of every good row against what is registered now: create, change, unchanged; rows that fail get their
 * problem added. One statement looks up all rows.
 */
export async function judge(
  reads: Reads,
  ledger: ImportLedger,
  sheet: Pick<Sheet, 'headers'>,
  rows: readonly ParsedRow<unknown>[],
): Promise<Verdict[]> {
  const byRow = new Map(rows.map((r) => [r.row, r]));
  const template = templateOf(ledger, regionsOf(reads.actor.county));
  const told: Told = (row, wrong) => byRow.get(row)?.problems.push(problemOf(template, sheet.headers, row, wrong));
  const good = rows.filter((r) => r.value !== undefined && !r.problems.some((p) => p.level === 'error'));
  return ledger === 'enterprises'
    ? judgeEnterprises(reads, good as ParsedRow<EnterpriseLine>[], told)
    : judgePeople(reads, good as ParsedRow<PersonLine>[], told);
}
