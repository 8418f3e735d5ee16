import { addDays, type Day } from '#kernel';
import {
  agency,
  completeUscc,
  county140525,
  enterprise,
  expert,
  initialsOf,
  officer,
  person,
  site,
  supervision,
} from '#registry';
import type { PastAct } from './bulk.ts';
import { firmName, personName, phoneNumber, pickTrade, trades } from './names.ts';
import { insidePoint, isInside } from './outline.ts';
import type { Dice } from './random.ts';

export interface DemoFirm {
  id: string;
  name: string;
  town: string;
  sector: string;
  flags: string[];
  principalName: string;
  safetyName: string;
  responsible: { body: string; department: string; officer: string; officerName: string }[];
}

type Row = Record<string, unknown> & { id: string };
export interface DemoRegistry {
  firms: DemoFirm[];
  officers: Row[];
  experts: Row[];
  agencies: Row[];
  tables: { table: string; rows: Row[] }[];
  acts: PastAct[];
}

const middles = new Map<string, [number, number]>();
const BEGAN = '2021-05-06T02:00:00.000Z';
const system = { account: '', name: '系统', role: 'system' } as const;
const sectorDepartment = (sector: string): string =>
  sector.startsWith('mine') || sector === 'tailings-pond'
    ? '县自然资源局'
    : sector === 'light-industry' || sector === 'textile'
      ? '县工业和信息化局'
      : sector === 'trade'
        ? '县商务局'
        : '县工业和信息化局';

/** A point inside the county's outline near its town's made-up middle: dots spread over the map without naming a real place. */
function pointIn(dice: Dice, town: string): { lat: string; lng: string; datum: string } {
  const [lng0, lat0] = middles.get(town) ?? middles.set(town, insidePoint(dice)).get(town)!;
  for (let tries = 0; tries < 50; tries++) {
    const lng = lng0 + (dice.next() - 0.5) * 0.14;
    const lat = lat0 + (dice.next() - 0.5) * 0.1;
    if (isInside(lng, lat)) return { lat: lat.toFixed(6), lng: lng.toFixed(6), datum: 'CGCS2000' };
  }
  return { lat: lat0.toFixed(6), lng: lng0.toFixed(6), datum: 'CGCS2000' };
}

function usccOf(dice: Dice, taken: Set<string>): string {
  for (;;) {
    const code = completeUscc(`91140525MAX${String(dice.int(0, 999_999)).padStart(6, '0')}`);
    if (code && !taken.has(code)) {
      taken.add(code);
      return code;
    }
  }
}

/** Officers of three bodies: departments, the bureau's sections, two in each town. */
function officersOf(dice: Dice, mint: (at: string) => string): Row[] {
  const make = (body: string, department: string, town: string | null): Row => ({
    id: mint(BEGAN),
    version: 1,
    name: personName(dice),
    body,
    department,
    town,
    phone: phoneNumber(dice),
    certificateNumber: body === 'sector-department' ? null : `演示${dice.int(100000, 999999)}`,
    account: null,
    leftOn: null,
  });
  return [
    ...['县自然资源局', '县工业和信息化局', '县商务局'].flatMap((d) => [
      make('sector-department', d, null),
      make('sector-department', d, null),
    ]),
    ...['非煤矿山监管股', '冶金工贸监管股', '执法大队'].flatMap((d) => [
      make('safety-department', d, null),
      make('safety-department', d, null),
    ]),
    ...county140525.towns.flatMap((t) => [
      make('town', `${t.name}应急管理中心`, t.code),
      make('town', `${t.name}应急管理中心`, t.code),
    ]),
  ];
}

const created = (subject: unknown, list: readonly Row[], sentence: string): PastAct => ({
  at: BEGAN,
  actor: system,
  command: 'registry.import',
  sentence,
  given: { rows: list.length },
  effects: list.map((row) => {
    const { id, version: _, ...patch } = row;
    const of = subject as { town?: (r: never) => string | null; enterprise?: (r: never) => string | null };
    return {
      subject: subject as never,
      id,
      version: 1,
      patch,
      town: of.town?.(row as never) ?? null,
      enterprise: of.enterprise?.(row as never) ?? null,
    };
  }),
});

/** The registry of the demonstration county. `count` enterprises; the last few have a gap in their supervision on purpose. */
export function demoRegistry(dice: Dice, count: number, mint: (at: string) => string): DemoRegistry {
  middles.clear();
  const officers = officersOf(dice, mint);
  const names = new Set<string>();
  const codes = new Set<string>();
  const firms: DemoFirm[] = [];
  const rows: Row[] = [];
  const sites: Row[] = [];
  const people: Row[] = [];
  const supervisions: Row[] = [];
  for (let i = 0; i < count; i++) {
    const trade = i === 0 ? trades[0]! : pickTrade(dice);
    const town = i === 0 ? county140525.towns[0]! : county140525.towns[Math.min(dice.int(0, 15), dice.int(0, 15) + 2)]!;
    const name = firmName(dice, trade, names);
    const flags = [...trade.flags, ...trade.some.filter(([, p]) => dice.chance(p)).map(([f]) => f)];
    const staff = dice.int(8, 60) * (dice.chance(0.15) ? 12 : 1);
    const gap = i > 0 && i % 34 === 33;
    const id = mint(BEGAN);
    const principalName = personName(dice);
    const safetyName = personName(dice);
    const phones = [phoneNumber(dice), phoneNumber(dice)] as const;
    const bodies = [
      dice.pick(officers.filter((o) => o.department === sectorDepartment(trade.sector))),
      dice.pick(officers.filter((o) => o.body === 'safety-department')),
      ...(gap ? [] : [dice.pick(officers.filter((o) => o.town === town.code))]),
    ];
    const responsible = bodies.map((o) => ({
      body: String(o.body),
      department: String(o.department),
      officer: o.id,
      officerName: String(o.name),
    }));
    firms.push({ id, name, town: town.code, sector: trade.sector, flags, principalName, safetyName, responsible });
    rows.push({
      id,
      version: 1,
      uscc: usccOf(dice, codes),
      name,
      shortName: null,
      initials: initialsOf(name),
      town: town.code,
      address: `${town.name}演示工业园 ${dice.int(1, 99)} 号`,
      sector: trade.sector,
      industry: trade.industry || null,
      flags,
      scale: staff > 400 ? 'large' : staff > 120 ? 'medium' : staff > 20 ? 'small' : 'micro',
      staffCount: staff,
      status: dice.chance(0.06) ? 'stopped' : dice.chance(0.03) ? 'construction' : 'operating',
      ...pointIn(dice, town.code),
      principalName,
      principalPhone: phones[0],
      safetyName,
      safetyPhone: phones[1],
      supervision: gap ? 'gap' : 'complete',
      createdAt: BEGAN,
      removedAt: null,
      importId: null,
    });
    for (const b of responsible) {
      supervisions.push({
        id: mint(BEGAN),
        version: 1,
        enterprise: id,
        town: town.code,
        ...b,
        fromOn: '2021-05-06',
        toOn: null,
      });
    }
    if (i < 1000) {
      sites.push({
        id: mint(BEGAN),
        version: 1,
        enterprise: id,
        town: town.code,
        name: trade.sector.startsWith('mine') ? '采场' : '主厂区',
        kind:
          trade.sector === 'mine-open-pit'
            ? 'pit'
            : trade.sector === 'mine-underground'
              ? 'adit'
              : trade.sector === 'tailings-pond'
                ? 'tailings-pond'
                : 'workshop',
        address: null,
        lat: null,
        lng: null,
        datum: null,
      });
      const member = (
        name: string,
        position: string,
        post: string,
        phone: string,
        certificate: string | null,
      ): Row => ({
        id: mint(BEGAN),
        version: 1,
        enterprise: id,
        town: town.code,
        name,
        phone,
        post,
        position,
        certificateKind: certificate,
        certificateNumber: certificate ? `演示${dice.int(100000, 999999)}` : null,
        certificateUntil: certificate ? addDays('2022-03-01' as Day, dice.int(0, 900)) : null,
        leftOn: null,
        importId: null,
      });
      people.push(
        member(principalName, 'principal', '主要负责人', phones[0], '安全生产知识和管理能力考核合格证'),
        member(safetyName, 'safety-manager', '安全管理人员', phones[1], '安全生产知识和管理能力考核合格证'),
      );
      if (dice.chance(0.6))
        people.push(
          member(
            personName(dice),
            'special-operator',
            dice.pick(['电工', '焊工', '起重机司机', '有限空间监护']),
            phoneNumber(dice),
            '特种作业操作证',
          ),
        );
    }
  }
  const experts = ['金属冶炼', '粉尘防爆', '有限空间', '露天矿山', '尾矿库'].map(
    (speciality): Row => ({
      id: mint(BEGAN),
      version: 1,
      name: personName(dice),
      speciality,
      title: '高级工程师',
      phone: phoneNumber(dice),
      account: null,
    }),
  );
  experts[0]!.account = mint(BEGAN);
  const agencies = ['安全评价', '检测检验', '安全培训'].map(
    (kind, i): Row => ({
      id: mint(BEGAN),
      version: 1,
      name: `山西${['明理', '致远', '衡准'][i]}演示${kind}有限公司`,
      uscc: usccOf(dice, codes),
      kind: ['evaluation', 'testing', 'training'][i],
      licenceNumber: `演示-${kind}-${i + 1}`,
      contactName: personName(dice),
      contactPhone: phoneNumber(dice),
    }),
  );
  const chunk = (list: Row[]) =>
    Array.from({ length: Math.ceil(list.length / 1000) }, (_, i) => list.slice(i * 1000, i * 1000 + 1000));
  return {
    firms,
    officers,
    experts,
    agencies,
    tables: [
      { table: 'registry.officer', rows: officers },
      { table: 'registry.enterprise', rows },
      { table: 'registry.site', rows: sites },
      { table: 'registry.person', rows: people },
      { table: 'registry.supervision', rows: supervisions },
      { table: 'registry.expert', rows: experts },
      { table: 'registry.agency', rows: agencies },
    ],
    acts: [
      created(officer, officers, '登记监管人员'),
      ...chunk(rows).map((part) => created(enterprise, part, `登记企业 ${part.length} 家`)),
      ...chunk(sites).map((part) => created(site, part, '登记场所')),
      ...chunk(people).map((part) => created(person, part, '登记人员')),
      ...chunk(supervisions).map((part) => created(supervision, part, '落实监管责任')),
      created(expert, experts, '登记专家'),
      created(agency, agencies, '登记中介机构'),
    ],
  };
}
