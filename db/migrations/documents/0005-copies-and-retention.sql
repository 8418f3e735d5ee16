-- documents: a copy is believed while it has the digest it had when it was made of the whole original; evidence kept long enough is retired
-- by rule, and what remains of it is its row, its hash and by which rule it went.
create table documents.copy (
  county text not null check (county ~ '^[0-9]{6}$'),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size text not null check (size in ('thumb','view')),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  primary key (county, sha256, size)
);
comment on table documents.copy is '展示副本：由完整原件制成时副本自身的摘要；与存放的副本不符即重新制作';
comment on column documents.copy.county is '县级行政区划代码';
comment on column documents.copy.sha256 is '原件';
comment on column documents.copy.size is '尺寸：缩略图、展示图';
comment on column documents.copy.digest is '副本的内容摘要';
comment on column documents.copy.at is '制成时间';
alter table documents.copy enable row level security;
alter table documents.copy force row level security;
create policy copy_county on documents.copy using (county = kernel.county() and kernel.scope() = 'county')
  with check (county = kernel.county() and kernel.scope() = 'county');
grant select, insert, update, delete on documents.copy to zean_app;

create table documents.retired (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  rule text not null,
  rule_set text not null,
  basis text not null,
  ended_on date not null,
  due_on date not null,
  bytes bigint not null,
  name text not null,
  at timestamptz not null,
  primary key (county, id)
);
comment on table documents.retired is '到期销毁：按保管期限规则删除的原件，只留摘要、规则和时间';
comment on column documents.retired.county is '县级行政区划代码';
comment on column documents.retired.id is '编号';
comment on column documents.retired.version is '版本';
comment on column documents.retired.sha256 is '原件';
comment on column documents.retired.rule is '依据的规则';
comment on column documents.retired.rule_set is '规则所在的一套';
comment on column documents.retired.basis is '规则的依据（当时）';
comment on column documents.retired.ended_on is '所证明的事项最后办结之日';
comment on column documents.retired.due_on is '保管期满之日';
comment on column documents.retired.bytes is '字节数';
comment on column documents.retired.name is '文件名';
comment on column documents.retired.at is '销毁时间';
create index retired_sha256 on documents.retired (county, sha256);
alter table documents.retired enable row level security;
alter table documents.retired force row level security;
create policy retired_county on documents.retired using (county = kernel.county() and kernel.scope() = 'county')
  with check (county = kernel.county() and kernel.scope() = 'county');
grant select, insert on documents.retired to zean_app;

alter table documents.damage drop constraint damage_what_check;
alter table documents.damage add constraint damage_what_check check (what in ('changed','missing','unreadable','retired'));
comment on column documents.damage.what is '怎样：内容已变、缺失、读不出；或按保管期限销毁';
alter table documents.damage add column cleared_at timestamptz check (cleared_at is null or what = 'retired');
comment on column documents.damage.cleared_at is '按保管期限销毁的，原件和副本删净的时间；空表示还没有删净';
