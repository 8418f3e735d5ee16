-- registry: what an enterprise was before a change of its profile, so that the profile of any day can be told (当日概况).
create table registry.former_profile (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  enterprise uuid not null,
  town text not null,
  until_on date not null,
  until_at timestamptz not null,
  sector text not null,
  flags text[] not null,
  scale text not null,
  staff_count int not null,
  status text not null,
  removed boolean not null,
  primary key (county, id)
);
comment on table registry.former_profile is '企业概况沿革：变更之前的样子，随变更写下，可由留痕重建';
comment on column registry.former_profile.county is '县级行政区划代码';
comment on column registry.former_profile.id is '编号';
comment on column registry.former_profile.enterprise is '企业';
comment on column registry.former_profile.town is '企业变更后所在镇';
comment on column registry.former_profile.until_on is '到哪一天为止（该日已是变更后的样子）';
comment on column registry.former_profile.until_at is '变更时间';
comment on column registry.former_profile.sector is '行业';
comment on column registry.former_profile.flags is '风险标志';
comment on column registry.former_profile.scale is '规模';
comment on column registry.former_profile.staff_count is '从业人数';
comment on column registry.former_profile.status is '生产状态';
comment on column registry.former_profile.removed is '已注销';
create index former_profile_enterprise on registry.former_profile (county, enterprise, until_at);
create index former_profile_changed on registry.former_profile (county, until_at);

alter table registry.former_profile enable row level security;
alter table registry.former_profile force row level security;
create policy former_profile_see on registry.former_profile using (county = kernel.county() and kernel.sees(town, enterprise));
grant select, insert, update, delete on registry.former_profile to zean_app;
grant select on registry.former_profile to zean_reader;

create view registry.published_former_profile with (security_invoker = true) as
  select county, enterprise, until_on, until_at, sector, flags, scale, staff_count, status, removed from registry.former_profile;
comment on view registry.published_former_profile is '供其他模块读取：企业概况沿革';
create view registry.published_profile with (security_invoker = true) as
  select county, id as enterprise, name, town, sector, flags, scale, staff_count, status, removed_at is not null as removed, created_at
  from registry.enterprise;
comment on view registry.published_profile is '供其他模块读取：企业当前概况';
create view registry.published_person with (security_invoker = true) as
  select county, id, enterprise, town, name, position, left_on from registry.person;
comment on view registry.published_person is '供其他模块读取：企业人员';
grant select on registry.published_former_profile to zean_app;
grant select on registry.published_profile to zean_app;
grant select on registry.published_person to zean_app;
