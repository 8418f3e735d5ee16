/** Bodies for the acts on accounts, on one's own account, on campaigns and publications. */
import { type Actor, mintId } from '#kernel';
import { law } from '#law-catalogue';
import { campaignOf, noticeOf } from '#programme';
import { START, type TestCounty } from '../county.ts';
import { type Cell, placeOf, type Target } from './cells.ts';

const boss = (c: TestCounty): Actor => c.people['county-admin'] as Actor;
let serial = 0;
const login = (): string => `m${++serial}`;

/** An account that belongs to the cell: a worker of its enterprise, or somebody of the bureau. */
const account = (c: TestCounty, cell: Cell): Promise<Actor> =>
  cell === 'county'
    ? c.addAccount(login(), 'county-officer')
    : c.addAccount(login(), 'worker', { enterprise: c.firms[placeOf(cell)] });

const onAccount =
  (
    more: (c: TestCounty, who: Actor) => Record<string, unknown> = () => ({}),
    before?: (c: TestCounty, id: string) => Promise<unknown>,
  ): Target =>
  async (c, cell, who) => {
    if (cell === 'random') return { id: mintId(), ...more(c, who) };
    const { account: id } = await account(c, cell);
    await before?.(c, id);
    return { id, ...more(c, who) };
  };

/** Whose session or view lies at a cell: the caller's own, or somebody's of that place. */
const ownerAt = (c: TestCounty, cell: Cell, who: Actor): Actor =>
  cell === 'own'
    ? who
    : cell === 'county'
      ? c.others.officer
      : cell === 'neighbour'
        ? c.others.neighbour
        : c.others.foreign;

const session: Target = async (c, cell, who) => {
  const id = mintId();
  if (cell === 'random') return { id };
  await c.rows(
    `insert into access.session (county, id, token_hash, account, started_at, seen_at, ends_at) values ($1, $2, $5, $3, $4, $4, $4::timestamptz + interval '1 day')`,
    [who.county, id, ownerAt(c, cell, who).account, START, `hash of ${id}`],
  );
  return { id };
};

const view: Target = async (c, cell, who) =>
  cell === 'random'
    ? { id: mintId() }
    : c.act(ownerAt(c, cell, who), 'access.save-view', {
        ledger: 'hazards.ledger',
        name: `旧视图${++serial % 9}`,
        search: 'state=found',
      });

const campaign = 'zero-by-0630';
/** Items of the checklist, one after another, so that no enterprise is checked twice on one. */
const nextItem = (): string => {
  const list = law().checklists.get(campaignOf(campaign)?.checklist ?? '')?.items ?? [];
  return list[++serial % list.length]?.id ?? '';
};
const checkedItem: Target = async (c, cell) => ({
  campaign,
  enterprise: cell === 'random' ? mintId() : c.firms[placeOf(cell)],
  item: nextItem(),
  result: 'pass',
  note: `第${serial}次`,
});

const published: Target = async (c, cell) => {
  if (cell === 'random') return { id: mintId(), reason: '数字有误' };
  const { id } = await c.act(boss(c), 'disclosure.publish-progress', {});
  return { id, reason: '数字有误' };
};

const pending = (): string => noticeOf()?.tasks.find((task) => task.textPending)?.id ?? '';

export const accessTargets: Readonly<Record<string, Target>> = {
  'access.create-account': async (c, cell, who) => ({
    account: login(),
    name: '新人',
    role: cell === 'county' ? 'county-officer' : 'worker',
    enterprise: cell === 'county' ? null : c.firms[placeOf(cell)],
    ...(who.role === 'county-admin' ? { link: true } : {}),
  }),
  'access.change-account': onAccount(() => ({ name: `改名${++serial}` })),
  'access.reset-password': onAccount((_c, who) => (who.role === 'county-admin' ? { link: true } : {})),
  'access.disable-account': onAccount(() => ({ reason: '调离' })),
  'access.enable-account': onAccount(undefined, (c, id) => c.act(boss(c), 'access.disable-account', { id })),
  'access.end-sessions': onAccount(),
  'access.remove-totp': onAccount(undefined, (c, id) =>
    c.rows('update access.account set totp_secret = $2, totp_confirmed_at = $3 where id = $1', [
      id,
      'JBSWY3DPEHPK3PXP',
      START,
    ]),
  ),
  'access.unlock-account': onAccount(),
  'access.change-password': async () => ({ current: 'not the one', next: 'another long one 77' }),
  'access.enrol-totp': async () => ({}),
  'access.confirm-totp': async () => ({ code: '000000' }),
  'access.end-session': session,
  'access.save-view': async () => ({ ledger: 'hazards.ledger', name: `视图${++serial % 20}`, search: `q=${serial}` }),
  'access.drop-view': view,
  'programme.check-item': checkedItem,
  'programme.fill-task': async () => ({ task: pending(), text: `补录的任务文字${++serial}` }),
  'disclosure.publish-progress': async () => ({}),
  'disclosure.withdraw': published,
};
