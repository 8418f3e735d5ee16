/** SQL of the yardstick, written as fast as we know how on the same tables and indexes. */
export const COUNTY = '140525';

/** What the platform's ledger shows of a hazard, under the same names. */
export const COLUMNS = `h.id, h.version, h.number, h.enterprise_name as "enterpriseName", h.town, h.description, h.place, h.level, h.state, h.due_on as "dueOn",
  null::int as "overdueDays", h.found_at as "foundAt", h.found_by_name as "foundByName", h.origin, h.loop, h.sector, h.category, h.criterion, h.person,
  h.money_yuan as "moneyYuan", h.measure, h.held_by as "heldBy", h.supervised_by as "supervisedBy", h.analysis, h.closed_on as "closedOn",
  h.close_reason as "closeReason", h.look_back_result as "lookBackResult"`;
const DUE = 'h.due_order';

const page = (seek: string) => `
  select json_build_object(
    'rows', (select coalesce(json_agg(r), '[]') from (
      select ${COLUMNS} from hazards.hazard h
      where h.county = $1 and h.town = $2 and h.state = $3${seek} order by ${DUE}, h.id limit 50) r),
    'total', (select count(*) from hazards.hazard h where h.county = $1 and h.town = $2 and h.state = $3))::text as json`;

export const LEDGER = page('');
export const LEDGER_AFTER = page(` and (${DUE}, h.id) > ($4::date, $5::uuid)`);

export const SEARCH = `
  with hit as materialized (select w.hazard, w.found_at from hazards.word w where w.grams @> $3::text[] and w.haystack like $2 and w.county = $1),
  newest as materialized (select hazard from hit order by found_at desc, hazard desc limit 50)
  select json_build_object(
    'rows', (select coalesce(json_agg(r), '[]') from (
      select ${COLUMNS} from newest join hazards.hazard h on h.county = $1 and h.id = newest.hazard order by h.found_at desc, h.id desc) r),
    'total', (select count(*) from hit))::text as json`;

export const PREPARE = `
  create schema if not exists bench;
  create table if not exists bench.audit (id uuid primary key default gen_random_uuid(), at timestamptz not null default now(), account text not null,
    action text not null, hazard uuid not null, patch jsonb not null);`;

/** The name the yardstick signs its rows with, so that they can be taken away again. */
export const BY = '裸机对照';

export const CREATE = `
  with firm as (select * from registry.enterprise where county = $1 and id = $4 and removed_at is null),
  resp as (select coalesce(jsonb_agg(jsonb_build_object('body', s.body, 'department', s.department, 'officer', s.officer, 'officerName', s.officer_name)), '[]') as list
    from registry.supervision s where s.county = $1 and s.enterprise = $4 and s.from_on <= $9::timestamptz::date and (s.to_on is null or s.to_on > $9::timestamptz::date)),
  h as (insert into hazards.hazard (county, id, number, enterprise, enterprise_name, town, sector, flags, loop, origin, state, category, description, place,
      found_on, found_at, found_by_name, responsible)
    select $1, $2, $3, firm.id, firm.name, firm.town, firm.sector, firm.flags, 'common', $5, 'found', $6, $7, $8, ($9::timestamptz at time zone 'Asia/Shanghai')::date, $9, '${BY}', resp.list
    from firm, resp returning *),
  w as (insert into hazards.word (county, hazard, town, enterprise, found_at, haystack, grams) select county, id, town, enterprise, found_at, haystack, $10 from h),
  a as (insert into bench.audit (account, action, hazard, patch) select '${BY}', 'create', id, to_jsonb(h) - 'haystack' from h)
  select json_build_object('id', h.id, 'number', h.number)::text as json from h`;

export const MOVE = `
  with h as (update hazards.hazard set state = 'judged', level = 'general', judge_reason = $4, judged_at = now(), version = version + 1
    where county = $1 and id = $2 and version = $3 and state = 'found' returning id, version),
  a as (insert into bench.audit (account, action, hazard, patch) select '${BY}', 'judge', id, jsonb_build_object('state', 'judged', 'level', 'general', 'reason', $4::text) from h)
  select json_build_object('state', 'judged')::text as json from h`;

/** Takes away what the yardstick wrote: the platform's roll-ups never knew of it. */
export const CLEAN_ROWS = `
  delete from hazards.word w using hazards.hazard h where h.county = w.county and h.id = w.hazard and h.found_by_name = '${BY}';
  delete from hazards.hazard where found_by_name = '${BY}';`;
export const CLEAN = `${CLEAN_ROWS}
  drop schema if exists bench cascade;`;
