import { maskPhone, type Reads } from '#kernel';
import type { ParsedRow } from '#kernel/workbook';
import { positionWords } from '../domain/words.ts';
import type { Person } from '../subjects.ts';
import type { Question, Told, Verdict } from './judge.ts';
import { personChanges, type Wrong } from './lines.ts';
import { identify, type SameName, type Who } from './namesakes.ts';
import type { PersonLine } from './templates.ts';

/** The enterprise a person belongs to. */
export interface Owner {
  id: string;
  uscc: string;
  name: string;
  town: string;
  status: string;
}

/** Registered enterprises by code and by name, each with its people at work. */
interface Registered {
  byCode: Map<string, Owner>;
  byName: Map<string, Owner[]>;
  people: Map<string, Person[]>;
}

/** A name of an enterprise for comparing: brackets and spaces make no difference. */
const plainEnterprise = (name: string) => name.normalize('NFKC').replace(/\s/g, '');
/** The ways such a name may be stored. */
const writings = (name: string): string[] => {
  const half = plainEnterprise(name);
  return [...new Set([name, half, half.replaceAll('(', '（').replaceAll(')', '）')])];
};

/** Enterprises of these codes or names and their people at work, in one statement. */
async function registeredOf(reads: Reads, lines: readonly PersonLine[]): Promise<Registered> {
  const codes = [...new Set(lines.flatMap((line) => (line.uscc === null ? [] : [line.uscc.toUpperCase()])))];
  const names = [
    ...new Set(lines.flatMap((l) => (l.uscc === null && l.enterpriseName !== null ? writings(l.enterpriseName) : []))),
  ];
  const rows = await reads.many<{ owner: Owner; person: Person | null }>(
    `select jsonb_build_object('id', e.id, 'uscc', e.uscc, 'name', e.name, 'town', e.town, 'status', e.status) as owner,
       case when p.id is null then null else jsonb_build_object('county', p.county, 'id', p.id, 'version', p.version, 'enterprise', p.enterprise, 'town', p.town,
         'name', p.name, 'phone', p.phone, 'post', p.post, 'position', p.position, 'certificateKind', p.certificate_kind,
         'certificateNumber', p.certificate_number, 'certificateUntil', p.certificate_until, 'leftOn', p.left_on, 'importId', p.import_id) end as person
     from registry.enterprise e left join registry.person p on p.county = e.county and p.enterprise = e.id and p.left_on is null
     where e.county = $1 and (e.uscc = any($2::text[]) or e.name = any($3::text[])) order by p.id`,
    [reads.actor.county, codes, names],
  );
  const found: Registered = { byCode: new Map(), byName: new Map(), people: new Map() };
  for (const { owner, person } of rows) {
    if (!found.byCode.has(owner.uscc)) {
      found.byCode.set(owner.uscc, owner);
      const name = plainEnterprise(owner.name);
      found.byName.set(name, [...(found.byName.get(name) ?? []), owner]);
    }
    if (!person) continue;
    const people = found.people.get(owner.id);
    if (people) people.push(person);
    else found.people.set(owner.id, [person]);
  }
  return found;
}

const isOwner = (found: Owner | Wrong): found is Owner => 'id' in found;

/** The enterprise of a line by its code, else by its name when there is one of that name only. */
function ownerOf(line: PersonLine, { byCode, byName }: Registered): Owner | Wrong {
  const { enterpriseName: name } = line;
  if (line.uscc === null) {
    const allowed = '已登记企业的统一社会信用代码，或其全称';
    if (name === null) return { key: 'uscc', value: '', allowed, why: '企业代码和企业名称都没有填' };
    const all = byName.get(plainEnterprise(name)) ?? [];
    const living = all.filter((owner) => owner.status !== 'closed');
    if (living.length === 1) return living[0] as Owner;
    const why =
      living.length > 1
        ? `有 ${living.length} 家同名的企业，请填代码`
        : all.length > 0
          ? '这家企业已注销关闭'
          : '没有这家企业，请先登记或导入企业';
    return { key: 'enterpriseName', value: name, allowed, why };
  }
  const uscc = line.uscc.toUpperCase();
  const owner = byCode.get(uscc);
  if (!owner) {
    const why = '没有这家企业，请先登记或导入企业';
    return { key: 'uscc', value: uscc, allowed: '已登记企业的统一社会信用代码', why };
  }
  if (owner.status === 'closed')
    return { key: 'uscc', value: uscc, allowed: '在册企业', why: `“${owner.name}”已注销关闭` };
  if (name !== null && plainEnterprise(name) !== plainEnterprise(owner.name))
    return { key: 'enterpriseName', value: name, allowed: owner.name, why: '企业名称与代码不符' };
  return owner;
}

/** A registered person as a question shows him: enough to know him, not his whole number. */
export const shownPerson = (one: Person): string =>
  [one.phone ? `电话 ${maskPhone(one.phone)}` : '没有电话', one.post, positionWords[one.position]].join('，');

type Kept = { row: number; line: PersonLine; owner: Owner };

/** The verdict of each good row of people; see `judge`. */
export async function judgePeople(
  reads: Reads,
  rows: readonly ParsedRow<PersonLine>[],
  told: Told,
  said: SameName,
): Promise<{ verdicts: Verdict[]; questions: Question[] }> {
  const registered = await registeredOf(
    reads,
    rows.flatMap((r) => (r.value ? [r.value] : [])),
  );
  const byOwner = new Map<string, Kept[]>();
  for (const { row, value: line } of rows) {
    if (!line) continue;
    const owner = ownerOf(line, registered);
    if (!isOwner(owner)) told(row, owner);
    else {
      const lines = byOwner.get(owner.id);
      if (lines) lines.push({ row, line, owner });
      else byOwner.set(owner.id, [{ row, line, owner }]);
    }
  }
  const verdicts: Verdict[] = [];
  const questions: Question[] = [];
  for (const [owner, lines] of byOwner) {
    const named = lines.map(({ row, line }) => ({ row, name: line.name, phone: line.phone }));
    const who = identify(named, registered.people.get(owner) ?? [], said);
    for (const kept of lines) settle(kept, who.get(kept.row), { verdicts, questions, told });
  }
  verdicts.sort((a, b) => a.row - b.row);
  questions.sort((a, b) => a.row - b.row);
  return { verdicts, questions };
}

function settle(
  { row, line, owner }: Kept,
  who: Who | undefined,
  to: { verdicts: Verdict[]; questions: Question[]; told: Told },
): void {
  if (!who) return;
  const common = { row, ledger: 'people', line, owner } as const;
  switch (who.is) {
    case 'person':
      to.verdicts.push({ ...common, now: who.person, patch: personChanges(who.person, line) });
      break;
    case 'new':
      if (who.namesake !== null) {
        const why = `与第 ${who.namesake} 行同一企业、同名，电话不同，按两个人读入`;
        to.told(row, { level: 'warning', key: 'name', value: line.name, allowed: '', why });
      }
      to.verdicts.push({ ...common, now: null, patch: {} });
      break;
    case 'ask':
      to.questions.push({ row, line, owner, among: who.among });
      break;
    case 'twin': {
      const allowed = '同一企业中姓名和电话不重复';
      to.told(row, { key: 'name', value: line.name, allowed, why: `与第 ${who.of} 行重复` });
    }
  }
}
