import { z } from 'zod';
import { command, idAnswer } from '#kernel';
import { type AgencyKind, agencyKindWords } from '../domain/words.ts';
import { byCounty } from '../policy.ts';
import { type Agency, agency, type Expert, expert } from '../subjects.ts';
import { differing, idGiven, maybe, phoneGiven, usccGiven, versionGiven, words } from './given.ts';

const agencyMore = {
  uscc: maybe(usccGiven),
  licenceNumber: maybe(words('资质证书编号', 60)),
  contactName: maybe(words('联系人', 40)),
  contactPhone: maybe(phoneGiven),
};
const kindGiven = z.enum(Object.keys(agencyKindWords) as [AgencyKind, ...AgencyKind[]]);

/** 登记中介机构. */
export const addAgency = command({
  name: 'registry.add-agency',
  title: '登记中介机构',
  answer: idAnswer(),
  input: z.strictObject({ name: words('名称', 100, 2), kind: kindGiven, ...agencyMore }),
  may: byCounty,
  handle(act, given) {
    const id = act.create(agency, {
      name: given.name,
      kind: given.kind,
      uscc: given.uscc ?? null,
      licenceNumber: given.licenceNumber ?? null,
      contactName: given.contactName ?? null,
      contactPhone: given.contactPhone ?? null,
    });
    act.note(`登记中介机构：${given.name}`);
    return { id };
  },
});

/** 变更中介机构. */
export const changeAgency = command({
  name: 'registry.change-agency',
  title: '变更中介机构',
  answer: idAnswer(),
  input: z.strictObject({
    id: idGiven,
    version: versionGiven,
    name: words('名称', 100, 2).optional(),
    kind: kindGiven.optional(),
    ...agencyMore,
  }),
  on: { subject: agency, id: (g) => g.id },
  may: byCounty,
  handle(act, given, row) {
    const { id: _id, version: _version, ...rest } = given;
    const patch = differing(row, rest as Partial<Agency>);
    if (Object.keys(patch).length > 0) act.change(agency, row, patch);
    act.note(`变更中介机构：${patch.name ?? row.name}`);
    return { id: row.id };
  },
});

const expertMore = { title: maybe(words('职称', 40)), phone: maybe(phoneGiven), account: maybe(idGiven) };

/** 登记专家. */
export const addExpert = command({
  name: 'registry.add-expert',
  title: '登记专家',
  answer: idAnswer(),
  input: z.strictObject({ name: words('姓名', 40), speciality: words('专业', 80), ...expertMore }),
  may: byCounty,
  handle(act, given) {
    const id = act.create(expert, {
      name: given.name,
      speciality: given.speciality,
      title: given.title ?? null,
      phone: given.phone ?? null,
      account: given.account ?? null,
    });
    act.note(`登记专家：${given.name}（${given.speciality}）`);
    return { id };
  },
});

/** 变更专家. */
export const changeExpert = command({
  name: 'registry.change-expert',
  title: '变更专家',
  answer: idAnswer(),
  input: z.strictObject({
    id: idGiven,
    version: versionGiven,
    name: words('姓名', 40).optional(),
    speciality: words('专业', 80).optional(),
    ...expertMore,
  }),
  on: { subject: expert, id: (g) => g.id },
  may: byCounty,
  handle(act, given, row) {
    const { id: _id, version: _version, ...rest } = given;
    const patch = differing(row, rest as Partial<Expert>);
    if (Object.keys(patch).length > 0) act.change(expert, row, patch);
    act.note(`变更专家：${patch.name ?? row.name}`);
    return { id: row.id };
  },
});
