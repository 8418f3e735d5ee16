-- hazards: the ledger of every finding and its loop (N2.1).
create schema hazards;
comment on schema hazards is '隐患：台账与闭环';

create table hazards.hazard (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  number text not null,
  enterprise uuid not null,
  enterprise_name text not null,
  town text not null,
  sector text not null,
  flags text[] not null default '{}',
  site uuid,
  loop text not null check (loop in ('common', 'self')),
  origin text not null check (origin in ('self-check','enterprise-report','inspection','expert','alarm','public-report','look-back','transfer-in')),
  state text not null check (state in ('found','judged','assigned','rectified','verified','closed','transferred')),
  level text not null default 'unjudged' check (level in ('unjudged','general','major')),
  category text not null default 'other' check (category in ('equipment','process','environment','behaviour','management','confined-space','dust','smelting','electrical','fire','other')),
  criterion text,
  judge_reason text,
  description text not null check (length(description) between 4 and 2000),
  place text not null check (length(place) between 1 and 200),
  lat numeric(9,6),
  lng numeric(9,6),
  datum text check (datum in ('WGS-84','CGCS2000','GCJ-02')),
  campaign_item text,
  found_on date not null,
  found_at timestamptz not null,
  found_by uuid,
  found_by_name text not null,
  judged_by uuid,
  judged_at timestamptz,
  measure text,
  person text,
  money_yuan numeric(14,2) check (money_yuan >= 0),
  due_on date,
  plan text,
  assigned_by uuid,
  assigned_at timestamptz,
  extension_until date,
  extension_reason text,
  extensions int not null default 0,
  rectified_by uuid,
  rectified_at timestamptz,
  rectified_note text,
  verified_by uuid,
  verified_at timestamptz,
  verified_note text,
  closed_by uuid,
  closed_at timestamptz,
  closed_on date,
  close_reason text check (close_reason in ('rectified','dismissed','transferred')),
  returns int not null default 0,
  reopens int not null default 0,
  held_by text not null default 'town' check (held_by in ('town','county','city')),
  escalated_at timestamptz,
  escalate_reason text,
  supervised_by text check (supervised_by in ('county','city','province')),
  supervised_on date,
  supervise_notice text,
  analysis text not null default 'none' check (analysis in ('none','asked','given')),
  analysis_expert uuid,
  analysis_question text,
  analysis_text text,
  transferred_to text,
  transferred_at timestamptz,
  transfer_reason text,
  transfer_reply text,
  case_requested_at timestamptz,
  case_reason text,
  looked_back_on date,
  look_back_result text check (look_back_result in ('pass','fail')),
  responsible jsonb not null default '[]',
  due_order date not null generated always as (coalesce(due_on, date '9999-12-31')) stored,
  haystack text not null generated always as (lower(number || ' ' || enterprise_name || ' ' || description || ' ' || place)) stored,
  primary key (county, id),
  unique (county, number),
  foreign key (county, enterprise) references registry.enterprise (county, id),
  check ((lat is null) = (lng is null) and (lat is null) = (datum is null)),
  check (level <> 'major' or criterion is not null),
  check (state in ('found','judged','transferred','closed') or due_on is not null),
  check ((state = 'closed') = (closed_on is not null))
);
comment on table hazards.hazard is '隐患：任何来源的问题只有这一本台账，按声明的流转表办理（泽应急发〔2022〕63号 二(一)）';
comment on column hazards.hazard.county is '县级行政区划代码';
comment on column hazards.hazard.id is '编号，在发现处生成';
comment on column hazards.hazard.version is '版本';
comment on column hazards.hazard.number is '隐患编号';
comment on column hazards.hazard.enterprise is '企业';
comment on column hazards.hazard.enterprise_name is '企业名称（发现时）';
comment on column hazards.hazard.town is '所在镇，随企业，供按镇查询';
comment on column hazards.hazard.sector is '行业（发现时）';
comment on column hazards.hazard.flags is '企业风险标志（发现时）';
comment on column hazards.hazard.site is '场所';
comment on column hazards.hazard.loop is '流转表：监管闭环或企业自查自改';
comment on column hazards.hazard.origin is '来源';
comment on column hazards.hazard.state is '状态';
comment on column hazards.hazard.level is '级别';
comment on column hazards.hazard.category is '类别';
comment on column hazards.hazard.criterion is '重大隐患判定标准条目';
comment on column hazards.hazard.judge_reason is '判定理由';
comment on column hazards.hazard.description is '问题描述';
comment on column hazards.hazard.place is '部位';
comment on column hazards.hazard.lat is '纬度';
comment on column hazards.hazard.lng is '经度';
comment on column hazards.hazard.datum is '坐标系';
comment on column hazards.hazard.campaign_item is '专项行动检查事项';
comment on column hazards.hazard.found_on is '发现日期';
comment on column hazards.hazard.found_at is '发现时间';
comment on column hazards.hazard.found_by is '发现人账号';
comment on column hazards.hazard.found_by_name is '发现人';
comment on column hazards.hazard.judged_by is '判定人';
comment on column hazards.hazard.judged_at is '判定时间';
comment on column hazards.hazard.measure is '五落实：整改措施';
comment on column hazards.hazard.person is '五落实：责任人';
comment on column hazards.hazard.money_yuan is '五落实：资金（元）';
comment on column hazards.hazard.due_on is '五落实：整改期限';
comment on column hazards.hazard.plan is '五落实：应急预案';
comment on column hazards.hazard.assigned_by is '派发人';
comment on column hazards.hazard.assigned_at is '派发时间';
comment on column hazards.hazard.extension_until is '申请延期至，待审批';
comment on column hazards.hazard.extension_reason is '延期理由';
comment on column hazards.hazard.extensions is '已批延期次数';
comment on column hazards.hazard.rectified_by is '整改人';
comment on column hazards.hazard.rectified_at is '整改时间';
comment on column hazards.hazard.rectified_note is '整改情况';
comment on column hazards.hazard.verified_by is '复查人，不得是整改人';
comment on column hazards.hazard.verified_at is '复查时间';
comment on column hazards.hazard.verified_note is '复查意见';
comment on column hazards.hazard.closed_by is '销号人';
comment on column hazards.hazard.closed_at is '销号时间';
comment on column hazards.hazard.closed_on is '销号日期';
comment on column hazards.hazard.close_reason is '销号原因';
comment on column hazards.hazard.returns is '退回次数';
comment on column hazards.hazard.reopens is '重开次数';
comment on column hazards.hazard.held_by is '现由哪一级牵头';
comment on column hazards.hazard.escalated_at is '上报时间';
comment on column hazards.hazard.escalate_reason is '上报理由';
comment on column hazards.hazard.supervised_by is '挂牌督办级别';
comment on column hazards.hazard.supervised_on is '挂牌日期';
comment on column hazards.hazard.supervise_notice is '督办通知书文号';
comment on column hazards.hazard.analysis is '专家会诊：未请、已请、已答';
comment on column hazards.hazard.analysis_expert is '会诊专家账号';
comment on column hazards.hazard.analysis_question is '会诊问题';
comment on column hazards.hazard.analysis_text is '专家意见';
comment on column hazards.hazard.transferred_to is '移送部门';
comment on column hazards.hazard.transferred_at is '移送时间';
comment on column hazards.hazard.transfer_reason is '移送理由';
comment on column hazards.hazard.transfer_reply is '移送回复';
comment on column hazards.hazard.case_requested_at is '提请立案时间（案件模块未接入前仅留记录）';
comment on column hazards.hazard.case_reason is '提请立案理由';
comment on column hazards.hazard.looked_back_on is '回头看日期';
comment on column hazards.hazard.look_back_result is '回头看结果';
comment on column hazards.hazard.responsible is '发现当日三方监管责任人（N6.3）';
comment on column hazards.hazard.due_order is '按期限排序用，无期限的排最后；是列而不是表达式，因为行级安全之下 coalesce 的条件用不上索引';
comment on column hazards.hazard.haystack is '供文字检索';

create index hazard_town_state on hazards.hazard (county, town, state, due_order, id);
create index hazard_town_due on hazards.hazard (county, town, due_order, id);
create index hazard_state on hazards.hazard (county, state, due_order, id);
create index hazard_due on hazards.hazard (county, due_order, id);
create index hazard_found on hazards.hazard (county, found_at, id);
create index hazard_town_found on hazards.hazard (county, town, found_at, id);
create index hazard_enterprise on hazards.hazard (county, enterprise, found_at, id);
create index hazard_expert on hazards.hazard (county, analysis_expert) where analysis_expert is not null;
create index hazard_self on hazards.hazard (county, found_on, enterprise) where origin in ('self-check', 'enterprise-report');

create table hazards.word (
  county text not null,
  hazard uuid not null,
  town text not null,
  enterprise uuid not null,
  haystack text collate "C" not null,
  grams text[] collate "C" not null,
  primary key (county, hazard),
  foreign key (county, hazard) references hazards.hazard (county, id)
);
comment on table hazards.word is '检索表：与隐患分开，状态改动不触及检索索引；读取须经 hazards.find 的范围判断';
comment on column hazards.word.county is '县级行政区划代码';
comment on column hazards.word.hazard is '隐患编号';
comment on column hazards.word.town is '所在镇';
comment on column hazards.word.enterprise is '企业';
comment on column hazards.word.haystack is '检索文字（小写）';
comment on column hazards.word.grams is '二字词';
create index word_grams on hazards.word using gin (grams);

alter table hazards.hazard enable row level security;
alter table hazards.hazard force row level security;
create policy hazard_see on hazards.hazard using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    when 'expert' then analysis_expert = (select nullif(current_setting('app.account', true), '')::uuid)
    else false end);
-- Not forced: hazards.find runs as the owner, past the policy, with the same test written out; LIKE and @> are not leakproof,
-- so under the policy no index could serve them.
alter table hazards.word enable row level security;
create policy word_see on hazards.word using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);

-- Up to `cap` hazards whose text holds the word, within the caller's scope and, when given, a town. Planned anew for each word.
create function hazards.find(word text, cap int, of_town text default null) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, hazards, public as $$
declare
  c text := nullif(current_setting('app.county', true), '');
  s text := current_setting('app.scope', true);
  t text := nullif(current_setting('app.town', true), '');
  e uuid := nullif(current_setting('app.enterprise', true), '')::uuid;
  w text := lower(word);
  pattern text := '%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  test text;
  pairs text[];
begin
  if c is null or s not in ('county', 'town', 'enterprise') then return; end if;
  test := case when of_town is null then '' else format(' and town = %L', of_town) end
    || case s when 'county' then '' when 'town' then format(' and town = %L', t) else format(' and enterprise = %L', e) end;
  -- Pairs of characters, not pg_trgm: it takes Chinese for no letters at all where the database's LC_CTYPE is C, as ours is.
  select array_agg(distinct g) into pairs from (select substr(w, i, 2) as g from generate_series(1, length(w) - 1) i) x where g !~ '\s';
  return query execute format('select hazard from hazards.word where county = %L%s%s%s limit %s', c, test,
    case when pairs is null then '' else format(' and grams @> %L', pairs) end,
    case when length(w) = 2 and pairs is not null then '' else format(' and haystack like %L', pattern) end, cap);
end $$;
comment on function hazards.find(text, int, text) is '文字检索：在调用者可见范围内找含此词的隐患';

-- Two-character words that more than this share of hazards hold, by the statistics.
create function hazards.common_words(share double precision) returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select x.w from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as x(w, f)
    where s.schemaname = 'hazards' and s.tablename = 'word' and s.attname = 'grams' and x.f > share
$$;
comment on function hazards.common_words(double precision) is '出现比例高于此值的二字词（统计信息）';
revoke all on function hazards.find(text, int, text) from public;
revoke all on function hazards.common_words(double precision) from public;

grant usage on schema hazards to zean_app;
grant usage on schema hazards to zean_reader;
grant select, insert, update, delete on hazards.hazard to zean_app;
grant select, insert, update, delete on hazards.word to zean_app;
grant execute on function hazards.find(text, int, text) to zean_app;
grant execute on function hazards.common_words(double precision) to zean_app;
grant select on hazards.hazard to zean_reader;
