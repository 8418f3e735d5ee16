/** Who may do and read what of 隐患, and how to try it: a hazard in the state the act starts from, at the cell asked for. */
import { type Actor, mintId } from '#kernel';
import { foldTallies } from '#kernel/server';
import { COUNTY, NANCUN, type Place, places, type TestCounty, XIACUN } from '../../test/county.ts';
import { placeOf, type Target } from '../../test/matrix/cells.ts';
import { boss, type Line, overseers, proofOf, readers, registrars } from '../../test/matrix/proof.ts';
import {
  type CommonState,
  CRITERION,
  finding,
  fiveFixed,
  hazardAt,
  type SelfState,
  type Walk,
} from '../../test/walk.ts';

type More = Record<string, unknown> | ((c: TestCounty, who: Actor) => Promise<Record<string, unknown>>);

const moreOf = async (more: More, c: TestCounty, who: Actor) => (typeof more === 'function' ? more(c, who) : more);

/** A hazard in that state at the cell; led by the county in the county's cell. */
const on =
  (state: CommonState | SelfState, more: More = {}, walk: Walk = {}): Target =>
  async (c, cell, who) => {
    const extra = await moreOf(more, c, who);
    if (cell === 'random') return { id: mintId(), ...extra };
    return {
      id: await hazardAt(c, placeOf(cell), state, { ...walk, ...(cell === 'county' ? { heldBy: 'county' } : {}) }),
      ...extra,
    };
  };

const reason = { reason: '理由充分' };
const shown: More = async (c, who) => ({ note: '现场情况', photos: [{ sha256: await c.pictureOf(who) }] });

/** A hazard for which an extension is asked. */
const extended: Target = async (c, cell, who) => {
  const body = await on('assigned', reason)(c, cell, who);
  if (cell !== 'random')
    await c.act(c.managers[placeOf(cell)], 'hazards.ask-extension', {
      id: body.id,
      until: '2022-05-30',
      reason: '缺件',
    });
  return body;
};

/** A hazard of which an expert was asked: this one at home, another elsewhere. */
const analysed: Target = async (c, cell, who) => {
  const body = await on('judged', { text: '可以继续使用' })(c, cell, who);
  if (cell === 'random') return body;
  const mine = cell === 'own' || cell === 'county';
  await c.act(c.people['county-officer'] as Actor, 'hazards.ask-analysis', {
    id: body.id,
    expert: mine ? c.experts.mine : c.experts.other,
    question: '可否继续使用',
  });
  return body;
};

/** A self-check that a worker mended, so that any manager may confirm it. */
const mended: Target = async (c, cell) =>
  cell === 'random'
    ? { id: mintId(), note: '看过' }
    : {
        id: await hazardAt(c, placeOf(cell), 'self-rectified', cell === 'own' ? { mender: c.others.worker } : {}),
        note: '看过',
      };

const reported: Target = async (c, cell, who) => {
  const enterprise = cell === 'random' ? mintId() : c.firms[placeOf(cell)];
  return finding(enterprise, { origin: who.scope === 'enterprise' ? 'self-check' : 'inspection' });
};

let serial = 0;
/** A result of the calculator to be filed: 12 t of ammonia in store. */
const filed = (enterprise: string) => ({
  enterprise,
  name: `液氨储罐区 ${String(++serial)}`,
  on: '2022-03-14',
  basis: { unit: 'storage', exposedPeople: 60, held: [{ substance: '液氨', quantity_t: 12 }] },
});
const sourceAt = async (c: TestCounty, place: Place): Promise<string> =>
  (await c.act(boss(c), 'hazards.file-major-source', filed(c.firms[place]))).id;

/** 县局和镇中心办理，镇里只办本镇仍由镇牵头的。 */
const officers: Line = { county: 'yyyyn', town: 'yynxn' };
const enterpriseManagers: Line = { managers: 'ynnyn' };
const ownManagers: Line = { managers: 'ynn-n' };
/** Of a command that serves both loops: whoever makes it in the other one is refused what he sees, and does not find what he does not. */
const notOfficers: Line = { county: 'xxx-n', town: 'xxn-n' };

/** What it settled: a major one at each place, and the one the expert was asked about. */
interface Facts {
  hazards: Record<Place, string>;
  asked: string;
}

/** Hazards in many states at a place, half of the roll-ups merged. Answers the major one. */
async function settleAt(c: TestCounty, place: Place): Promise<string> {
  const manager = c.managers[place];
  await c.act(
    manager,
    'hazards.report',
    finding(c.firms[place], { origin: 'enterprise-report', photos: [{ sha256: await c.upload(manager) }] }),
  );
  for (const state of ['found', 'assigned', 'rectified', 'closed', 'self-found', 'self-assigned'] as const)
    await hazardAt(c, place, state);
  const major = await hazardAt(c, place, 'assigned', { level: 'major', criterion: CRITERION });
  await foldTallies(c.db.pools.app, COUNTY);
  await hazardAt(c, place, 'found', { heldBy: 'county' });
  return major;
}

export const proof = proofOf<Facts>({
  commands: {
    'hazards.report': {
      who: { county: 'yyy-n', town: 'yyn-n', managers: 'ynn-n', worker: 'ynn-n' },
      body: reported,
      personal: true,
    },
    'hazards.judge': { who: officers, body: on('found', { level: 'general', ...reason }) },
    'hazards.dismiss': { who: officers, body: on('found', reason) },
    'hazards.assign': { who: officers, body: on('judged', fiveFixed) },
    'hazards.arrange': {
      who: ownManagers,
      body: on('self-found', { measure: '加护栏', person: '赵六', dueOn: '2022-04-20' }),
    },
    'hazards.rectify': { who: { ...enterpriseManagers, worker: 'xnnxn' }, body: on('assigned', shown) },
    'hazards.rectify (自查自改)': { who: { ...ownManagers, worker: 'ynn-n' }, body: on('self-assigned', shown) },
    'hazards.verify': { who: officers, body: on('rectified', shown) },
    'hazards.give-back': { who: { ...officers, managers: 'xnnxn' }, body: on('rectified', reason) },
    'hazards.give-back (自查自改)': { who: { ...ownManagers, ...notOfficers }, body: on('self-rectified', reason) },
    'hazards.close': { who: officers, body: on('verified') },
    'hazards.confirm': { who: ownManagers, body: mended },
    'hazards.ask-extension': { who: enterpriseManagers, body: on('assigned', { until: '2022-05-30', ...reason }) },
    'hazards.grant-extension': { who: officers, body: extended },
    'hazards.refuse-extension': { who: officers, body: extended },
    'hazards.escalate': { who: officers, body: on('found', reason) },
    'hazards.supervise': {
      who: { county: 'yyyyn' },
      body: on('judged', { supervisedBy: 'county', notice: '泽应急督〔2022〕9号' }, { level: 'major' }),
    },
    'hazards.ask-analysis': {
      who: { county: 'yyyyn', town: 'yynyn' },
      body: on('judged', async (c) => ({ expert: c.experts.mine, question: '可否使用' })),
    },
    // A neighbour's and a foreign one is here one that another expert was asked about.
    'hazards.give-analysis': { who: { expert: 'ynnyn' }, body: analysed, personal: true },
    'hazards.urge': { who: { county: 'yyyyn', town: 'yynyn' }, body: on('assigned', { note: '请按期整改' }) },
    'hazards.transfer': { who: officers, body: on('judged', { department: '市场监管局', ...reason }) },
    'hazards.conclude': { who: officers, body: on('transferred', { reply: '已处理' }) },
    'hazards.take-back': { who: officers, body: on('transferred', reason) },
    'hazards.request-case': { who: officers, body: on('assigned', reason) },
    'hazards.elevate': { who: ownManagers, body: on('self-found', reason) },
    'hazards.take-over': { who: registrars, body: on('self-assigned', reason) },
    'hazards.reopen': {
      who: { ...officers, managers: 'xnnxn' },
      body: on('closed', { dueOn: '2022-05-01', ...reason }),
    },
    'hazards.reopen (自查自改)': {
      who: { ...ownManagers, ...notOfficers },
      body: on('self-closed', { dueOn: '2022-05-01', ...reason }),
    },
    'hazards.file-major-source': {
      who: { county: 'yyy-n', town: 'yyn-n', managers: 'ynn-n' },
      body: async (c, cell) => filed(cell === 'random' ? mintId() : c.firms[placeOf(cell)]),
    },
    'hazards.withdraw-major-source': {
      who: { county: 'yyy-n', town: 'yyn-n', managers: 'ynn-n' },
      body: async (c, cell) => ({
        id: cell === 'random' ? mintId() : await sourceAt(c, placeOf(cell)),
        reason: '填错了企业',
      }),
    },
    'hazards.look-back': { who: officers, body: on('closed', { result: 'pass', note: '稳固' }) },
  },
  reads: {
    'hazards.record': {
      who: {
        county: 'yyyyn',
        town: 'yynyn',
        managers: 'ynnyn',
        worker: 'ynnyn',
        expert: 'nnnyn',
        'legal-reviewer': 'yyyyn',
        auditor: 'yyyyn',
      },
      about: (_c, cell, facts) => ({
        id: cell === 'random' ? mintId() : cell === 'county' ? facts.asked : facts.hazards[placeOf(cell)],
      }),
    },
    'hazards.todo': { who: readers },
    'hazards.criteria': { who: readers, inputs: [{ sector: 'metallurgy', flags: [], on: '2022-03-14' }] },
    'hazards.reporters': { who: overseers },
    'hazards.sums': { who: overseers, inputs: [{}, { town: NANCUN }, { category: 'other' }] },
    'hazards.dashboard': { who: overseers, inputs: [{}, { town: NANCUN }, { town: XIACUN }] },
    // A list: for an enterprise one does not see it is empty, as for one that does not exist.
    'hazards.of-enterprise': {
      who: {
        county: 'yyy-y',
        town: 'yyy-y',
        managers: 'yyy-y',
        worker: 'yyy-y',
        'legal-reviewer': 'yyy-y',
        auditor: 'yyy-y',
      },
      about: (c, cell) => ({ enterprise: cell === 'random' ? mintId() : c.firms[placeOf(cell)] }),
    },
    // As of its hazards: a list.
    'hazards.major-sources': {
      who: {
        county: 'yyy-y',
        town: 'yyy-y',
        managers: 'yyy-y',
        worker: 'yyy-y',
        'legal-reviewer': 'yyy-y',
        auditor: 'yyy-y',
      },
      about: (c, cell) => ({ enterprise: cell === 'random' ? mintId() : c.firms[placeOf(cell)] }),
    },
    'hazards.ledger': { who: { ...readers, expert: 'y----' } },
  },
  async settle(c) {
    const hazards = {} as Record<Place, string>;
    for (const place of places) {
      hazards[place] = await settleAt(c, place);
      await sourceAt(c, place);
    }
    // The one hazard the expert was asked about, and one that another was.
    const asked = String((await analysed(c, 'own', boss(c))).id);
    await analysed(c, 'foreign', boss(c));
    return { hazards, asked };
  },
  marks: {
    enterprise: [
      'select id::text as mark from hazards.hazard where enterprise = $1',
      'select number as mark from hazards.hazard where enterprise = $1',
      'select id::text as mark from hazards.major_source where enterprise = $1',
    ],
    expert: {
      asked: (facts) => facts.asked,
      sql: [
        'select id::text as mark from hazards.hazard where id = $1',
        'select number as mark from hazards.hazard where id = $1',
        'select enterprise::text as mark from hazards.hazard where id = $1',
        'select enterprise_name as mark from hazards.hazard where id = $1',
        'select sha256 as mark from documents.use where subject_id = $1',
      ],
    },
  },
});
