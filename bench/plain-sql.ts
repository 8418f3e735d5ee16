/**
 * SQL of the plain server: what a program does that only serves its page. One statement a request, the leanest that gives the same rows. A page
 * without its total (the search counts: its hits are at hand), a write without audit, journal or responsible persons; the dashboard read from the roll-ups.
 */
import { BY, COLUMNS } from './bare-sql.ts';

export const PLAIN_LEDGER = `
  select json_build_object('rows', coalesce(json_agg(r), '[]'))::text as json from (
    select ${COLUMNS} from hazards.hazard h
    where h.county = $1 and h.town = $2 and h.state = $3 order by h.due_order, h.id limit 50) r`;

export const PLAIN_CREATE = `
  with h as (insert into hazards.hazard (county, id, number, enterprise, enterprise_name, town, sector, flags, loop, origin, state, category, description, place,
      found_on, found_at, found_by_name, responsible)
    select $1, $2, $3, id, name, town, sector, flags, 'common', $5, 'found', $6, $7, $8, ($9::timestamptz at time zone 'Asia/Shanghai')::date, $9, '${BY}', '[]'
    from registry.enterprise where county = $1 and id = $4 and removed_at is null returning county, id, number, town, enterprise, found_at, haystack),
  w as (insert into hazards.word (county, hazard, town, enterprise, found_at, haystack, grams) select county, id, town, enterprise, found_at, haystack, $10 from h)
  select json_build_object('id', id, 'number', number)::text as json from h`;

export const PLAIN_MOVE = `
  update hazards.hazard set state = 'judged', level = 'general', judge_reason = $4, judged_at = now(), version = version + 1
  where county = $1 and id = $2 and version = $3 and state = 'found' returning '{"state":"judged"}' as json`;

const month = (n: number) => `coalesce(sum(n) filter (where day = ($3::date + interval '${n} month')::date), 0)`;
const part = (at: number) => `split_part(key, '|', ${at})`;
const list = (rows: string) => `(select coalesce(json_agg(r), '[]') from (${rows}) r)`;
const figures = (name: string) => `from kernel.tally where county = $1 and name = '${name}'`;

/** $2 today, $3 the first of the twelve months. */
export const PLAIN_DASHBOARD = `
  select json_build_object('today', $2::text,
    'cells', ${list(`select town, ${part(2)} as level, json_object_agg(${part(1)}, n) as n ${figures('hazards.state')} group by 1, 2`)},
    'overdue', ${list(`select town, ${part(1)} as level, sum(n) as n ${figures('hazards.due')} and day < $2::date group by 1, 2`)},
    'months', ${list(
      `select town, ${part(1)} as what, ${part(2)} as level, json_build_array(${Array.from({ length: 12 }, (_, n) => month(n)).join()}) as n
       ${figures('hazards.month')} and day >= $3::date group by 1, 2, 3`,
    )})::text as json`;
