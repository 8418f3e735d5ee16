-- programme: campaigns' checks and the texts the county fills in. The notice itself is data in notices/.
create schema programme;
comment on schema programme is '年度通知：专项行动检查与补录文字';

create table programme.item_check (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  campaign text not null,
  item text not null,
  enterprise uuid not null,
  town text not null,
  result text not null check (result in ('pass', 'fail', 'not-applicable')),
  note text,
  hazard uuid,
  checked_on date not null,
  checked_by uuid,
  checked_by_name text not null,
  primary key (county, id),
  unique (county, campaign, enterprise, item),
  foreign key (county, enterprise) references registry.enterprise (county, id),
  foreign key (county, hazard) references hazards.hazard (county, id),
  check ((result = 'fail') = (hazard is not null))
);
comment on table programme.item_check is '专项行动：逐企逐项检查结果，不合格的必有一条隐患（泽应急发〔2022〕63号 二(二)）';
comment on column programme.item_check.county is '县级行政区划代码';
comment on column programme.item_check.id is '编号';
comment on column programme.item_check.version is '版本';
comment on column programme.item_check.campaign is '专项行动';
comment on column programme.item_check.item is '检查事项';
comment on column programme.item_check.enterprise is '企业';
comment on column programme.item_check.town is '企业所在镇';
comment on column programme.item_check.result is '结果';
comment on column programme.item_check.note is '说明';
comment on column programme.item_check.hazard is '不合格时登记的隐患';
comment on column programme.item_check.checked_on is '检查日期';
comment on column programme.item_check.checked_by is '检查人账号';
comment on column programme.item_check.checked_by_name is '检查人';
create index item_check_enterprise on programme.item_check (county, enterprise);

create table programme.task_text (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  task text not null,
  text text not null check (length(text) between 2 and 400),
  primary key (county, id),
  unique (county, task)
);
comment on table programme.task_text is '任务清单中待县局补录的文字';
comment on column programme.task_text.county is '县级行政区划代码';
comment on column programme.task_text.id is '编号';
comment on column programme.task_text.version is '版本';
comment on column programme.task_text.task is '任务编号';
comment on column programme.task_text.text is '文字';

alter table programme.item_check enable row level security;
alter table programme.item_check force row level security;
create policy item_check_see on programme.item_check using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);
alter table programme.task_text enable row level security;
alter table programme.task_text force row level security;
create policy task_text_see on programme.task_text for select using (county = (select nullif(current_setting('app.county', true), '')));
create policy task_text_add on programme.task_text for insert with check (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
create policy task_text_change on programme.task_text for update using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');

grant usage on schema programme to zean_app;
grant select, insert, update, delete on programme.item_check to zean_app;
grant select, insert, update, delete on programme.task_text to zean_app;
