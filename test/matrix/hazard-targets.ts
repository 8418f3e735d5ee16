/** Bodies for the acts on hazards: a hazard in the state the act starts from, at the cell asked for. */
import { type Actor, mintId } from '#kernel';
import type { TestCounty } from '../county.ts';
import { type CommonState, finding, fiveFixed, hazardAt, type SelfState, type Walk } from '../walk.ts';
import { placeOf, type Target } from './cells.ts';

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
export const analysed: Target = async (c, cell, who) => {
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

export const hazardTargets: Readonly<Record<string, Target>> = {
  'hazards.report': reported,
  'hazards.judge': on('found', { level: 'general', ...reason }),
  'hazards.dismiss': on('found', reason),
  'hazards.assign': on('judged', fiveFixed),
  'hazards.arrange': on('self-found', { measure: '加护栏', person: '赵六', dueOn: '2022-04-20' }),
  'hazards.rectify': on('assigned', shown),
  'hazards.rectify (自查自改)': on('self-assigned', shown),
  'hazards.verify': on('rectified', shown),
  'hazards.give-back': on('rectified', reason),
  'hazards.give-back (自查自改)': on('self-rectified', reason),
  'hazards.close': on('verified'),
  'hazards.confirm': mended,
  'hazards.ask-extension': on('assigned', { until: '2022-05-30', ...reason }),
  'hazards.grant-extension': extended,
  'hazards.refuse-extension': extended,
  'hazards.escalate': on('found', reason),
  'hazards.supervise': on('judged', { supervisedBy: 'county', notice: '泽应急督〔2022〕9号' }, { level: 'major' }),
  'hazards.ask-analysis': on('judged', async (c) => ({ expert: c.experts.mine, question: '可否使用' })),
  'hazards.give-analysis': analysed,
  'hazards.transfer': on('judged', { department: '市场监管局', ...reason }),
  'hazards.conclude': on('transferred', { reply: '已处理' }),
  'hazards.take-back': on('transferred', reason),
  'hazards.request-case': on('assigned', reason),
  'hazards.elevate': on('self-found', reason),
  'hazards.take-over': on('self-assigned', reason),
  'hazards.reopen': on('closed', { dueOn: '2022-05-01', ...reason }),
  'hazards.reopen (自查自改)': on('self-closed', { dueOn: '2022-05-01', ...reason }),
  'hazards.look-back': on('closed', { result: 'pass', note: '稳固' }),
};

/** Ids for the record page of a hazard; an expert’s own is one he was asked about. */
export const recordTarget: Target = async (c, cell, who) => {
  if (who.scope !== 'expert') return on('judged')(c, cell, who);
  const { id } = cell === 'county' ? await analysed(c, cell, who) : await on('judged')(c, cell, who);
  return { id };
};
