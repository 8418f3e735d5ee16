/** Who may do and read what of 企业与责任登记, and how to try it. */
import { isRefused, mintId } from '#kernel';
import { NANCUN, nextUscc, places, someEnterprise, type TestCounty, XIACUN } from '../../test/county.ts';
import { type Cell, placeOf, type Target } from '../../test/matrix/cells.ts';
import { boss, everybody, type Line, overseers, proofOf, readers, registrars } from '../../test/matrix/proof.ts';
import { checkFile } from './import/check.ts';
import { enterprisesFile } from './import/testing.ts';

const townOf = (cell: Cell): string => (cell === 'foreign' ? XIACUN : NANCUN);
let serial = 0;
const fresh = (what: string): string => `${what}${++serial}`;

/** The enterprise of the cell itself. */
const atFirm =
  (key: 'id' | 'enterprise', more: () => Record<string, unknown>): Target =>
  async (c, cell) => ({ [key]: cell === 'random' ? mintId() : c.firms[placeOf(cell)], ...more() });

/** A new enterprise at the cell, to be closed or supervised by the act. */
const newFirm = async (c: TestCounty, cell: Cell): Promise<string> =>
  cell === 'random'
    ? mintId()
    : (await c.act(boss(c), 'registry.create-enterprise', someEnterprise(fresh('矩阵厂'), townOf(cell)))).id;

/** Something made beside the cell's enterprise by the administrator. */
const beside =
  (
    make: (c: TestCounty, enterprise: string) => Promise<string>,
    more: () => Record<string, unknown> = () => ({}),
  ): Target =>
  async (c, cell) => ({ id: cell === 'random' ? mintId() : await make(c, c.firms[placeOf(cell)]), ...more() });

const site = (c: TestCounty, enterprise: string) =>
  c.act(boss(c), 'registry.add-site', { enterprise, name: fresh('车间'), kind: 'workshop' }).then((made) => made.id);
const person = (c: TestCounty, enterprise: string) =>
  c
    .act(boss(c), 'registry.add-person', { enterprise, name: fresh('人员'), post: '炉前工', position: 'worker' })
    .then((made) => made.id);

const officerBody = (cell: Cell) =>
  cell === 'county' ? { body: 'safety-department', town: null } : { body: 'town', town: townOf(cell) };
const officer = async (c: TestCounty, cell: Cell, body: object = officerBody(cell)): Promise<string> =>
  (await c.act(boss(c), 'registry.add-officer', { name: fresh('监管员'), department: '应急中心', ...body })).id;

/** An officer of the cell's body with one enterprise in charge, and a colleague to take it over. */
const handedOver: Target = async (c, cell) => {
  if (cell === 'random') return { fromOfficer: mintId(), toOfficer: c.officers.townNext };
  const [from, to, enterprise] = [await officer(c, cell), await officer(c, cell), await newFirm(c, cell)];
  await c.act(boss(c), 'registry.assign-supervision', { enterprise, body: officerBody(cell).body, officer: from });
  return { fromOfficer: from, toOfficer: to };
};

const supervised =
  (assigned: boolean): Target =>
  async (c, cell) => {
    if (cell === 'random')
      return { enterprise: mintId(), body: 'town', ...(assigned ? {} : { officer: c.officers.town }) };
    const [enterprise, by] = [await newFirm(c, cell), await officer(c, cell, { body: 'town', town: townOf(cell) })];
    if (!assigned) return { enterprise, body: 'town', officer: by };
    await c.act(boss(c), 'registry.assign-supervision', { enterprise, body: 'town', officer: by });
    return { enterprise, body: 'town' };
  };

/** A dry run of a one-line workbook, by the caller himself or (neighbour) by somebody else. */
const checked: Target = async (c, cell, who) => {
  if (cell === 'random') return { check: mintId() };
  const bytes = await enterprisesFile([
    { ...someEnterprise(fresh('导入厂'), NANCUN), uscc: nextUscc(), status: 'operating' } as never,
  ]);
  const by = cell === 'own' ? who : c.others.officer;
  const report = await checkFile(c.runner, by, 'enterprises', bytes, '企业.xlsx');
  if (isRefused(report)) throw new Error(report.refused.message);
  return { check: report.check };
};

const imported: Target = async (c, cell) => {
  if (cell === 'random') return { id: mintId() };
  const { check } = await checked(c, 'own', boss(c));
  return { id: (await c.act(boss(c), 'registry.import', { check })).id };
};

const ofEnterprise: Line = {
  county: 'yyy-n',
  town: 'yyn-n',
  managers: 'ynn-n',
  worker: 'ynn-n',
  'legal-reviewer': 'yyy-n',
  auditor: 'yyy-n',
};

export const proof = proofOf({
  commands: {
    'registry.create-enterprise': {
      who: { county: 'y-y--', town: 'y-x--' },
      body: async (_c, cell) => someEnterprise(fresh('新厂'), townOf(cell)),
      creates: true,
      countys: true,
    },
    'registry.change-enterprise': {
      who: { ...registrars, managers: 'ynn-n' },
      body: atFirm('id', () => ({ staffCount: 31 + (++serial % 900) })),
    },
    'registry.close-enterprise': {
      who: registrars,
      body: async (c, cell) => ({ id: await newFirm(c, cell), reason: '搬迁' }),
    },
    'registry.add-site': {
      who: registrars,
      body: atFirm('enterprise', () => ({ name: fresh('料场'), kind: 'other' })),
    },
    'registry.change-site': { who: registrars, body: beside(site, () => ({ address: fresh('厂区') })) },
    'registry.remove-site': { who: registrars, body: beside(site) },
    'registry.add-person': {
      who: { ...registrars, managers: 'ynn-n' },
      body: atFirm('enterprise', () => ({ name: fresh('工人'), post: '浇注工', position: 'worker' })),
    },
    'registry.change-person': {
      who: { ...registrars, managers: 'ynn-n' },
      body: beside(person, () => ({ post: fresh('岗位') })),
    },
    'registry.person-left': { who: { ...registrars, managers: 'ynn-n' }, body: beside(person) },
    // Of a department of the county, a town's lead sees the people and changes none.
    'registry.add-officer': {
      who: { county: 'y-yy-', town: 'y-xx-', 'town-officer': 'xxxxx' },
      body: async (_c, cell) => ({ name: fresh('监管员'), department: '应急中心', ...officerBody(cell) }),
      creates: true,
      countys: true,
    },
    'registry.change-officer': {
      who: { county: 'y-yyn', town: 'y-nxn', 'town-officer': 'xxxxx' },
      body: async (c, cell) => ({
        id: cell === 'random' ? mintId() : await officer(c, cell),
        department: fresh('中心'),
      }),
    },
    'registry.hand-over': { who: { county: 'y-yyn', town: 'y-nxn', 'town-officer': 'xxxxx' }, body: handedOver },
    'registry.assign-supervision': {
      who: { county: 'yyy-n', town: 'yyn-n', 'town-officer': 'xxxxx' },
      body: supervised(false),
    },
    'registry.end-supervision': {
      who: { county: 'yyy-n', town: 'yyn-n', 'town-officer': 'xxxxx' },
      body: supervised(true),
    },
    'registry.add-agency': {
      who: { county: 'y----' },
      body: async () => ({ name: fresh('评价机构'), kind: 'evaluation' }),
      creates: true,
      countys: true,
    },
    'registry.change-agency': {
      who: { county: 'y---n' },
      body: async (c, cell) => ({
        id: cell === 'random' ? mintId() : c.agency,
        contactName: fresh('联系人'),
      }),
    },
    'registry.add-expert': {
      who: { county: 'y----' },
      body: async () => ({ name: fresh('专家'), speciality: '粉尘' }),
      creates: true,
      countys: true,
    },
    'registry.change-expert': {
      who: { county: 'y---n' },
      body: async (c, cell) => ({
        id: cell === 'random' ? mintId() : c.experts.unknown,
        title: fresh('高工'),
      }),
    },
    // A file checked by somebody else (neighbour) is nobody's file.
    'registry.import': { who: { county: 'yn--n' }, body: checked, personal: true },
    'registry.undo-import': { who: { county: 'y---n' }, body: imported },
  },
  reads: {
    'registry.enterprise': {
      who: ofEnterprise,
      about: (c, cell) => ({ id: cell === 'random' ? mintId() : c.firms[placeOf(cell)] }),
    },
    'registry.responsible': {
      who: ofEnterprise,
      about: (c, cell) => ({ enterprise: cell === 'random' ? mintId() : c.firms[placeOf(cell)] }),
    },
    'registry.towns': { who: everybody('y----') },
    'registry.gaps': { who: overseers },
    'registry.map': { who: { ...readers, expert: 'xxxxx' } },
    'registry.search': { who: { ...readers, expert: 'xxxxx' }, inputs: [{ q: '丙丙' }, { q: '测试' }, { q: 'bb' }] },
    'registry.enterprises': { who: { ...readers, expert: 'xxxxx' } },
    'registry.people': { who: { ...overseers, managers: 'y----' } },
    'registry.officers': { who: overseers },
    'registry.supervisions': { who: overseers },
    'registry.agencies': { who: overseers },
    'registry.experts': { who: overseers },
    'registry.imports': { who: { county: 'y----', auditor: 'y----' } },
  },
  async settle(c) {
    for (const place of places) {
      const enterprise = c.firms[place];
      await c.act(boss(c), 'registry.add-site', { enterprise, name: `${place}车间`, kind: 'workshop' });
      await c.act(boss(c), 'registry.add-person', {
        enterprise,
        name: `${place}炉工`,
        post: '炉前工',
        position: 'worker',
      });
      await c.act(boss(c), 'registry.change-enterprise', { id: enterprise, lat: 35.5, lng: 112.85, datum: 'WGS-84' });
    }
  },
  marks: {
    enterprise: [
      'select id::text as mark from registry.site where enterprise = $1',
      'select name as mark from registry.site where enterprise = $1',
      'select id::text as mark from registry.person where enterprise = $1',
      'select name as mark from registry.person where enterprise = $1',
      'select id::text as mark from registry.supervision where enterprise = $1',
      'select id::text as mark from registry.enterprise where id = $1',
      'select uscc as mark from registry.enterprise where id = $1',
      'select name as mark from registry.enterprise where id = $1',
    ],
    town: [
      'select id::text as mark from registry.officer where town = $1',
      'select name as mark from registry.officer where town = $1',
    ],
  },
});
