-- documents: evidence is believed only while its hash holds: what was found changed, missing or unreadable, and how far each pass over all files came.
create table documents.damage (
  county text not null check (county ~ '^[0-9]{6}$'),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  what text not null check (what in ('changed','missing','unreadable')),
  found_at timestamptz not null,
  seen_at timestamptz not null,
  mended_at timestamptz,
  primary key (county, sha256)
);
comment on table documents.damage is '损坏：原件与内容摘要不符、缺失或读不出的文件；恢复后记恢复时间，不删除';
comment on column documents.damage.county is '县级行政区划代码';
comment on column documents.damage.sha256 is '文件';
comment on column documents.damage.what is '怎样：内容已变、缺失、读不出';
comment on column documents.damage.found_at is '首次发现时间';
comment on column documents.damage.seen_at is '最近一次核验仍如此的时间';
comment on column documents.damage.mended_at is '恢复时间；空表示尚未恢复';

create table documents.inspection (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  began_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  done_to text not null default '',
  files int not null default 0,
  bytes bigint not null default 0,
  damaged int not null default 0,
  primary key (county, id)
);
comment on table documents.inspection is '核验：每夜逐一重算全部原件的摘要；中断后从停下的地方继续';
comment on column documents.inspection.county is '县级行政区划代码';
comment on column documents.inspection.id is '编号';
comment on column documents.inspection.began_at is '开始时间';
comment on column documents.inspection.seen_at is '最近进展时间';
comment on column documents.inspection.ended_at is '完成时间；空表示尚未完成';
comment on column documents.inspection.done_to is '已核验到的摘要（按摘要次序）';
comment on column documents.inspection.files is '已核验文件数';
comment on column documents.inspection.bytes is '已核验字节数';
comment on column documents.inspection.damaged is '其中损坏的文件数';
create index inspection_began on documents.inspection (county, began_at);

alter table documents.damage enable row level security;
alter table documents.damage force row level security;
create policy damage_see on documents.damage for select using (county = kernel.county());
create policy damage_find on documents.damage for insert with check (county = kernel.county() and kernel.scope() = 'county');
create policy damage_mend on documents.damage for update using (county = kernel.county() and kernel.scope() = 'county');
create policy damage_sweep on documents.damage for delete using (county = kernel.county() and kernel.scope() = 'county');

alter table documents.inspection enable row level security;
alter table documents.inspection force row level security;
create policy inspection_county on documents.inspection using (county = kernel.county() and kernel.scope() = 'county')
  with check (county = kernel.county() and kernel.scope() = 'county');

grant select, insert, update, delete on documents.damage to zean_app;
grant select, insert, update on documents.inspection to zean_app;
