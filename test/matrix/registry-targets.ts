/** Bodies for the acts on enterprises, people, officers, partners and imports. */
import { type Actor, isRefused, mintId } from '#kernel';
import { enterprisesFile } from '../../contexts/registry/import/testing.ts';
import { checkFile } from '../../contexts/registry/routes.ts';
import { NANCUN, nextUscc, someEnterprise, type TestCounty, XIACUN } from '../county.ts';
import { type Cell, placeOf, type Target } from './cells.ts';

const boss = (c: TestCounty): Actor => c.people['county-admin'] as Actor;
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

export const registryTargets: Readonly<Record<string, Target>> = {
  'registry.create-enterprise': async (_c, cell) => someEnterprise(fresh('新厂'), townOf(cell)),
  'registry.change-enterprise': atFirm('id', () => ({ staffCount: 31 + (++serial % 900) })),
  'registry.close-enterprise': async (c, cell) => ({ id: await newFirm(c, cell), reason: '搬迁' }),
  'registry.add-site': atFirm('enterprise', () => ({ name: fresh('料场'), kind: 'other' })),
  'registry.change-site': beside(site, () => ({ address: fresh('厂区') })),
  'registry.remove-site': beside(site),
  'registry.add-person': atFirm('enterprise', () => ({ name: fresh('工人'), post: '浇注工', position: 'worker' })),
  'registry.change-person': beside(person, () => ({ post: fresh('岗位') })),
  'registry.person-left': beside(person),
  'registry.add-officer': async (_c, cell) => ({ name: fresh('监管员'), department: '应急中心', ...officerBody(cell) }),
  'registry.change-officer': async (c, cell) => ({
    id: cell === 'random' ? mintId() : await officer(c, cell),
    department: fresh('中心'),
  }),
  'registry.hand-over': handedOver,
  'registry.assign-supervision': supervised(false),
  'registry.end-supervision': supervised(true),
  'registry.add-agency': async () => ({ name: fresh('评价机构'), kind: 'evaluation' }),
  'registry.change-agency': async (c, cell) => ({
    id: cell === 'random' ? mintId() : c.agency,
    contactName: fresh('联系人'),
  }),
  'registry.add-expert': async () => ({ name: fresh('专家'), speciality: '粉尘' }),
  'registry.change-expert': async (c, cell) => ({
    id: cell === 'random' ? mintId() : c.experts.unknown,
    title: fresh('高工'),
  }),
  'registry.import': checked,
  'registry.undo-import': imported,
};
