-- hazards: 重大危险源辨识与分级 as it was computed and filed for an enterprise. A later one of the same unit replaces it, and leaves it where it is.
create table hazards.major_source (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  enterprise uuid not null,
  town text not null,
  name text not null,
  unit text not null check (unit in ('production', 'storage')),
  law_on date not null,
  edition text not null,
  exposed_people int not null check (exposed_people >= 0),
  held jsonb not null,
  settings jsonb,
  major boolean not null,
  s numeric not null check (s > 0),
  r numeric,
  alpha numeric not null,
  level text,
  workings jsonb not null,
  cites text[] not null,
  checked text not null check (checked in ('verified', 'secondary', 'unverified')),
  filed_on date not null,
  filed_at timestamptz not null,
  filed_by uuid,
  filed_by_name text not null,
  replaced_by uuid,
  replaced_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by_name text,
  withdraw_reason text,
  primary key (county, id),
  check ((level is null) = (not major)),
  check ((r is null) = (not major)),
  check ((replaced_by is null) = (replaced_at is null)),
  check ((withdrawn_at is null) = (withdraw_reason is null))
);
comment on table hazards.major_source is '重大危险源辨识与分级：存入企业档案的计算结果，每个单元现行一份';
comment on column hazards.major_source.county is '县级行政区划代码';
comment on column hazards.major_source.id is '编号';
comment on column hazards.major_source.version is '版本';
comment on column hazards.major_source.enterprise is '企业';
comment on column hazards.major_source.town is '所在镇，随企业';
comment on column hazards.major_source.name is '单元名称';
comment on column hazards.major_source.unit is '单元：生产、储存';
comment on column hazards.major_source.law_on is '按哪一天的法规';
comment on column hazards.major_source.edition is '所依据的标准及版本';
comment on column hazards.major_source.exposed_people is '厂界外 500 米内常住人口';
comment on column hazards.major_source.held is '存有的危险化学品及设计最大量';
comment on column hazards.major_source.settings is '计算时的选择';
comment on column hazards.major_source.major is '是否构成重大危险源';
comment on column hazards.major_source.s is '辨识指标 S';
comment on column hazards.major_source.r is '分级指标 R；不构成的不分级';
comment on column hazards.major_source.alpha is '厂外人员修正系数 α';
comment on column hazards.major_source.level is '级别；不构成的不分级';
comment on column hazards.major_source.workings is '计算过程';
comment on column hazards.major_source.cites is '依据的条款';
comment on column hazards.major_source.checked is '依据的核对情况';
comment on column hazards.major_source.filed_on is '存档日';
comment on column hazards.major_source.filed_at is '存档时间';
comment on column hazards.major_source.filed_by is '存档人账号';
comment on column hazards.major_source.filed_by_name is '存档人';
comment on column hazards.major_source.replaced_by is '被哪一份替换';
comment on column hazards.major_source.replaced_at is '替换时间';
comment on column hazards.major_source.withdrawn_at is '作废时间';
comment on column hazards.major_source.withdrawn_by_name is '作废人';
comment on column hazards.major_source.withdraw_reason is '作废理由';
create unique index major_source_current on hazards.major_source (county, enterprise, name)
  where replaced_at is null and withdrawn_at is null;

alter table hazards.major_source enable row level security;
alter table hazards.major_source force row level security;
create policy major_source_see on hazards.major_source using (
  county = kernel.county() and kernel.sees(town, enterprise));
grant select, insert, update, delete on hazards.major_source to zean_app;
grant select on hazards.major_source to zean_reader;
