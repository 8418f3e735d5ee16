import { z } from 'zod';
import { command, dayInReach, idAnswer, refuse } from '#kernel';
import { type Position, positionWords } from '../domain/words.ts';
import { addsPeople, changesPeople } from '../policy.ts';
import { enterprise, type Person, person } from '../subjects.ts';
import { differing, idGiven, maybe, nameGiven, phoneGiven, versionGiven, words } from './given.ts';
import { dayRefused } from './supervising.ts';

const positionGiven = z.enum(Object.keys(positionWords) as [Position, ...Position[]]);
const certificate = {
  certificateKind: maybe(words('证书种类', 60)),
  certificateNumber: maybe(words('证书编号', 60)),
  certificateUntil: maybe(dayInReach()),
};

/** 登记人员. */
export const addPerson = command({
  name: 'registry.add-person',
  title: '登记人员',
  answer: idAnswer(),
  input: z.strictObject({
    enterprise: idGiven,
    name: nameGiven('姓名', 40),
    phone: maybe(phoneGiven),
    post: words('岗位', 60),
    position: positionGiven,
    ...certificate,
  }),
  on: { subject: enterprise, id: (g) => g.enterprise },
  may: addsPeople,
  handle(act, given, row) {
    const id = act.create(person, {
      enterprise: row.id,
      town: row.town,
      name: given.name,
      phone: given.phone ?? null,
      post: given.post,
      position: given.position,
      certificateKind: given.certificateKind ?? null,
      certificateNumber: given.certificateNumber ?? null,
      certificateUntil: given.certificateUntil ?? null,
      leftOn: null,
    });
    act.note(`登记人员：${given.name}（${positionWords[given.position]}）`);
    return { id };
  },
});

/** 变更人员. */
export const changePerson = command({
  name: 'registry.change-person',
  title: '变更人员',
  answer: idAnswer(),
  input: z.strictObject({
    id: idGiven,
    version: versionGiven,
    name: nameGiven('姓名', 40).optional(),
    phone: maybe(phoneGiven),
    post: words('岗位', 60).optional(),
    position: positionGiven.optional(),
    ...certificate,
  }),
  on: { subject: person, id: (g) => g.id },
  may: changesPeople,
  handle(act, given, row) {
    const { id: _id, version: _version, ...rest } = given;
    const patch = differing(row, rest as Partial<Person>);
    if (Object.keys(patch).length > 0) act.change(person, row, patch);
    act.note(`变更人员：${patch.name ?? row.name}`);
    return { id: row.id };
  },
});

/** 人员离岗. */
export const personLeft = command({
  name: 'registry.person-left',
  title: '人员离岗',
  answer: idAnswer(),
  input: z.strictObject({ id: idGiven, version: versionGiven, on: dayInReach().optional() }),
  on: { subject: person, id: (g) => g.id },
  may: changesPeople,
  handle(act, given, row) {
    const on = given.on ?? act.today;
    if (row.leftOn) return refuse('NO_SUCH_MOVE', `${row.name}已于 ${row.leftOn} 离岗`);
    const no = dayRefused('on', on, act.today);
    if (no) return no;
    act.change(person, row, { leftOn: on });
    act.note(`${row.name}于 ${on} 离岗`);
    return { id: row.id };
  },
});
