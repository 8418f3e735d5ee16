import { z } from 'zod';
import { type Act, command, idAnswer, isRefused, type Refused, refuse } from '#kernel';
import { type Flag, flagWords, scaleWords, sectorWords, statusWords } from '../domain/words.ts';
import { initialsOf } from '../initials.ts';
import { changesEnterprise, countyStaff, creates, managers, onEnterprise } from '../policy.ts';
import { heldEnterprise, supervisionsOf } from '../store.ts';
import { type Enterprise, enterprise, type Person, person, type Site, site, supervision } from '../subjects.ts';
import {
  differing,
  idGiven,
  industryGiven,
  maybe,
  nameGiven,
  phoneGiven,
  placeCheck,
  placeColumns,
  placeGiven,
  townGiven,
  usccGiven,
  versionGiven,
  words,
} from './given.ts';
import { endSupervision } from './supervising.ts';

const keysOf = <Code extends string>(table: Readonly<Record<Code, string>>) => Object.keys(table) as [Code, ...Code[]];
const flagsGiven = z
  .array(z.enum(keysOf(flagWords)))
  .max(10)
  .transform((flags) => keysOf(flagWords).filter((f: Flag) => flags.includes(f)));
const staffGiven = z
  .number()
  .int('从业人数应为整数')
  .min(0, '从业人数不能为负')
  .max(1_000_000, '从业人数不能超过 1000000');
/** Closing is an act of its own. */
const statusGiven = z.enum(
  keysOf(statusWords).filter((s) => s !== 'closed') as ['operating', 'stopped', 'construction'],
);

const open = {
  shortName: maybe(words('简称', 40)),
  address: maybe(words('地址', 200)),
  industry: maybe(industryGiven),
  ...placeGiven,
  principalName: maybe(nameGiven('主要负责人', 40)),
  principalPhone: maybe(phoneGiven),
  safetyName: maybe(nameGiven('安全管理人员', 40)),
  safetyPhone: maybe(phoneGiven),
};

const taken = (uscc: string, name: string): Refused =>
  refuse('TAKEN', `统一社会信用代码 ${uscc} 已由“${name}”登记`, {
    places: [{ place: 'uscc', value: uscc, allowed: '尚未登记的统一社会信用代码', message: `已由“${name}”登记` }],
  });

/** Who has a code already, when the caller may know; the unique key refuses the rest. */
function holderOf(act: Act, uscc: string) {
  const values: unknown[] = [act.actor.county, uscc];
  return act.one<{ id: string; name: string }>(
    `select id, name from registry.enterprise where county = $1 and uscc = $2 and ${act.within({ town: 'town', enterprise: 'id' }, values)}`,
    values,
  );
}

/** 登记企业. */
export const createEnterprise = command({
  name: 'registry.create-enterprise',
  title: '登记企业',
  answer: idAnswer(),
  input: z
    .strictObject({
      uscc: usccGiven,
      name: words('企业名称', 100, 2),
      town: townGiven,
      sector: z.enum(keysOf(sectorWords)),
      flags: flagsGiven.default([]),
      scale: z.enum(keysOf(scaleWords)),
      staffCount: staffGiven,
      status: statusGiven.default('operating'),
      ...open,
    })
    .superRefine(placeCheck),
  may: creates,
  async handle(act, given) {
    if (act.actor.scope === 'town' && given.town !== act.actor.town) {
      return refuse('NOT_YOURS', '只能登记本镇的企业', {
        places: [{ place: 'town', value: given.town, allowed: '本镇', message: '只能登记本镇的企业' }],
      });
    }
    const holder = await holderOf(act, given.uscc);
    if (holder) return taken(given.uscc, holder.name);
    const { lat: _lat, lng: _lng, datum: _datum, ...rest } = given;
    const id = act.create(enterprise, {
      ...rest,
      ...placeColumns(given),
      initials: initialsOf(given.name),
      supervision: 'gap',
      createdAt: act.at,
      shortName: given.shortName ?? null,
      address: given.address ?? null,
      industry: given.industry ?? null,
      principalName: given.principalName ?? null,
      principalPhone: given.principalPhone ?? null,
      safetyName: given.safetyName ?? null,
      safetyPhone: given.safetyPhone ?? null,
    });
    act.note(`登记企业：${given.name}`);
    return { id };
  },
});

const columnWords: Readonly<Record<string, string>> = {
  uscc: '统一社会信用代码',
  name: '企业名称',
  shortName: '简称',
  town: '镇',
  address: '地址',
  sector: '行业',
  industry: '行业代码',
  flags: '风险标志',
  scale: '规模',
  staffCount: '从业人数',
  status: '生产状态',
  lat: '位置',
  lng: '位置',
  datum: '位置',
  principalName: '主要负责人',
  principalPhone: '主要负责人电话',
  safetyName: '安全管理人员',
  safetyPhone: '安全管理人员电话',
};
const titlesOf = (patch: object) =>
  [...new Set(Object.keys(patch).flatMap((key) => columnWords[key] ?? []))].join('、');
const ownByEnterprise: readonly string[] = [
  'principalName',
  'principalPhone',
  'safetyName',
  'safetyPhone',
  'staffCount',
];

/** 变更登记. What is left out stays; '' or null empties. */
export const changeEnterprise = command({
  name: 'registry.change-enterprise',
  title: '变更登记',
  answer: z.strictObject({ id: z.uuid(), changed: z.array(z.string()) }),
  input: z
    .strictObject({
      id: idGiven,
      version: versionGiven,
      uscc: usccGiven.optional(),
      name: words('企业名称', 100, 2).optional(),
      town: townGiven.optional(),
      sector: z.enum(keysOf(sectorWords)).optional(),
      flags: flagsGiven.optional(),
      scale: z.enum(keysOf(scaleWords)).optional(),
      staffCount: staffGiven.optional(),
      status: statusGiven.optional(),
      ...open,
    })
    .superRefine(placeCheck),
  on: { subject: enterprise, id: (g) => g.id },
  may: changesEnterprise,
  async handle(act, given, row) {
    if (row.status === 'closed') return refuse('NO_SUCH_MOVE', `“${row.name}”已注销关闭，不能变更登记`);
    const { id: _id, version: _version, lat: _lat, lng: _lng, datum: _datum, ...rest } = given;
    const patch: Partial<Enterprise> = differing(row, { ...rest, ...placeColumns(given) } as Partial<Enterprise>);
    if (Object.keys(patch).length === 0) return { id: row.id, changed: [] };
    const no = await changeable(act, row, patch);
    if (no) return no;
    if (patch.name) patch.initials = initialsOf(patch.name);
    // Held, so that nobody is added to the old town meanwhile; a version moved since it was read is found by the guard.
    if (patch.town) {
      await heldEnterprise(act, row.id);
      Object.assign(patch, await moveTown(act, row, patch.town));
    }
    act.change(enterprise, row, patch);
    act.note(`变更登记：${titlesOf(patch)}`);
    return { id: row.id, changed: Object.keys(patch) };
  },
});

async function changeable(act: Act, row: Enterprise, patch: Partial<Enterprise>): Promise<Refused | null> {
  const { role } = act.actor;
  if ((managers as readonly string[]).includes(role)) {
    const beyond = Object.keys(patch).filter((key) => !ownByEnterprise.includes(key));
    if (beyond.length > 0) {
      const message = `企业只能变更联系人和从业人数，${titlesOf(Object.fromEntries(beyond.map((key) => [key, 1])))}请联系所在镇中心变更`;
      return refuse('NOT_YOURS', message, {
        places: beyond.map((place) => ({
          place,
          value: patch[place as keyof Enterprise],
          allowed: '联系人、从业人数',
          message,
        })),
      });
    }
  }
  if (patch.town && !(countyStaff as readonly string[]).includes(role)) {
    return refuse('NOT_YOURS', '企业所在镇由县局变更', {
      places: [{ place: 'town', value: patch.town, allowed: row.town, message: '企业所在镇由县局变更' }],
    });
  }
  if (!patch.uscc) return null;
  const holder = await holderOf(act, patch.uscc);
  return holder && holder.id !== row.id ? taken(patch.uscc, holder.name) : null;
}

/** An enterprise that moves takes its sites, people and supervisions along; the old town's person ends the same day. */
async function moveTown(act: Act, row: Enterprise, town: string): Promise<Partial<Enterprise>> {
  const key = [act.actor.county, row.id];
  const of = 'where county = $1 and enterprise = $2';
  for (const each of await act.many<Site>(`select * from registry.site ${of}`, key)) act.change(site, each, { town });
  for (const each of await act.many<Person>(`select * from registry.person ${of}`, key))
    act.change(person, each, { town });
  const held = await supervisionsOf(act, row.id);
  for (const each of held) {
    const ends = each.body === 'town' && each.toOn === null;
    act.change(supervision, each, ends ? { town, toOn: act.today } : { town });
  }
  return held.some((each) => each.body === 'town' && each.toOn === null) ? { town, supervision: 'gap' } : { town };
}

/** 注销关闭: supervision ends the same day; the file stays. */
export const closeEnterprise = command({
  name: 'registry.close-enterprise',
  title: '注销企业',
  answer: idAnswer(),
  input: z.strictObject({ id: idGiven, version: versionGiven, reason: words('注销原因', 200) }),
  on: { subject: enterprise, id: (g) => g.id },
  may: onEnterprise,
  async handle(act, given, seen) {
    const row = (await heldEnterprise(act, seen.id)) ?? seen;
    if (row.status === 'closed') return refuse('NO_SUCH_MOVE', `“${row.name}”已注销关闭`);
    for (const each of await supervisionsOf(act, row.id)) {
      if (each.toOn !== null) continue;
      const ended = endSupervision(act, each, act.today);
      if (isRefused(ended)) return ended;
    }
    act.change(enterprise, row, { status: 'closed', removedAt: act.at, supervision: 'gap' });
    act.note(`注销企业：${given.reason}`);
    return { id: row.id };
  },
});
