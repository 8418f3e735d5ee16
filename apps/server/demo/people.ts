import { addDays, type Day } from '#kernel';
import { BEGAN, type Firm, type Making, type Row, usccOf } from './making.ts';
import { personName, phoneNumber } from './names.ts';

const siteKinds: Readonly<Record<string, string>> = {
  'mine-open-pit': 'pit',
  'mine-underground': 'adit',
  'tailings-pond': 'tailings-pond',
};

/** One site of an enterprise. */
export const siteOf = (m: Making, { demo }: Firm): Row => ({
  id: m.mint(BEGAN),
  version: 1,
  enterprise: demo.id,
  town: demo.town,
  name: demo.sector.startsWith('mine') ? '采场' : '主厂区',
  kind: siteKinds[demo.sector] ?? 'workshop',
  address: null,
  lat: null,
  lng: null,
  datum: null,
});

/** The principal, the safety manager, and often somebody with a special-operation certificate. */
export function peopleOf(m: Making, { demo, phones }: Firm): Row[] {
  const { dice } = m;
  const member = (name: string, position: string, post: string, phone: string, certificateKind: string): Row => ({
    id: m.mint(BEGAN),
    version: 1,
    enterprise: demo.id,
    town: demo.town,
    name,
    phone,
    post,
    position,
    certificateKind,
    certificateNumber: `演示${dice.int(100000, 999999)}`,
    certificateUntil: addDays('2022-03-01' as Day, dice.int(0, 900)),
    leftOn: null,
    importId: null,
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
    member(demo.principalName, 'principal', '主要负责人', phones[0], exam),
    member(demo.safetyName, 'safety-manager', '安全管理人员', phones[1], exam),
    ...(dice.chance(0.6) ? [special()] : []),
  ];
}

/** Experts; the first one has the demonstration's expert account. */
export function expertsOf(m: Making): Row[] {
  const experts = ['金属冶炼', '粉尘防爆', '有限空间', '露天矿山', '尾矿库'].map(
    (speciality): Row => ({
      id: m.mint(BEGAN),
      version: 1,
      name: personName(m.dice),
      speciality,
      title: '高级工程师',
      phone: phoneNumber(m.dice),
      account: null,
    }),
  );
  experts[0]!.account = m.mint(BEGAN);
  return experts;
}

/** Service agencies. */
export function agenciesOf(m: Making): Row[] {
  const kinds = [
    ['安全评价', 'evaluation', '明理'],
    ['检测检验', 'testing', '致远'],
    ['安全培训', 'training', '衡准'],
  ] as const;
  return kinds.map(
    ([kind, code, word], i): Row => ({
      id: m.mint(BEGAN),
      version: 1,
      name: `山西${word}演示${kind}有限公司`,
      uscc: usccOf(m.dice, m.codes),
      kind: code,
      licenceNumber: `演示-${kind}-${i + 1}`,
      contactName: personName(m.dice),
      contactPhone: phoneNumber(m.dice),
    }),
  );
}
