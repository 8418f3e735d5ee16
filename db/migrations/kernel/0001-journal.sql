-- kernel: the journal, its seals, idempotent answers and roll-ups. Knows nothing of safety.
create schema kernel;
comment on schema kernel is '内核：办理日志、封存、幂等答复、汇总';

create table kernel.entry (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  at timestamptz not null,
  observed_at timestamptz,
  account uuid,
  actor_name text not null,
  role text not null,
  command text not null,
  sentence text not null,
  subject_kind text,
  subject_id uuid,
  town text,
  enterprise uuid,
  given jsonb not null,
  primary key (county, id)
);
comment on table kernel.entry is '办理日志：每一次办理一条，只增不改（泽应急发〔2022〕63号 七(三) 执法全过程记录）';
comment on column kernel.entry.county is '县级行政区划代码 GB/T 2260';
comment on column kernel.entry.id is '办理编号，等于幂等键，在办理发生处生成';
comment on column kernel.entry.at is '服务器办理时间';
comment on column kernel.entry.observed_at is '设备声称的办理时间（离线办理时）';
comment on column kernel.entry.account is '办理人账号，系统办理为空';
comment on column kernel.entry.actor_name is '办理人姓名（当时）';
comment on column kernel.entry.role is '办理人角色（当时）';
comment on column kernel.entry.command is '办理事项名';
comment on column kernel.entry.sentence is '时间线上的一句话';
comment on column kernel.entry.subject_kind is '主要办理对象种类';
comment on column kernel.entry.subject_id is '主要办理对象编号';
comment on column kernel.entry.town is '对象所在镇，供行级可见性';
comment on column kernel.entry.enterprise is '对象所属企业，供行级可见性';
comment on column kernel.entry.given is '提交的内容（口令等机密项除外）';
create index entry_at on kernel.entry (county, at desc, id desc);

create table kernel.effect (
  county text not null,
  entry_id uuid not null,
  ordinal int not null,
  kind text not null,
  subject_id uuid not null,
  version int not null,
  op text not null check (op in ('create', 'change', 'remove')),
  patch jsonb not null,
  town text,
  enterprise uuid,
  primary key (county, entry_id, ordinal),
  foreign key (county, entry_id) references kernel.entry (county, id)
);
comment on table kernel.effect is '办理结果：每条日志改动了哪个对象的哪些列，据此可重建今日状态';
comment on column kernel.effect.county is '县级行政区划代码';
comment on column kernel.effect.entry_id is '所属日志';
comment on column kernel.effect.ordinal is '同一日志内的次序';
comment on column kernel.effect.kind is '对象种类';
comment on column kernel.effect.subject_id is '对象编号';
comment on column kernel.effect.version is '改动后的版本';
comment on column kernel.effect.op is '新建、改动或移除';
comment on column kernel.effect.patch is '改动的列及新值';
comment on column kernel.effect.town is '对象所在镇';
comment on column kernel.effect.enterprise is '对象所属企业';
create index effect_subject on kernel.effect (county, kind, subject_id, version);

create table kernel.unsealed (
  county text not null,
  entry_id uuid not null,
  primary key (county, entry_id)
);
comment on table kernel.unsealed is '待封存的日志，封存者取走';
comment on column kernel.unsealed.county is '县级行政区划代码';
comment on column kernel.unsealed.entry_id is '日志编号';

create table kernel.seal (
  county text not null,
  seq bigint not null check (seq > 0),
  entry_id uuid not null,
  leaf text not null,
  chain text not null,
  at timestamptz not null,
  primary key (county, seq),
  unique (county, entry_id)
);
comment on table kernel.seal is '封存链：chain(n) = SM3(chain(n-1) ‖ leaf(n))，leaf 为日志及其结果的规范 JSON 的 SM3';
comment on column kernel.seal.county is '县级行政区划代码';
comment on column kernel.seal.seq is '封存序号，自 1 连续';
comment on column kernel.seal.entry_id is '日志编号';
comment on column kernel.seal.leaf is '叶摘要（十六进制）';
comment on column kernel.seal.chain is '链摘要（十六进制）';
comment on column kernel.seal.at is '封存时间';

create table kernel.checkpoint (
  county text not null,
  seq bigint not null,
  chain text not null,
  algorithm text not null,
  at timestamptz not null,
  primary key (county, seq)
);
comment on table kernel.checkpoint is '每小时公布的检查点：截断日志尾部也能被发现';
comment on column kernel.checkpoint.county is '县级行政区划代码';
comment on column kernel.checkpoint.seq is '封存序号';
comment on column kernel.checkpoint.chain is '该序号的链摘要';
comment on column kernel.checkpoint.algorithm is '摘要算法';
comment on column kernel.checkpoint.at is '公布时间';

create table kernel.answer (
  county text not null,
  key uuid not null,
  account uuid,
  command text not null,
  body_hash text not null,
  answer json not null,
  at timestamptz not null,
  primary key (county, key)
);
comment on table kernel.answer is '幂等答复：同一办理编号同一答复，保存 180 天';
comment on column kernel.answer.county is '县级行政区划代码';
comment on column kernel.answer.key is '办理编号';
comment on column kernel.answer.account is '办理人账号';
comment on column kernel.answer.command is '办理事项名';
comment on column kernel.answer.body_hash is '提交内容摘要';
comment on column kernel.answer.answer is '当时的答复';
comment on column kernel.answer.at is '办理时间';
create index answer_at on kernel.answer (at);

create table kernel.tally (
  county text not null,
  name text not null,
  town text not null default '',
  enterprise text not null default '',
  key text not null,
  day date not null default '0001-01-01',
  n bigint not null,
  primary key (county, name, town, enterprise, key, day)
);
comment on table kernel.tally is '汇总：由声明的纯函数从行算出，与重新清点时刻相等（须并上 tally_delta）';
comment on column kernel.tally.county is '县级行政区划代码';
comment on column kernel.tally.name is '汇总名';
comment on column kernel.tally.town is '镇代码，县级为空串';
comment on column kernel.tally.enterprise is '企业编号，按镇汇总时为空串';
comment on column kernel.tally.key is '键，各段以 | 分隔';
comment on column kernel.tally.day is '日期，无日期为 0001-01-01';
comment on column kernel.tally.n is '数量';

create table kernel.tally_delta (
  county text not null,
  name text not null,
  town text not null default '',
  enterprise text not null default '',
  key text not null,
  day date not null default '0001-01-01',
  n bigint not null
);
comment on table kernel.tally_delta is '尚未并入汇总的增减，只增；并入者取走';
comment on column kernel.tally_delta.county is '县级行政区划代码';
comment on column kernel.tally_delta.name is '汇总名';
comment on column kernel.tally_delta.town is '镇代码';
comment on column kernel.tally_delta.enterprise is '企业编号';
comment on column kernel.tally_delta.key is '键';
comment on column kernel.tally_delta.day is '日期';
comment on column kernel.tally_delta.n is '增减数';
create index tally_delta_name on kernel.tally_delta (county, name);

create table kernel.tally_edition (
  county text not null,
  name text not null,
  edition text not null,
  primary key (county, name)
);
comment on table kernel.tally_edition is '汇总定义的版次，变更后启动时重新清点';
comment on column kernel.tally_edition.county is '县级行政区划代码';
comment on column kernel.tally_edition.name is '汇总名';
comment on column kernel.tally_edition.edition is '版次';

alter table kernel.entry enable row level security;
alter table kernel.entry force row level security;
create policy entry_see on kernel.entry for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else account = (select nullif(current_setting('app.account', true), '')::uuid) end);
create policy entry_add on kernel.entry for insert with check (county = (select nullif(current_setting('app.county', true), '')));

alter table kernel.effect enable row level security;
alter table kernel.effect force row level security;
create policy effect_see on kernel.effect for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);
create policy effect_add on kernel.effect for insert with check (county = (select nullif(current_setting('app.county', true), '')));

alter table kernel.answer enable row level security;
alter table kernel.answer force row level security;
create policy answer_own on kernel.answer using (
  county = (select nullif(current_setting('app.county', true), ''))
  and (account = (select nullif(current_setting('app.account', true), '')::uuid)
    or (select current_setting('app.scope', true)) = 'county'))
  with check (county = (select nullif(current_setting('app.county', true), '')));

alter table kernel.unsealed enable row level security;
alter table kernel.unsealed force row level security;
create policy unsealed_county on kernel.unsealed using (county = (select nullif(current_setting('app.county', true), '')));
alter table kernel.seal enable row level security;
alter table kernel.seal force row level security;
create policy seal_county on kernel.seal using (county = (select nullif(current_setting('app.county', true), '')));
alter table kernel.checkpoint enable row level security;
alter table kernel.checkpoint force row level security;
create policy checkpoint_county on kernel.checkpoint using (county = (select nullif(current_setting('app.county', true), '')));

alter table kernel.tally enable row level security;
alter table kernel.tally force row level security;
create policy tally_see on kernel.tally using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), ''))
    else false end)
  with check (county = (select nullif(current_setting('app.county', true), '')));
alter table kernel.tally_delta enable row level security;
alter table kernel.tally_delta force row level security;
create policy tally_delta_see on kernel.tally_delta for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), ''))
    else false end);
create policy tally_delta_add on kernel.tally_delta for insert with check (county = (select nullif(current_setting('app.county', true), '')));
create policy tally_delta_take on kernel.tally_delta for delete using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');

grant usage on schema kernel to zean_app;
grant usage on schema kernel to zean_reader;
grant usage on schema kernel to zean_auditor;
grant select, insert on kernel.entry to zean_app;
grant select, insert on kernel.effect to zean_app;
grant select, insert, delete on kernel.unsealed to zean_app;
grant select, insert on kernel.seal to zean_app;
grant select, insert on kernel.checkpoint to zean_app;
grant select, insert, delete on kernel.answer to zean_app;
grant select, insert, update, delete on kernel.tally to zean_app;
grant select, insert, delete on kernel.tally_delta to zean_app;
grant select, insert, update on kernel.tally_edition to zean_app;
grant select on kernel.entry to zean_auditor;
grant select on kernel.effect to zean_auditor;
grant select on kernel.seal to zean_auditor;
grant select on kernel.checkpoint to zean_auditor;
grant select on kernel.tally to zean_reader;
grant select on kernel.tally_delta to zean_reader;
