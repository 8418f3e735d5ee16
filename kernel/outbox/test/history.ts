/** Plays one history and says what is wrong with its end. */
import fc from 'fast-check';
import { draftOf, type OutboxAct } from '../act.ts';
import { isStuck } from '../next.ts';
import { sendRound } from '../send.ts';
import { FAULTS, type Fault, ModelServer, modelTransport, TabDied, type WorldStore } from './world.ts';

const ACCOUNTS = ['甲', '乙'] as const;

/** What the person, the phone and the air do, in any order. */
export type Step =
  | { do: 'make'; account: number; subject: number; bad: boolean; photos: number; send: boolean }
  | { do: 'signIn'; account: number }
  | { do: 'signOut' }
  | { do: 'wait'; ms: number }
  | { do: 'send'; tabs: 1 | 2; faults: Fault[]; turns: number[] }
  | { do: 'arriveLate' }
  | { do: 'rewrite'; which: number }
  | { do: 'discard'; which: number }
  | { do: 'again'; which: number }
  | { do: 'withdraw'; which: number };

const account = fc.nat(1);
const which = fc.nat(30);

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('make' as const),
        account,
        subject: fc.nat(2),
        bad: fc.boolean(),
        photos: fc.nat(2),
        send: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('signIn' as const), account }) },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'signOut' }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(400_000) }) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('send' as const),
        tabs: fc.constantFrom(1 as const, 2 as const),
        faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 12, size: 'max' }),
        turns: fc.array(fc.nat(7), { maxLength: 20, size: 'max' }),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'arriveLate' }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('rewrite' as const), which }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('discard' as const), which }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), which }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which }) },
  ),
  { maxLength: 40, size: 'max' },
);

const idAt = (n: number): string => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Two tabs in one order of turns: whoever reaches a gate waits until drawn. */
function turnstile(turns: readonly number[]) {
  const waiting: (() => void)[] = [];
  let drawn = 0;
  return {
    gate: () => new Promise<void>((go) => waiting.push(go)),
    async run(tabs: Promise<unknown>[]): Promise<void> {
      let open = tabs.length;
      for (const tab of tabs) void tab.finally(() => (open -= 1));
      while (open > 0) {
        for (let idle = 0; waiting.length === 0 && open > 0 && idle < 1000; idle += 1) await new Promise(setImmediate);
        const at = waiting.length === 0 ? 0 : (turns[drawn++ % Math.max(1, turns.length)] ?? 0) % waiting.length;
        waiting.splice(at, 1)[0]?.();
        await Promise.resolve();
      }
    },
  };
}

/** Given up without a reason after a try nobody answered: a person is told to look before he does anything but send it again. */
const isUnsure = (act: OutboxAct): boolean => isStuck(act) && act.unsure === true;

/** Plays the steps, heals the world, and answers every broken promise; an empty list is what a test wants. */
export async function play(store: WorldStore, list: readonly Step[]): Promise<string[]> {
  const server = new ModelServer();
  let now = Date.parse('2022-05-16T01:30:00.000Z');
  let made = 0;
  const clock = () => new Date(now).toISOString();
  const ranks = new Map<string, number>();
  const gone = new Set<string>();

  const make = async (content: {
    account: string;
    subject: string;
    bad: boolean;
    photos: string[];
    rank: number;
    replaces?: string;
  }) => {
    const actId = idAt(made++);
    ranks.set(actId, content.rank);
    for (const sha256 of content.photos)
      await store.keep({ sha256, bytes: new Uint8Array(3), type: 'image/jpeg', name: 'a.jpg' });
    await store.add(
      draftOf(
        {
          command: 'x.do',
          title: '办',
          about: '',
          form: null,
          photos: content.photos,
          account: content.account,
          accountName: content.account,
          subjectId: content.subject,
          replaces: content.replaces ?? null,
          given: { bad: content.bad, rank: content.rank, subject: content.subject },
        },
        actId,
        clock(),
      ),
    );
    return actId;
  };
  const nth = async (n: number, fits: (act: OutboxAct) => boolean) => {
    const acts = (await store.all()).filter(fits);
    return acts.length === 0 ? undefined : acts[n % acts.length];
  };
  const send = async (tabs: number, faults: readonly Fault[], turns: readonly number[]) => {
    const left = [...faults];
    const stile = turnstile(turns);
    const tab = () =>
      sendRound(
        store,
        modelTransport(server, () => left.shift() ?? 'ok', stile.gate),
        clock,
      ).catch((error: unknown) => {
        if (!(error instanceof TabDied)) throw error;
      });
    const running = Array.from({ length: tabs }, tab);
    await stile.run(running);
    await Promise.all(running);
  };

  for (const step of list) {
    now += 1;
    if (step.do === 'make') {
      const rank = made;
      const photos = Array.from({ length: step.photos }, (_, i) => `sha${rank}-${i}`);
      // One subject is one person's here: what two people do to one record is for the server to judge.
      const actId = await make({
        account: ACCOUNTS[step.account]!,
        subject: `s${step.account}${step.subject}`,
        bad: step.bad,
        photos,
        rank,
      });
      if (step.send) await store.submit(actId, clock());
    } else if (step.do === 'signIn') server.session = ACCOUNTS[step.account]!;
    else if (step.do === 'signOut') server.session = null;
    else if (step.do === 'wait') now += step.ms;
    else if (step.do === 'send') await send(step.tabs, step.faults, step.turns);
    else if (step.do === 'arriveLate') for (const arrive of server.late.splice(0)) arrive();
    else if (step.do === 'rewrite') {
      const old = await nth(step.which, (act) => act.state === 'problem' && act.replacedBy === null && !isUnsure(act));
      if (!old) continue;
      const given = old.given as { subject: string; rank: number };
      const actId = await make({
        account: old.account,
        subject: given.subject,
        bad: false,
        photos: old.photos,
        rank: given.rank,
        replaces: old.actId,
      });
      await store.submit(actId, clock());
    } else if (step.do === 'discard') {
      const act = await nth(
        step.which,
        (one) => one.state === 'draft' || (one.state === 'problem' && one.replacedBy === null && !isUnsure(one)),
      );
      if (act && (await store.discard(act.actId))) gone.add(act.actId);
    } else if (step.do === 'again') {
      const act = await nth(step.which, isStuck);
      if (act) await store.move(act.actId, { type: 'again', at: clock() });
    } else {
      const act = await nth(step.which, (one) => one.state === 'waiting');
      if (act) await store.withdraw(act.actId, clock());
    }
  }

  for (const arrive of server.late.splice(0)) arrive();
  for (let turn = 0; turn < 40; turn += 1) {
    for (const name of ACCOUNTS) {
      now += 400_000;
      server.session = name;
      await send(1, [], []);
    }
    const blocking = (await store.all()).filter((act) => act.state === 'problem' && act.replacedBy === null);
    if (blocking.length === 0) break;
    // What waits behind a refused act waits for the person, who at last rewrites it.
    if (turn === 0 && !blocking.some(isStuck) && !(await store.all()).some((act) => act.state === 'waiting')) break;
    for (const old of blocking) {
      if (isStuck(old)) {
        await store.move(old.actId, { type: 'again', at: clock() });
        continue;
      }
      const given = old.given as { subject: string; rank: number };
      await store.submit(
        await make({
          account: old.account,
          subject: given.subject,
          bad: false,
          photos: old.photos,
          rank: given.rank,
          replaces: old.actId,
        }),
        clock(),
      );
    }
  }
  return judge(await store.all(), server, ranks, gone, made);
}

function judge(
  acts: OutboxAct[],
  server: ModelServer,
  ranks: Map<string, number>,
  gone: Set<string>,
  made: number,
): string[] {
  const wrong = [...server.breaches];
  const there = new Map(acts.map((act) => [act.actId, act]));
  for (let n = 0; n < made; n += 1) {
    const actId = idAt(n);
    const act = there.get(actId);
    if (!act) {
      if (!gone.has(actId)) wrong.push(`${actId} vanished`);
      if (server.done.has(actId)) wrong.push(`${actId} was done and is gone from the device`);
    } else if (act.state === 'received' && !server.done.has(actId))
      wrong.push(`${actId} is called received and was never done`);
    else if (act.state === 'received' && server.done.get(actId)?.entry !== act.entry)
      wrong.push(`${actId} holds a foreign receipt`);
    else if (act.state === 'problem' && server.done.has(actId)) wrong.push(`${actId} was done and is called a problem`);
    else if (act.state === 'draft' && server.done.has(actId)) wrong.push(`${actId} was done and is a draft`);
    else if (act.state === 'problem' && !act.lastError?.message) wrong.push(`${actId} is a problem without a reason`);
    else if (act.state === 'waiting' || act.state === 'sending')
      wrong.push(`${actId} still ${act.state}: ${act.lastError?.code ?? ''} after ${act.after ?? '-'}`);
  }
  const seen = new Map<string, number>();
  for (const { key, subject, rank } of server.order) {
    if (ranks.get(key) !== rank) wrong.push(`${key} has a foreign rank`);
    if ((seen.get(subject) ?? -1) > rank && !there.get(key)?.replaces)
      wrong.push(`${key} overtook another act on ${subject}`);
    seen.set(subject, Math.max(seen.get(subject) ?? -1, rank));
  }
  return wrong;
}
