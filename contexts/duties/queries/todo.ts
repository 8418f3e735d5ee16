import { z } from 'zod';
import { groupAnswer, query, type Reads, todoSource } from '#kernel';
import { aliased, doneOf, isMine, waitingSql } from '#kernel/server';
import { lives } from '../domain/lives.ts';
import { dutyMoves } from '../domain/moves/index.ts';
import type { OwedFacts } from '../domain/moves/row.ts';
import { daysLate, timeOf } from '../domain/time.rule.ts';
import { readers } from '../policy.ts';
import { owedRow } from '../row-schemas.ts';
import { type Owed, owed, owedOwners } from '../subjects.ts';
import { periodOf } from './ledger.ts';
import { timeShown } from './record.ts';

type Group = (typeof lives.waiting)[number];
type Looked = Record<Extract<keyof OwedFacts, keyof Owed>, true>;

/** An instance that waits: what is drawn of it, and what the moves look at. */
const todoRow = owedRow
  .pick({
    id: true,
    version: true,
    title: true,
    what: true,
    why: true,
    cites: true,
    ownerName: true,
    periodFrom: true,
    periodTo: true,
    opensOn: true,
    dueOn: true,
    redoBy: true,
  })
  .extend(owedRow.pick(Object.fromEntries(lives.columns.map((column) => [column, true])) as Looked).shape)
  .extend({ ...timeShown, can: z.array(z.string()) });

/** One act on what is owed. */
const doneRow = owedRow
  .pick({ id: true, title: true, ownerName: true, state: true, dueOn: true })
  .extend({ at: z.iso.datetime(), command: z.string(), sentence: z.string(), subjectId: z.uuid() });

const handing: string = dutyMoves.handIn.command;

/** One group as it stands for the caller; what cannot be handed in yet does not wait. At most 50 rows, with the exact count. */
async function waitingUnder(g: Group, reads: Reads) {
  const { actor, today } = reads;
  const values: unknown[] = [actor.county];
  const p = (value: unknown) => `$${values.push(value)}`;
  const opened = g.command === handing ? `and o.opens_on <= ${p(today)}::date` : '';
  const waits = `${waitingSql(g, actor, aliased('o'), p)} and ${reads.within(owedOwners, values)}`;
  const rows = await reads.many<Owed & { total: number }>(
    `select o.*, count(*) over () as total from duties.owed o where o.county = $1 and ${waits} ${opened}
     order by coalesce(o.redo_by, o.due_on), o.id limit 50`,
    values,
  );
  if (rows.length === 0) return null;
  const { key, title, command } = g;
  return {
    key,
    title,
    command,
    total: Number(rows[0]!.total),
    rows: rows
      .map((o) => ({
        ...todoRow.omit({ period: true, time: true, late: true, can: true }).parse(pickOf(o)),
        period: periodOf(o),
        time: timeOf(o, today),
        late: daysLate(o, today),
        can: reads.can(owed.kind, o),
      }))
      .filter((row) => row.can.includes(command)),
  };
}

const shown = Object.keys(todoRow.omit({ period: true, time: true, late: true, can: true }).shape);
const pickOf = (o: Owed) => Object.fromEntries(shown.map((key) => [key, o[key as keyof Owed]]));

const waitingFor = async (reads: Reads) =>
  (await Promise.all(lives.waiting.filter((g) => isMine(g, reads.actor)).map((g) => waitingUnder(g, reads)))).filter(
    (group) => group !== null,
  );

/** 应办事项待办 alone: what the phone keeps to be read without a signal. */
export const todoQuery = query({
  name: 'duties.todo',
  title: '应办事项待办',
  input: z.strictObject({}),
  answer: z.strictObject({ today: z.string(), groups: z.array(groupAnswer(todoRow)) }),
  may: [readers],
  read: async (reads) => ({ today: reads.today, groups: await waitingFor(reads) }),
});

function doneOn(reads: Reads, page: { before?: string | undefined; limit: number }) {
  return doneOf(reads, owed.kind, page, (ids) => {
    const values: unknown[] = [reads.actor.county, ids];
    return reads.many<Pick<Owed, 'id' | 'title' | 'ownerName' | 'state' | 'dueOn'>>(
      `select o.id, o.title, o.owner_name, o.state, o.due_on from duties.owed o
     where o.county = $1 and o.id = any($2::uuid[]) and ${reads.within(owedOwners, values)}`,
      values,
    );
  });
}

/** What is owed on the home (待办、已办). */
export const dutyTodos = todoSource({
  name: 'duties',
  may: [readers],
  row: todoRow,
  did: doneRow,
  waiting: waitingFor,
  done: doneOn,
});
