/** Who may do and read what of 应办事项, and how to try it: an instance in the state the act starts from, at the cell asked for. */
import { type Actor, mintId } from '#kernel';
import { COUNTY, type Place, places, type TestCounty } from '../../test/county.ts';
import { placeOf, type Target } from '../../test/matrix/cells.ts';
import { boss, type Line, overseers, proofOf } from '../../test/matrix/proof.ts';
import { mintDuties } from './commands/mint.ts';

type State = 'owed' | 'handed-in' | 'excused';
/** A duty that the town looks at, and one that is only kept on record. */
const REVIEWED = 'self-report';

let serial = 0;
/** An instance of its own at a place: an occasion told by the county, so that no test meets another's. */
async function owedAt(c: TestCounty, place: Place, state: State): Promise<string> {
  const { id } = await c.act(boss(c), 'duties.tell-occasion', {
    obligation: 'liability-insurance',
    enterprise: c.firms[place],
    on: '2021-06-01',
    about: `保单 ${++serial}`,
  });
  if (state === 'handed-in')
    await c.act(c.principals[place], 'duties.hand-in', {
      id,
      note: '新保单',
      representsFrom: '2022-03-01',
      representsTo: '2022-03-01',
    });
  if (state === 'excused') await c.act(boss(c), 'duties.excuse', { id, reason: '停产', until: '2022-12-31' });
  return id;
}

const on =
  (state: State, more: Record<string, unknown> = {}): Target =>
  async (c, cell) => ({ id: cell === 'random' ? mintId() : await owedAt(c, placeOf(cell), state), ...more });

/** Both may: 县局在全县，镇中心在本镇。 */
const officers: Line = { county: 'yyyyn', town: 'yynyn' };
const managers: Line = { managers: 'ynnyn' };
/** Whoever may make the move on what he owes himself is refused what he only sees. */
const notTheirs: Line = { county: 'xxxxn', town: 'xxnxn' };

const told: Target = async (c, cell) => ({
  obligation: 'liability-insurance',
  enterprise: cell === 'random' ? mintId() : c.firms[placeOf(cell)],
  on: '2021-06-01',
  about: `保单 ${++serial}`,
});

interface Facts {
  owed: Record<Place, string>;
}

export const proof = proofOf<Facts>({
  commands: {
    'duties.tell-occasion': { who: { county: 'yyy-n', town: 'yyn-n', managers: 'ynn-n' }, body: told },
    'duties.hand-in': {
      who: { ...managers, ...notTheirs },
      body: on('owed', { note: '新保单', representsFrom: '2022-03-01', representsTo: '2022-03-01' }),
    },
    'duties.take-back': { who: { ...managers, ...notTheirs }, body: on('handed-in', { reason: '填错' }) },
    'duties.accept': { who: officers, body: on('handed-in') },
    'duties.give-back': { who: officers, body: on('handed-in', { reason: '缺签字', redoBy: '2022-12-01' }) },
    'duties.excuse': { who: { county: 'yyyyn' }, body: on('owed', { reason: '停产', until: '2022-12-31' }) },
    'duties.resume': { who: { county: 'yyyyn' }, body: on('excused', { reason: '恢复生产' }) },
    'duties.urge': { who: officers, body: on('owed') },
  },
  reads: {
    'duties.owed': {
      who: { ...overseers, managers: 'y----', worker: 'y----' },
      inputs: [{}, { open: '1' }, { missed: '1' }, { q: '铸造厂' }, { todo: '1' }],
    },
    'duties.record': {
      who: {
        county: 'yyyyn',
        town: 'yynyn',
        managers: 'ynnyn',
        worker: 'ynnyn',
        'legal-reviewer': 'yyyyn',
        auditor: 'yyyyn',
      },
      about: (_c, cell, { owed }) => ({ id: cell === 'random' ? mintId() : owed[placeOf(cell)] }),
    },
    'duties.of-enterprise': {
      who: {
        county: 'yyyyn',
        town: 'yynyn',
        managers: 'ynnyn',
        worker: 'ynnyn',
        'legal-reviewer': 'yyyyn',
        auditor: 'yyyyn',
      },
      about: (c, cell) => ({ enterprise: cell === 'random' ? mintId() : c.firms[placeOf(cell)] }),
    },
    'duties.mine': { who: { managers: 'y----', worker: 'y----' } },
    'duties.matrix': { who: overseers, inputs: [{}, { missed: true }, { q: '丙丙' }] },
    'duties.catalogue': { who: { ...overseers, managers: 'y----', worker: 'y----' } },
    'duties.todo': { who: { ...overseers, managers: 'y----', worker: 'y----' } },
  },
  async settle(c) {
    await mintDuties(c.runner, COUNTY);
    const owed = {} as Record<Place, string>;
    for (const place of places) {
      owed[place] = await owedAt(c, place, 'handed-in');
      const by: Actor = place === 'foreign' ? c.others.foreignTown : c.others.town;
      const [row] = await c.rows<{ id: string }>(
        'select id from duties.owed where county = $1 and enterprise = $2 and obligation = $3 limit 1',
        [COUNTY, c.firms[place], REVIEWED],
      );
      if (row) await c.act(by, 'duties.urge', { id: row.id, note: '请按期上报' });
    }
    return { owed };
  },
  marks: {
    enterprise: [
      'select id::text as mark from duties.owed where enterprise = $1',
      'select id::text as mark from duties.hand_in where enterprise = $1',
      'select id::text as mark from duties.proof where enterprise = $1',
    ],
    town: ["select id::text as mark from duties.owed where town = $1 and owed_by = 'town'"],
  },
});
