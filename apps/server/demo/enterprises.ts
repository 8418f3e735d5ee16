import { agency, county140525, enterprise, expert, initialsOf, officer, person, site, supervision } from '#registry';
import type { PastAct } from './bulk.ts';
import { BEGAN, type DemoFirm, type Firm, type Making, type Row, usccOf } from './making.ts';
import { firmName, personName, phoneNumber, pickTrade, trades } from './names.ts';
import { insidePoint, isInside } from './outline.ts';
import { agenciesOf, expertsOf, peopleOf, siteOf } from './people.ts';
import type { Dice } from './random.ts';

export interface DemoRegistry {
  firms: DemoFirm[];
  officers: Row[];
  experts: Row[];
  agencies: Row[];
  tables: { table: string; rows: Row[] }[];
  acts: PastAct[];
}

const middles = new Map<string, [number, number]>();
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

const scaleOf = (staff: number): string =>
  staff > 400 ? 'large' : staff > 120 ? 'medium' : staff > 20 ? 'small' : 'micro';

/** Who is responsible: a sector department, a section of the bureau, and the town unless there is a gap on purpose. */
function responsibleFor(m: Making, sector: string, town: string, gap: boolean): DemoFirm['responsible'] {
  const one = (fits: (o: Row) => boolean) => m.dice.pick(m.officers.filter(fits));
  const bodies = [
    one((o) => o.department === sectorDepartment(sector)),
    one((o) => o.body === 'safety-department'),
    ...(gap ? [] : [one((o) => o.town === town)]),
  ];
  return bodies.map((o) => ({
    body: String(o.body),
    department: String(o.department),
    officer: o.id,
    officerName: String(o.name),
  }));
}

/** The i-th enterprise; the first is the one the demonstration's enterprise accounts belong to. */
function firmOf(m: Making, i: number): Firm {
  const { dice } = m;
  const trade = i === 0 ? trades[0]! : pickTrade(dice);
  const { towns } = county140525;
  const town = i === 0 ? towns[0]! : towns[Math.min(dice.int(0, 15), dice.int(0, 15) + 2)]!;
  const gap = i > 0 && i % 34 === 33;
  const flags = [...trade.flags, ...trade.some.filter(([, p]) => dice.chance(p)).map(([f]) => f)];
  const responsible = responsibleFor(m, trade.sector, town.code, gap);
  const demo: DemoFirm = {
    id: m.mint(BEGAN),
    name: firmName(dice, trade, m.names),
    town: town.code,
    sector: trade.sector,
    flags,
    principalName: personName(dice),
    safetyName: personName(dice),
    responsible,
  };
  const staff = dice.int(8, 60) * (dice.chance(0.15) ? 12 : 1);
  const phones = [phoneNumber(dice), phoneNumber(dice)] as const;
  const row: Row = {
    id: demo.id,
    version: 1,
    uscc: usccOf(dice, m.codes),
    name: demo.name,
    shortName: null,
    initials: initialsOf(demo.name),
    town: town.code,
    address: `${town.name}演示工业园 ${dice.int(1, 99)} 号`,
    sector: trade.sector,
    industry: trade.industry || null,
    flags,
    scale: scaleOf(staff),
    staffCount: staff,
    status: dice.chance(0.06) ? 'stopped' : dice.chance(0.03) ? 'construction' : 'operating',
    ...pointIn(dice, town.code),
    principalName: demo.principalName,
    principalPhone: phones[0],
    safetyName: demo.safetyName,
    safetyPhone: phones[1],
    supervision: gap ? 'gap' : 'complete',
    createdAt: BEGAN,
    removedAt: null,
    importId: null,
  };
  return { demo, row, trade, phones };
}

/** Sites and people only for so many: the bench wants rows, not a census. */
const WITH_PEOPLE = 1000;

const chunks = (list: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(list.length / 1000) }, (_, i) => list.slice(i * 1000, i * 1000 + 1000));

/** The registry of the demonstration county. `count` enterprises; every 34th has a gap in its supervision on purpose. */
export function demoRegistry(dice: Dice, count: number, mint: (at: string) => string): DemoRegistry {
  middles.clear();
  const officers = officersOf(dice, mint);
  const m: Making = { dice, mint, officers, names: new Set(), codes: new Set() };
  const firms = Array.from({ length: count }, (_, i) => firmOf(m, i));
  const rows = firms.map(({ row }) => row);
  const sites = firms.slice(0, WITH_PEOPLE).map((firm) => siteOf(m, firm));
  const people = firms.slice(0, WITH_PEOPLE).flatMap((firm) => peopleOf(m, firm));
  const supervisions = firms.flatMap(({ demo }) =>
    demo.responsible.map(
      (b): Row => ({
        id: mint(BEGAN),
        version: 1,
        enterprise: demo.id,
        town: demo.town,
        ...b,
        fromOn: '2021-05-06',
        toOn: null,
      }),
    ),
  );
  const experts = expertsOf(m);
  const agencies = agenciesOf(m);
  const acts = (subject: unknown, list: Row[], sentence: string) =>
    chunks(list).map((part) => created(subject, part, sentence));
  return {
    firms: firms.map(({ demo }) => demo),
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
      ...acts(officer, officers, '登记监管人员'),
      ...acts(enterprise, rows, '登记企业'),
      ...acts(site, sites, '登记场所'),
      ...acts(person, people, '登记人员'),
      ...acts(supervision, supervisions, '落实监管责任'),
      ...acts(expert, experts, '登记专家'),
      ...acts(agency, agencies, '登记中介机构'),
    ],
  };
}
