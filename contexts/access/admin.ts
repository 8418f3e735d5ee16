import { type Actor, isRefused, mintId, type RefusalCode, type Refused, refuse } from '#kernel';
import { nameByCode, type Runner, rowsOf, runCommand, systemActor, transaction } from '#kernel/server';
import { accountCommands } from './commands/accounts.ts';
import { demoCommand, firstAdministrator } from './commands/installing.ts';
import { type DemoAccount, demoAccounts, demoPassword } from './demo.ts';
import { roleWords } from './domain/words.ts';

/** An act asked for at the machine was refused (拒办): its sentence for the operator, its code for programs. No bug. */
export class ActRefused extends Error {
  readonly code: RefusalCode;

  constructor(refused: Refused) {
    super(refused.refused.message);
    this.code = refused.refused.code;
  }
}

async function done<T>(r: Runner, actor: Actor, cmd: Parameters<typeof runCommand>[1], body: unknown): Promise<T> {
  const outcome = await runCommand(r, cmd, actor, { key: mintId(), body });
  if (isRefused(outcome)) throw new ActRefused(outcome);
  return outcome.done.answer as T;
}

/**
 * Sets up the account `admin` (once) and gives the token of a one-time link `/login#invite=<token>`, valid for a day. May be called
 * again while nobody has used it; an earlier link then no longer works. Throws when the administrator already has a password.
 */
export const createFirstAdministrator = async (r: Runner, county: string): Promise<string> =>
  (await done<{ token: string }>(r, systemActor(county), firstAdministrator, {})).token;

/** Whether a first administrator is still awaited: nobody of this county can sign in as one. */
export const awaitsAdministrator = (r: Runner, county: string): Promise<boolean> =>
  transaction(r.pool, systemActor(county), 'read', async (client) => {
    const found = await rowsOf(client, {
      sql: "select 1 from access.account where county = $1 and role = 'county-admin' and password_hash is not null and disabled_at is null limit 1",
      values: [county],
    });
    return found.length === 0;
  });

/** True when nobody has an account yet: nothing was ever set up in this county. */
export const isUnused = (r: Runner, county: string): Promise<boolean> =>
  transaction(r.pool, systemActor(county), 'read', async (client) => {
    const found = await rowsOf(client, {
      sql: 'select 1 from access.account where county = $1 limit 1',
      values: [county],
    });
    return found.length === 0;
  });

/** Where the demonstration's people work; the two names make them the persons the registry knows. */
export interface DemoPlaces {
  town: string;
  enterprise: string;
  agency: string;
  principalName?: string;
  safetyName?: string;
}

/** Makes one account per role for the demonstration; each can sign in with its plain demo password, in demo mode only. */
export const createDemoAccounts = async (
  r: Runner,
  county: string,
  places: DemoPlaces,
): Promise<(DemoAccount & { id: string })[]> => {
  const { accounts } = await done<{ accounts: (Omit<DemoAccount, 'password'> & { id: string })[] }>(
    r,
    systemActor(county),
    demoCommand,
    places,
  );
  return accounts.map((one) => ({ ...one, password: demoPassword }));
};

/** A demo account as the sign-in page offers it. */
export type OfferedDemoAccount = DemoAccount & { roleTitle: string };

/** Demo accounts as the sign-in page offers them: those that are there, in use, and still have their demo password. */
export const offeredDemoAccounts = (r: Runner, county: string): Promise<OfferedDemoAccount[]> =>
  transaction(r.pool, systemActor(county), 'read', async (client) => {
    const rows = await rowsOf<{ account: string; name: string }>(client, {
      sql: `select account, name from access.account where county = $1 and account = any($2) and disabled_at is null and not must_change_password
        and password_changed_at = created_at`,
      values: [county, demoAccounts().map((one) => one.account)],
    });
    return demoAccounts().flatMap((one) => {
      const row = rows.find((r) => r.account === one.account);
      return row ? [{ ...one, name: row.name, roleTitle: roleWords[one.role] }] : [];
    });
  });

const commandLine = (county: string): Actor => ({ ...systemActor(county), name: '命令行', role: 'county-admin' });
const named = (name: string) => accountCommands.find((cmd) => cmd.name === `access.${name}`)!;

/** One account as `zean user list` prints it. Instants ISO, null when it never happened. */
export interface UserLine {
  account: string;
  name: string;
  role: string;
  town: string | null;
  townName: string | null;
  enterprise: string | null;
  enterpriseName: string | null;
  secondFactor: boolean;
  lastSignInAt: string | null;
  disabledAt: string | null;
}

async function idOf(r: Runner, county: string, login: string): Promise<string> {
  const [row] = await transaction(r.pool, systemActor(county), 'read', (client) =>
    rowsOf<{ id: string }>(client, {
      sql: 'select id from access.account where county = $1 and account = lower($2)',
      values: [county, login.trim()],
    }),
  );
  if (!row) throw new ActRefused(refuse('NOT_FOUND', `没有账号 ${login}`));
  return row.id;
}

const onAccount = async <T>(r: Runner, county: string, login: string, name: string, more: object = {}): Promise<T> =>
  done<T>(r, commandLine(county), named(name), { id: await idOf(r, county, login), ...more });

/** What `npx zean user …` does; each goes through the same command as the desk and leaves the same entry. Refusals are thrown as Error. */
export const userCommands = {
  list: (r: Runner, county: string): Promise<UserLine[]> =>
    transaction(r.pool, systemActor(county), 'read', (client) =>
      rowsOf<UserLine>(client, {
        sql: `select a.account, a.name, a.role, a.town, ${nameByCode('registry.published_town', 'a.town')} as town_name, a.enterprise, e.name as enterprise_name,
            a.totp_confirmed_at is not null as second_factor, a.last_sign_in_at, a.disabled_at
          from access.account a
          left join registry.published_enterprise e on e.county = a.county and e.id = a.enterprise
          where a.county = $1 order by a.account`,
        values: [county],
      }),
    ),
  /** `given` as access.create-account takes it; tells an initial password or, with `link: true`, the path of a one-time link. */
  add: (
    r: Runner,
    county: string,
    given: object,
  ): Promise<{ id: string; account: string; password?: string; link?: string }> =>
    done(r, commandLine(county), named('create-account'), given),
  disable: (r: Runner, county: string, login: string, reason?: string): Promise<{ id: string }> =>
    onAccount(r, county, login, 'disable-account', reason ? { reason } : {}),
  enable: (r: Runner, county: string, login: string): Promise<{ id: string }> =>
    onAccount(r, county, login, 'enable-account'),
  reset: (
    r: Runner,
    county: string,
    login: string,
    how: { link?: boolean } = {},
  ): Promise<{ id: string; password?: string; link?: string }> => onAccount(r, county, login, 'reset-password', how),
  unlock: (r: Runner, county: string, login: string): Promise<{ id: string }> =>
    onAccount(r, county, login, 'unlock-account'),
  /** Second factor off, for somebody whose phone is gone and who is the only administrator. */
  removeCode: (r: Runner, county: string, login: string): Promise<{ id: string }> =>
    onAccount(r, county, login, 'remove-totp'),
};
