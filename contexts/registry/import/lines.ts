import { normalCode } from '#kernel';
import { noEnd } from '#kernel/workbook';
import { checkPoint } from '../domain/coordinates.rule.ts';
import { checkIndustry } from '../domain/industry.rule.ts';
import { plainName } from '../domain/person-name.rule.ts';
import { plainPhone } from '../domain/phone.rule.ts';
import type { Regions } from '../domain/region.rule.ts';
import { type Flag, flagWords, statusWords } from '../domain/words.ts';
import { initialsOf } from '../initials.ts';
import type { Enterprise, Person } from '../subjects.ts';
import type { EnterpriseLine, PersonLine } from './templates.ts';

/** A wrong place of one line, found beyond what its cells alone can show. */
export interface Wrong {
  key: string;
  value: string;
  allowed: string;
  why: string;
}

/** A code with its letter: `3120` and `ｃ3120` are C3120. Rows of before may hold it without. */
function normalIndustry(text: string): string {
  const found = checkIndustry(text).industry;
  return found ? `${found.section}${found.code}` : text.toUpperCase();
}

/** The cells that are filled in. Thousands of rows come through here: a loop, for `fromEntries` costs four times as much. */
function given(line: object): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(line)) if (value !== null) filled[key] = value;
  return filled;
}

/** The enterprise columns a line states. An empty cell states nothing: it never wipes what is there. */
export function enterpriseColumns(line: EnterpriseLine): Partial<Enterprise> {
  const { flags, lat, lng, datum, industry, status, ...rest } = line;
  const stated = given(rest) as Partial<Enterprise>;
  stated.uscc = normalCode(line.uscc);
  if (flags !== null) stated.flags = (Object.keys(flagWords) as Flag[]).filter((flag) => flags.includes(flag));
  if (status !== null) stated.status = status;
  if (industry !== null) stated.industry = normalIndustry(industry);
  if (lat !== null && lng !== null && datum !== null)
    Object.assign(stated, { lat: lat.toFixed(6), lng: lng.toFixed(6), datum });
  return stated;
}

/** A new enterprise from a line. */
export function newEnterprise(
  line: EnterpriseLine,
  at: string,
  importId: string,
): Omit<Enterprise, 'county' | 'id' | 'version'> {
  const none = {
    shortName: null,
    address: null,
    industry: null,
    flags: [],
    status: 'operating',
    lat: null,
    lng: null,
    datum: null,
    principalName: null,
    principalPhone: null,
    safetyName: null,
    safetyPhone: null,
    supervision: 'gap',
    removedAt: null,
  } as const;
  return Object.assign(
    { ...none, initials: initialsOf(line.name), createdAt: at, importId },
    enterpriseColumns(line),
  ) as unknown as Enterprise;
}

/** The columns of a person a line states; a certificate without end has no day. */
export function personColumns(line: PersonLine): Partial<Person> {
  const { uscc: _uscc, enterpriseName: _name, ...rest } = line;
  const stated = given(rest) as Partial<Person>;
  if (line.certificateUntil === noEnd) stated.certificateUntil = null;
  return stated;
}

/** Columns whose older rows may hold another writing of the same: compared in their normal form. */
const alike: Readonly<Record<string, (value: string) => unknown>> = {
  lat: Number,
  lng: Number,
  industry: normalIndustry,
  principalName: plainName,
  safetyName: plainName,
  phone: plainPhone,
  principalPhone: plainPhone,
  safetyPhone: plainPhone,
};
/** A person's own name is his; an enterprise's name is not compared so. */
const alikeOfPerson: typeof alike = { ...alike, name: plainName };

/** Only what differs from the row: degrees by value, lists as sets, codes, telephones and names of people however they are written. */
export function changesOf<Row extends object>(row: Row, stated: Partial<Row>, by = alike): Partial<Row> {
  const plain = (key: string, value: unknown) =>
    Array.isArray(value)
      ? [...value].sort().join()
      : value === null || value === undefined
        ? null
        : (by[key]?.(String(value)) ?? value);
  return Object.fromEntries(
    Object.entries(stated).filter(([key, value]) => plain(key, value) !== plain(key, row[key as keyof Row])),
  ) as Partial<Row>;
}

/** What a line changes of a registered person. */
export const personChanges = (row: Person, line: PersonLine): Partial<Person> =>
  changesOf(row, personColumns(line), alikeOfPerson);

/** What is wrong with the place of a line: parts missing, no such place, outside the county. */
export function placeWrong(line: EnterpriseLine, regions: Regions): Wrong | null {
  const { lat, lng, datum } = line;
  const lacking = (
    [
      ['lng', lng],
      ['lat', lat],
      ['datum', datum],
    ] as const
  ).filter(([, value]) => value === null);
  if (lacking.length === 3) return null;
  if (lacking.length > 0) {
    return {
      key: (lacking[0] as (typeof lacking)[number])[0],
      value: '',
      allowed: '经度、纬度、坐标系一并填写，或都不填',
      why: '经度、纬度、坐标系没有填全',
    };
  }
  const checked = checkPoint({ lat, lng, datum }, regions);
  return checked.valid
    ? null
    : {
        key: 'lng',
        value: `${lng}，${lat}`,
        allowed: regions.boxed ? '本县范围内的经纬度' : '我国范围内的经纬度',
        why: checked.reason ?? '位置不正确',
      };
}

/** What an import may not do to the state of an enterprise. */
export function statusWrong(line: EnterpriseLine, row: Enterprise | undefined): Wrong | null {
  if (row?.status === 'closed') {
    return line.status === 'closed'
      ? null
      : {
          key: 'status',
          value: line.status ? statusWords[line.status] : '',
          allowed: statusWords.closed,
          why: `“${row.name}”已注销关闭，不能再由导入变更`,
        };
  }
  if (line.status !== 'closed') return null;
  const allowed = [statusWords.operating, statusWords.stopped, statusWords.construction].join('、');
  return { key: 'status', value: statusWords.closed, allowed, why: '导入不能注销企业，请用“注销企业”逐家办理' };
}
