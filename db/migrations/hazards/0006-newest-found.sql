-- hazards: the day found stands beside the words, so that the newest of what a word finds are chosen, and counted, where the words lie.
alter table hazards.word add column found_at timestamptz;
comment on column hazards.word.found_at is '发现时间，随隐患，不变；供在检索处取最新的一页';
-- The index is built anew at the end: row by row it would cost many times that.
drop index hazards.word_grams;
alter table hazards.hazard no force row level security;
update hazards.word w set found_at = h.found_at from hazards.hazard h where h.county = w.county and h.id = w.hazard;
alter table hazards.hazard force row level security;
alter table hazards.word alter column found_at set not null;
create index word_grams on hazards.word using gin (grams);

-- The rows whose text holds the word, within the caller's scope and, when given, a town, as the condition of a statement; null: none.
create function hazards.word_test(word text, of_town text) returns text
language plpgsql stable set search_path = pg_catalog, hazards, public as $$
declare
  c text := nullif(current_setting('app.county', true), '');
  s text := current_setting('app.scope', true);
  w text := lower(word);
  pattern text := '%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  pairs text[];
begin
  if c is null or s not in ('county', 'town', 'enterprise') then return null; end if;
  -- Pairs of characters, not pg_trgm: it takes Chinese for no letters at all where the database's LC_CTYPE is C, as ours is.
  select array_agg(distinct g) into pairs from (select substr(w, i, 2) as g from generate_series(1, length(w) - 1) i) x where g !~ '\s';
  return format('county = %L', c)
    || case when of_town is null then '' else format(' and town = %L', of_town) end
    || case s when 'county' then ''
      when 'town' then format(' and town = %L', nullif(current_setting('app.town', true), ''))
      else format(' and enterprise = %L', nullif(current_setting('app.enterprise', true), '')::uuid) end
    || case when pairs is null then '' else format(' and grams @> %L', pairs) end
    || case when length(w) = 2 and pairs is not null then '' else format(' and haystack like %L', pattern) end;
end $$;
comment on function hazards.word_test(text, text) is '含此词且在调用者可见范围内的检索行，以条件表示';

-- Up to `cap` hazards whose text holds the word. Planned anew for each word.
create or replace function hazards.find(word text, cap int, of_town text default null) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, hazards, public as $$
declare
  test text := hazards.word_test(word, of_town);
begin
  if test is null then return; end if;
  return query execute format('select hazard from hazards.word where %s limit %s', test, cap);
end $$;

-- One page of them by the day found, behind the row `from_at`, `from_id` when given, and how many there are in all, up to `cap`.
create function hazards.find_page(
  word text, cap int, of_town text, newest_first boolean, from_at timestamptz, from_id uuid, most int, out ids uuid[], out hits int)
language plpgsql stable security definer set search_path = pg_catalog, hazards, public as $$
declare
  test text := hazards.word_test(word, of_town);
  dir text := case when newest_first then 'desc' else 'asc' end;
begin
  ids := '{}';
  hits := 0;
  if test is null then return; end if;
  execute format(
    'with hit as materialized (select hazard, found_at from hazards.word where %s limit %s)
     select array(select hazard from hit%s order by found_at %s, hazard %s limit %s), (select count(*)::int from hit)',
    test, cap,
    case when from_id is null then ''
      else format(' where (found_at, hazard) %s (%L::timestamptz, %L::uuid)', case when newest_first then '<' else '>' end, from_at, from_id) end,
    dir, dir, most) into ids, hits;
end $$;
comment on function hazards.find_page(text, int, text, boolean, timestamptz, uuid, int) is '文字检索：按发现时间取一页，并给出总数';

-- Which words are common is learned by looking: the statistics of a table that is spread over nodes are not the coordinator's.
drop function hazards.common_words(double precision);
revoke all on function hazards.word_test(text, text) from public;
revoke all on function hazards.find_page(text, int, text, boolean, timestamptz, uuid, int) from public;
grant execute on function hazards.find_page(text, int, text, boolean, timestamptz, uuid, int) to zean_app;
