-- disclosure: what the public may see, from when, until when.
create schema disclosure;
comment on schema disclosure is '信息公开';

create table disclosure.publication (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  kind text not null check (kind in ('progress')),
  title text not null check (length(title) between 2 and 100),
  body jsonb not null,
  published_at timestamptz not null,
  published_by uuid,
  published_by_name text not null,
  visible_until date,
  withdrawn_at timestamptz,
  withdraw_reason text,
  primary key (county, id),
  check ((withdrawn_at is null) = (withdraw_reason is null))
);
comment on table disclosure.publication is '公开内容：公布、可见至、撤回均留痕';
comment on column disclosure.publication.county is '县级行政区划代码';
comment on column disclosure.publication.id is '编号';
comment on column disclosure.publication.version is '版本';
comment on column disclosure.publication.kind is '种类';
comment on column disclosure.publication.title is '标题';
comment on column disclosure.publication.body is '公开内容（公布时的快照）';
comment on column disclosure.publication.published_at is '公布时间';
comment on column disclosure.publication.published_by is '公布人';
comment on column disclosure.publication.published_by_name is '公布人姓名（不对外显示）';
comment on column disclosure.publication.visible_until is '可见至';
comment on column disclosure.publication.withdrawn_at is '撤回时间';
comment on column disclosure.publication.withdraw_reason is '撤回理由';
create index publication_newest on disclosure.publication (county, kind, published_at desc);

alter table disclosure.publication enable row level security;
alter table disclosure.publication force row level security;
create policy publication_see on disclosure.publication for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and (withdrawn_at is null or (select current_setting('app.scope', true)) = 'county'));
create policy publication_add on disclosure.publication for insert with check (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
create policy publication_change on disclosure.publication for update using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');

grant usage on schema disclosure to zean_app;
grant select, insert, update on disclosure.publication to zean_app;
