-- registry: a checked file waits for its import in the database, so that another server, or the same one started anew, does not ask for it again.
create table registry.checked_file (
  county text not null,
  id uuid not null,
  account uuid,
  ledger text not null check (ledger in ('enterprises','people')),
  file_name text not null,
  content bytea not null,
  at timestamptz not null,
  ends_at timestamptz not null,
  primary key (county, id)
);
comment on table registry.checked_file is '核对过、等待导入的文件：只有上传的人能用，到期清除';
comment on column registry.checked_file.county is '县级行政区划代码';
comment on column registry.checked_file.id is '编号';
comment on column registry.checked_file.account is '上传人；命令行为空';
comment on column registry.checked_file.ledger is '台账';
comment on column registry.checked_file.file_name is '文件名';
comment on column registry.checked_file.content is '读出的行和每行的问题（压缩）';
comment on column registry.checked_file.at is '核对时间';
comment on column registry.checked_file.ends_at is '失效时间';
create index checked_file_account on registry.checked_file (county, account, at);

alter table registry.checked_file enable row level security;
alter table registry.checked_file force row level security;
create policy checked_file_own on registry.checked_file using (
  county = kernel.county() and kernel.scope() = 'county' and (kernel.account() is null or account = kernel.account()))
  with check (county = kernel.county() and kernel.scope() = 'county' and account is not distinct from kernel.account());
grant select, insert, delete on registry.checked_file to zean_app;

-- Which check an import was of: each is imported once, whoever comes first.
alter table registry.import add column checked_file uuid;
comment on column registry.import.checked_file is '所导入的核对，每次核对只能导入一次';
create unique index import_checked_file on registry.import (county, checked_file);
