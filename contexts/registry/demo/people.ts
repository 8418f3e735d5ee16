import { addDays, type Day } from '#kernel';
import type { Dice } from '#kernel/server';
import type { Firm } from './firms.ts';
import { personName, phoneNumber } from './names.ts';

const siteKinds: Readonly<Record<string, string>> = {
  'mine-open-pit': 'pit',
  'mine-underground': 'adit',
  'tailings-pond': 'tailings-pond',
};

/** One site of an enterprise, as `registry.add-site` takes it. */
export const siteOf = ({ given }: Firm) => ({
  name: given.sector.startsWith('mine') ? '采场' : '主厂区',
  kind: siteKinds[given.sector] ?? 'workshop',
});

/** The principal, the safety manager, and often somebody with a special-operation certificate, as `registry.add-person` takes them. */
export function peopleOf(dice: Dice, { given }: Firm) {
  const member = (name: string, position: string, post: string, phone: string, certificateKind: string) => ({
    name,
    phone,
    post,
    position,
    certificateKind,
    certificateNumber: `演示${dice.int(100000, 999999)}`,
    certificateUntil: addDays('2022-03-01' as Day, dice.int(0, 900)),
  });
  const exam = '安全生产知识和管理能力考核合格证';
  const special = () =>
    member(
      personName(dice),
      'special-operator',
      dice.pick(['电工', '焊工', '起重机司机', '有限空间监护']),
      phoneNumber(dice),
      '特种作业操作证',
    );
  return [
    member(given.principalName, 'principal', '主要负责人', given.principalPhone, exam),
    member(given.safetyName, 'safety-manager', '安全管理人员', given.safetyPhone, exam),
    ...(dice.chance(0.6) ? [special()] : []),
  ];
}

/** Experts, as `registry.add-expert` takes them. */
export const expertsOf = (dice: Dice) =>
  ['金属冶炼', '粉尘防爆', '有限空间', '露天矿山', '尾矿库'].map((speciality) => ({
    name: personName(dice),
    speciality,
    title: '高级工程师',
    phone: phoneNumber(dice),
  }));

/** Service agencies, as `registry.add-agency` takes them. */
export const agenciesOf = (dice: Dice, codeOf: () => string) =>
  (
    [
      ['安全评价', 'evaluation', '明理'],
      ['检测检验', 'testing', '致远'],
      ['安全培训', 'training', '衡准'],
    ] as const
  ).map(([title, kind, word], i) => ({
    name: `山西${word}演示${title}有限公司`,
    uscc: codeOf(),
    kind,
    licenceNumber: `演示-${title}-${i + 1}`,
    contactName: personName(dice),
    contactPhone: phoneNumber(dice),
  }));
