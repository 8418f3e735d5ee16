import { createDemoAccounts, demoAccounts } from '#access';
import type { Actor } from '#kernel';
import { type Demonstration, type Dice, type Stage, systemActor } from '#kernel/server';
import type { Body } from '../domain/words.ts';
import { type DemoCast, type DemoFirm, demoCast } from './cast.ts';
import { county140525 } from './county.ts';
import { codesOf, type Firm, firmsOf } from './firms.ts';
import { personName, phoneNumber } from './names.ts';
import { agenciesOf, expertsOf, peopleOf, siteOf } from './people.ts';

/** When the demonstration's registry was written. */
const BEGAN = '2021-05-06T02:00:00.000Z';
/** Sites and people only for so many: who asks for more enterprises wants rows, not a census. */
const WITH_PEOPLE = 1000;
/** Enterprises registered side by side. */
const AT_ONCE = 6;

interface Officer {
  id: string;
  name: string;
  body: Body;
  department: string;
  town: string | null;
}

const sectorDepartment = (sector: string): string =>
  sector.startsWith('mine') || sector === 'tailings-pond'
    ? '县自然资源局'
    : sector === 'trade'
      ? '县商务局'
      : '县工业和信息化局';

/** Does something for each, some at a time, in the order of the list. */
async function inTurns<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = list.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Whose account is whose in the register: the demonstration's officers supervise enterprises like everybody else. */
const known = [
  { role: 'county-officer', department: '冶金工贸监管股' },
  { role: 'town-officer', department: `${county140525.towns[0]!.name}应急管理中心` },
];
const demoName = (role: string): string => demoAccounts().find((one) => one.role === role)!.name;

/** Officers of three bodies: departments, the bureau's sections, two in each town. */
async function addOfficers(stage: Stage, dice: Dice, admin: Actor): Promise<Officer[]> {
  const two = (body: Body, department: string, town: string | null = null) =>
    [1, 2].map((nth) => {
      const person = { name: personName(dice), phone: phoneNumber(dice) };
      const own = nth === 1 ? known.find((one) => one.department === department) : undefined;
      return { body, department, town, ...person, ...(own ? { name: demoName(own.role) } : {}) };
    });
  const wanted = [
    ...['县自然资源局', '县工业和信息化局', '县商务局'].flatMap((d) => two('sector-department', d)),
    ...['非煤矿山监管股', '冶金工贸监管股', '执法大队'].flatMap((d) => two('safety-department', d)),
    ...county140525.towns.flatMap((t) => two('town', `${t.name}应急管理中心`, t.code)),
  ];
  const officers: Officer[] = [];
  for (const given of wanted) {
    const certificateNumber = given.body === 'sector-department' ? null : `演示${dice.int(100000, 999999)}`;
    const { id } = await stage.act(BEGAN, admin, 'registry.add-officer', { ...given, certificateNumber });
    officers.push({ ...given, id });
  }
  return officers;
}

/** In the town of the demonstration's own account it is that account's officer. */
const ownTown = (officers: readonly Officer[], drawn: Officer): Officer =>
  known.some((one) => one.department === drawn.department)
    ? officers.find((o) => o.department === drawn.department)!
    : drawn;

/** Who is responsible for an enterprise: a sector department, a section of the bureau, and the town unless there is a gap on purpose. */
function responsibleFor(dice: Dice, officers: readonly Officer[], { gap, given }: Firm): Officer[] {
  const one = (fits: (o: Officer) => boolean) => dice.pick(officers.filter(fits));
  return [
    one((o) => o.department === sectorDepartment(given.sector)),
    one((o) => o.body === 'safety-department'),
    ...(gap
      ? []
      : [
          ownTown(
            officers,
            one((o) => o.town === given.town),
          ),
        ]),
  ];
}

async function addFirm(stage: Stage, admin: Actor, firm: Firm, responsible: readonly Officer[], people: unknown[]) {
  const act = (name: string, body: object) => stage.act(BEGAN, admin, `registry.${name}`, body);
  const { id: enterprise } = await act('create-enterprise', firm.given);
  for (const { body, id } of responsible) await act('assign-supervision', { enterprise, body, officer: id });
  if (people.length > 0) await act('add-site', { enterprise, ...siteOf(firm) });
  for (const person of people) await act('add-person', { enterprise, ...(person as object) });
  return enterprise;
}

type Accounts = Awaited<ReturnType<typeof createDemoAccounts>>;

/** Somebody with an account by one-time link, as the bureau opens one. */
async function addActor(stage: Stage, admin: Actor, login: string, name: string, role: string, at: Partial<Actor>) {
  const { town = null, enterprise = null } = at;
  const given = { account: login, name, role, town, enterprise, link: true };
  const { id } = await stage.act(BEGAN, admin, 'access.create-account', given);
  return { ...admin, account: id, name, role, town: null, ...at };
}

/** The register says whose account an officer has: his to-dos are then his. */
const linkAccount = (stage: Stage, admin: Actor, officer: Officer, account: string) =>
  stage.act(BEGAN, admin, 'registry.change-officer', { id: officer.id, version: 1, account });

/** Who acts: the demonstration's own accounts in its town and enterprise, elsewhere the people the bureau gave accounts. */
async function castOf(
  stage: Stage,
  admin: Actor,
  firms: readonly DemoFirm[],
  all: readonly Firm[],
  officers: readonly Officer[],
  accounts: Accounts,
): Promise<Omit<DemoCast, 'expert'>> {
  const first = firms[0]!;
  const played = (role: string, at: Partial<Actor> = {}): Actor => {
    const { id, name } = accounts.find((one) => one.role === role)!;
    return { ...admin, account: id, name, role, ...at };
  };
  const inFirm = (firm: DemoFirm) => ({ scope: 'enterprise', enterprise: firm.id }) as const;
  const towns = new Map([[first.town, played('town-officer', { scope: 'town', town: first.town })]]);
  for (const { code } of county140525.towns.filter((town) => town.code !== first.town)) {
    const officer = officers.find((o) => o.town === code)!;
    const login = `town-${code.slice(-3)}`;
    const actor = await addActor(stage, admin, login, officer.name, 'town-officer', { scope: 'town', town: code });
    await linkAccount(stage, admin, officer, actor.account);
    towns.set(code, actor);
  }
  for (const { role, department } of known) {
    const officer = officers.find((one) => one.department === department)!;
    await linkAccount(stage, admin, officer, played(role).account);
  }
  const managers = new Map([[first.id, played('safety-manager', inFirm(first))]]);
  const principals = new Map([[first.id, played('principal', inFirm(first))]]);
  await inTurns([...firms.keys()].slice(1), async (i) => {
    const firm = firms[i]!;
    const { safetyName, principalName } = all[i]!.given;
    const login = `firm${String(i).padStart(3, '0')}`;
    managers.set(firm.id, await addActor(stage, admin, `${login}-safety`, safetyName, 'safety-manager', inFirm(firm)));
    principals.set(firm.id, await addActor(stage, admin, `${login}-head`, principalName, 'principal', inFirm(firm)));
  });
  return {
    firms,
    leader: played('county-leader'),
    county: played('county-officer'),
    town: (code) => towns.get(code)!,
    manager: (firm) => managers.get(firm.id)!,
    principal: (firm) => principals.get(firm.id)!,
  };
}

/** The registry of the demonstration county: real towns, everything else invented and said to be. Leaves who plays (`demoCast`). */
export const registryDemonstration: Demonstration = {
  title: '企业与监管人员',
  async prepare(stage) {
    const { county } = stage;
    const dice = stage.dice('registry');
    const admin: Actor = { ...systemActor(county), name: '县应急管理局', role: 'county-admin' };
    const officers = await addOfficers(stage, dice, admin);
    const codeOf = codesOf(dice);
    const all = firmsOf(dice, stage.size.enterprises ?? 1, codeOf);
    const people = all.map((firm, i) => (i < WITH_PEOPLE ? peopleOf(dice, firm) : []));
    const responsible = all.map((firm) => responsibleFor(dice, officers, firm));
    const ids: string[] = [];
    await inTurns([...all.keys()], async (i) => {
      ids[i] = await addFirm(stage, admin, all[i]!, responsible[i]!, people[i]!);
    });
    const firms = all.map(({ given: { name, town, sector, flags } }, i) => ({
      id: ids[i]!,
      name,
      town,
      sector,
      flags,
    }));
    const agencies: string[] = [];
    for (const given of agenciesOf(dice, codeOf))
      agencies.push((await stage.act(BEGAN, admin, 'registry.add-agency', given)).id);
    const first = all[0]!.given;
    const accounts = await createDemoAccounts({ ...stage.runner, clock: () => BEGAN }, county, {
      town: first.town,
      enterprise: firms[0]!.id,
      agency: agencies[0]!,
      principalName: first.principalName,
      safetyName: first.safetyName,
    });
    const cast = await castOf(stage, admin, firms, all, officers, accounts);
    const { id: expertAccount, name: expertName } = accounts.find((one) => one.role === 'expert')!;
    const experts: string[] = [];
    for (const [i, given] of expertsOf(dice).entries()) {
      const known = i === 0 ? { name: expertName, account: expertAccount } : {};
      experts.push((await stage.act(BEGAN, admin, 'registry.add-expert', { ...given, ...known })).id);
    }
    const expert: Actor = {
      ...systemActor(county),
      account: expertAccount,
      name: expertName,
      role: 'expert',
      scope: 'expert',
    };
    stage.leave(demoCast, { ...cast, expert: { id: experts[0]!, actor: expert } });
  },
};
