import { z } from 'zod';
import { allow, command, type Day, isRefused, mintId, type Reads, todayIn } from '#kernel';
import { type Runner, readsOn, runCommand, systemActor, transaction } from '#kernel/server';
import { regionsOf } from '#registry';
import type { Window } from '../domain/mint.rule.ts';
import { apply, firmsRound, publicRound, type Round } from '../mint.ts';
import {
  catalogueDigest,
  changedFirms,
  dutiesOf,
  type Firm,
  firmsAfter,
  type Minting,
  mintingOf,
  nextDay,
} from '../minting.ts';

/** Enterprises looked at in one statement, and in one act at most: an act of more would keep others waiting. */
const FIRMS_A_LOOK = 500;
const FIRMS_AN_ACT = 25;
const NOBODY = '00000000-0000-0000-0000-000000000000';

const given = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  anew: z.boolean(),
  since: z.iso.datetime().nullable(),
  /** Enterprises whose instances are made; null: those of the towns and the county. */
  firms: z.array(z.uuid()).max(FIRMS_AN_ACT).nullable(),
});
type Given = z.output<typeof given>;

const windowOf = ({ from, to, anew }: Given): Window => ({ from: from as Day, to: to as Day, anew });

async function roundOf(reads: Reads, asked: Given, firms: readonly Firm[] | null): Promise<Round> {
  if (firms) return firmsRound(reads, firms, windowOf(asked));
  const { county, towns } = regionsOf(reads.actor.county);
  return publicRound(reads, towns, county.name, windowOf(asked));
}

/** 生成应办事项: made by the server's own hand, like any act in the journal. Again, it makes nothing twice. */
const minting = command({
  name: 'duties.mint',
  title: '生成应办事项',
  input: given,
  may: [allow<never>(['system'], '系统')],
  async handle(act, asked) {
    const firms = asked.firms && (await firmsAfter(act, NOBODY, FIRMS_AN_ACT, asked.since, asked.firms));
    const round = await roundOf(act, asked, firms);
    apply(act, round);
    act.note(`生成应办事项 ${round.create.length} 件，变更 ${round.change.length} 件`);
    return { made: round.create.length, changed: round.change.length };
  },
});

const reading = <T>(r: Runner, county: string, read: (reads: Reads) => Promise<T>): Promise<T> => {
  const actor = systemActor(county);
  return transaction(r.pool, actor, 'read', (client) => read(readsOn(client, actor, r.clock(), r.modules)));
};

async function perform(r: Runner, county: string, body: Given): Promise<{ made: number; changed: number }> {
  const outcome = await runCommand(r, minting, systemActor(county), { key: mintId(), body });
  if (isRefused(outcome)) throw new Error(outcome.refused.message);
  return outcome.done.answer as { made: number; changed: number };
}

const isEmpty = ({ create, change }: Round): boolean => create.length === 0 && change.length === 0;

/** What a round over a county brought about. */
export interface MintRound {
  made: number;
  changed: number;
}

/** Looks at these enterprises, page by page, and acts for those that need it. */
async function overFirms(r: Runner, county: string, body: Omit<Given, 'firms'>, only?: string[]): Promise<MintRound> {
  const sum = { made: 0, changed: 0 };
  for (let after = NOBODY; ; ) {
    const { last, needing } = await reading(r, county, async (reads) => {
      const firms = await firmsAfter(reads, after, FIRMS_A_LOOK, body.since, only);
      const round = await roundOf(reads, { ...body, firms: null }, firms);
      const ids = new Set([...round.create.map((row) => row.owner), ...round.change.map(({ row }) => row.owner)]);
      return { last: firms.at(-1)?.id ?? null, needing: [...ids].sort() };
    });
    for (let at = 0; at < needing.length; at += FIRMS_AN_ACT) {
      const done = await perform(r, county, { ...body, firms: needing.slice(at, at + FIRMS_AN_ACT) });
      sum.made += done.made;
      sum.changed += done.changed;
    }
    if (last === null) return sum;
    after = last;
  }
}

const noted = (r: Runner, county: string, begunOn: Day, to: Day, at: string, catalogue: string) =>
  transaction(r.pool, systemActor(county), 'write', (client) =>
    client.query(
      `insert into duties.minting (county, begun_on, minted_to, looked_at, catalogue) values ($1, $2, $3, $4, $5)
       on conflict (county) do update set minted_to = excluded.minted_to, looked_at = excluded.looked_at, catalogue = excluded.catalogue`,
      [county, begunOn, to, at, catalogue],
    ),
  );

/** Which days are looked at, and whose: all enterprises when a day or the catalogue is new, else those that changed; null when nothing is. */
async function due(r: Runner, county: string, today: Day, catalogue: string) {
  return reading(
    r,
    county,
    async (reads): Promise<{ minting: Minting | null; body: Omit<Given, 'firms'>; only?: string[] } | null> => {
      const minting = await mintingOf(reads);
      if (!minting) return { minting, body: { from: today, to: today, anew: true, since: null } };
      const anew = minting.catalogue !== catalogue;
      const from = nextDay(minting);
      const body = { from: from > today ? today : from, to: today, anew, since: anew ? null : minting.lookedAt };
      if (anew || from <= today) return { minting, body };
      const only = await changedFirms(reads, minting.lookedAt);
      return only.length === 0 ? null : { minting, body, only };
    },
  );
}

/**
 * 生成应办事项 of a county up to today: what nobody made while the server was off is made now, once; enterprises that changed get what they owe
 * from that day on. A round that breaks off is begun again and makes nothing twice. Answers null when there was nothing to look at.
 */
export async function mintDuties(r: Runner, county: string): Promise<MintRound | null> {
  const at = r.clock();
  const { all } = dutiesOf(county);
  const catalogue = catalogueDigest(all);
  const today = todayIn(at) as Day;
  const look = await due(r, county, today, catalogue);
  if (!look) return null;
  const { minting, body, only } = look;
  const sum = await overFirms(r, county, body, only);
  if (!only) {
    const round = await reading(r, county, (reads) => roundOf(reads, { ...body, firms: null }, null));
    if (!isEmpty(round)) {
      const done = await perform(r, county, { ...body, firms: null });
      sum.made += done.made;
    }
  }
  await noted(r, county, minting?.begunOn ?? today, today, at, catalogue);
  return sum;
}
