/** Who may do and read what of 账号, and how to try it. */
import { type Actor, mintId } from '#kernel';
import { START, type TestCounty } from '../../test/county.ts';
import { type Cell, placeOf, type Target } from '../../test/matrix/cells.ts';
import { boss, everybody, type Line, proofOf } from '../../test/matrix/proof.ts';

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

const administrator = (word: string): Line => ({ 'county-admin': word });

export const proof = proofOf({
  commands: {
    'access.create-account': {
      who: { 'county-admin': 'yyyy-', managers: 'y----' },
      body: async (c, cell, who) => ({
        account: login(),
        name: '新人',
        role: cell === 'county' ? 'county-officer' : 'worker',
        enterprise: cell === 'county' ? null : c.firms[placeOf(cell)],
        ...(who.role === 'county-admin' ? { link: true } : {}),
      }),
      creates: true,
      personal: true,
    },
    'access.change-account': {
      who: { 'county-admin': 'yyyyn', managers: 'ynnnn' },
      body: onAccount(() => ({ name: `改名${++serial}` })),
    },
    'access.reset-password': {
      who: { 'county-admin': 'yyyyn', managers: 'ynnnn' },
      body: onAccount((_c, who) => (who.role === 'county-admin' ? { link: true } : {})),
      personal: true,
    },
    'access.disable-account': {
      who: { 'county-admin': 'yyyyn', managers: 'ynnnn' },
      body: onAccount(() => ({ reason: '调离' })),
    },
    'access.enable-account': {
      who: { 'county-admin': 'yyyyn', managers: 'ynnnn' },
      body: onAccount(undefined, (c, id) => c.act(boss(c), 'access.disable-account', { id })),
    },
    'access.end-sessions': { who: { 'county-admin': 'yyyyn', managers: 'ynnnn' }, body: onAccount() },
    'access.remove-totp': {
      who: administrator('yyyyn'),
      body: onAccount(undefined, (c, id) =>
        c.rows('update access.account set totp_secret = $2, totp_confirmed_at = $3 where id = $1', [
          id,
          'JBSWY3DPEHPK3PXP',
          START,
        ]),
      ),
    },
    'access.unlock-account': { who: administrator('yyyyn'), body: onAccount() },
    'access.change-password': {
      who: everybody('i----'),
      body: async () => ({ current: 'not the one', next: 'another long one 77' }),
      nobodys: true,
    },
    'access.enrol-totp': { who: everybody('y----'), body: async () => ({}), nobodys: true },
    'access.confirm-totp': { who: everybody('i----'), body: async () => ({ code: '000000' }), nobodys: true },
    // Somebody else's session or view is as if it were not there, the county's own not excepted.
    'access.end-session': { who: everybody('ynnnn'), body: session, personal: true },
    'access.save-view': {
      who: everybody('y----'),
      body: async () => ({ ledger: 'hazards.ledger', name: `视图${++serial % 20}`, search: `q=${serial}` }),
      nobodys: true,
    },
    // What is masked of an account: the keepers of accounts see it anyway, the auditor with a reason. Of other subjects: personal.pg.test.ts.
    'access.open-personal': {
      who: {
        county: 'xxxxn',
        'county-admin': 'yyyyn',
        town: 'nnnnn',
        managers: 'ynnnn',
        'legal-reviewer': 'xxxxn',
        auditor: 'yyyyn',
      },
      body: onAccount(() => ({ kind: 'account', reason: '核对联系方式' })),
      nobodys: true,
    },
    'access.open-export': {
      who: {
        county: 'n----',
        'county-admin': 'y----',
        town: 'n----',
        managers: 'y----',
        'legal-reviewer': 'n----',
        auditor: 'x----',
      },
      body: async () => ({ ledger: 'access.accounts', asked: 'columns=account,phone', reason: '印发通讯录' }),
      nobodys: true,
    },
    'access.drop-view': { who: everybody('ynnnn'), body: view, personal: true },
  },
  reads: {
    'access.sessions': { who: everybody('y----') },
    'access.views': { who: everybody('y----'), inputs: [{ ledger: 'hazards.ledger' }] },
    'access.acts': {
      who: {
        county: 'y----',
        'county-officer': 'xxxxx',
        town: 'y----',
        'town-officer': 'xxxxx',
        auditor: 'y----',
      },
    },
    'access.clock': { who: { county: 'y----', 'county-officer': 'xxxxx', auditor: 'y----' } },
    // An act of nobody's; what the ledger shows of each place is looked at there.
    'access.act': {
      who: { county: 'nnnnn', 'county-officer': 'xxxxx', town: 'nnnnn', 'town-officer': 'xxxxx', auditor: 'nnnnn' },
      about: () => ({ entry: mintId() }),
    },
    'access.accounts': { who: { 'county-admin': 'y----', managers: 'y----', auditor: 'y----' } },
  },
  async settle(c) {
    for (const who of Object.values(c.people))
      await c.act(who, 'access.save-view', { ledger: 'hazards.ledger', name: `${who.role}的视图`, search: 'open=1' });
  },
  marks: {
    enterprise: ['select id::text as mark from access.account where enterprise = $1'],
    town: ['select id::text as mark from access.account where town = $1'],
  },
});
