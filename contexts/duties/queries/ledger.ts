import { cansOf, type Day } from '#kernel';
import {
  any,
  contains,
  derived,
  type Ledger,
  ledger,
  nameByCode,
  ownPlace,
  range,
  same,
  sameText,
  when,
} from '#kernel/server';
import { obligationOf } from '#law-catalogue';
import { periodText } from '../domain/period.rule.ts';
import { daysLate, type Timed, timeOf } from '../domain/time.rule.ts';
import { owedLedger } from '../ledgers.ts';
import { readers } from '../policy.ts';
import { owed } from '../subjects.ts';

const timed = {
  stateCode: 'o.state',
  opensOn: 'o.opens_on',
  due: 'o.due_on',
  first: 'o.first_on',
  redo: 'o.redo_by',
};
interface Seen {
  stateCode: string;
  opensOn: string;
  due: string;
  first: string | null;
  redo: string | null;
}
const timedOf = (row: Seen): Timed => ({
  state: row.stateCode,
  opensOn: row.opensOn,
  dueOn: row.due,
  firstOn: row.first,
  redoBy: row.redo,
});

/** The period of the duty in words; of one that the catalogue no longer holds, its days. */
export const periodOf = (row: { obligation: string; periodFrom: string; periodTo: string; about: string }): string => {
  const text = periodText(obligationOf(row.obligation)?.every ?? null, {
    first: row.periodFrom as Day,
    last: row.periodTo as Day,
  });
  return row.about ? `${text} ${row.about}` : text;
};

export const owedLedgerHalf: Ledger = ledger({
  shape: owedLedger,
  may: [readers],
  from: 'duties.owed o',
  county: 'o.county',
  id: 'o.id',
  columns: {
    title: 'o.title',
    ownerName: 'o.owner_name',
    town: 'o.town',
    townName: nameByCode('registry.published_town', 'o.town'),
    period: derived<{ obligation: string; periodFrom: string; periodTo: string; about: string }>(
      { obligation: 'o.obligation', periodFrom: 'o.period_from', periodTo: 'o.period_to', about: 'o.about' },
      (row) => periodOf(row),
    ),
    dueOn: 'o.due_on',
    time: derived<Seen>(timed, (row, { today }) => timeOf(timedOf(row), today)),
    state: 'o.state',
    daysLate: derived<Seen>(timed, (row, { today }) => daysLate(timedOf(row), today) || null),
    why: 'o.why',
    cite: "array_to_string(o.cites, '、')",
    what: 'o.what',
    owedBy: 'o.owed_by',
    reviewer: 'o.reviewer',
    firstOn: 'o.first_on',
    urged: `(select nullif(count(*), 0)::int from duties.urging u where u.county = $1 and u.owed = o.id)`,
    loop: 'o.loop',
  },
  version: 'o.version',
  looks: { enterprise: 'o.enterprise', handedInBy: 'o.handed_in_by' },
  sorts: { dueOn: { sql: 'o.due_on', type: 'date' } },
  filters: {
    q: contains('o.title', 'o.owner_name', "coalesce(o.enterprise_name, '')", 'o.about'),
    town: same('o.town'),
    obligation: any('o.obligation'),
    state: any('o.state'),
    missed: (p, _, { today }) =>
      `o.first_on is null and o.state in ('owed', 'returned') and o.due_on < ${p(today)}::date`,
    late: when('o.days_late > 0'),
    todo: (p, _, { today }) => `o.state in ('owed', 'returned') and o.opens_on <= ${p(today)}::date`,
    open: when("o.state in ('owed', 'returned', 'handed-in')"),
    owedBy: any('o.owed_by'),
    reviewer: any('o.reviewer'),
    enterprise: sameText('o.enterprise'),
    ...range('due', 'o.due_on'),
  },
  scope: ownPlace({ town: 'o.town', enterprise: 'o.enterprise' }),
  can: (actor, row, modules) => cansOf(modules.commands, owed.kind, actor, row),
});
