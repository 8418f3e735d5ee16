-- hazards: each step of the bureau has its day, fixed when the step begins; who checked may not close a major one; the enterprise is urged (催办).
alter table hazards.hazard
  add column step_due_on date,
  add column checked_by uuid;
comment on column hazards.hazard.step_due_on is '监管部门本步的办理时限：判定、派发、复查、销号；进入该状态之日定下';
comment on column hazards.hazard.checked_by is '最近一次的复查人：重大隐患不得由他销号';

create table hazards.urging (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  hazard uuid not null,
  town text not null,
  enterprise uuid not null,
  due_on date,
  urged_by uuid,
  urged_by_name text not null,
  urged_at timestamptz not null,
  note text,
  primary key (county, id)
);
comment on table hazards.urging is '催办：每催一次一行';
comment on column hazards.urging.county is '县级行政区划代码';
comment on column hazards.urging.id is '编号';
comment on column hazards.urging.version is '版本';
comment on column hazards.urging.hazard is '隐患';
comment on column hazards.urging.town is '所在镇，随隐患';
comment on column hazards.urging.enterprise is '企业，随隐患';
comment on column hazards.urging.due_on is '催办当时的整改期限';
comment on column hazards.urging.urged_by is '催办人账号';
comment on column hazards.urging.urged_by_name is '催办人';
comment on column hazards.urging.urged_at is '催办时间';
comment on column hazards.urging.note is '催办内容';
create index urging_hazard on hazards.urging (county, hazard, urged_at);

alter table hazards.urging enable row level security;
alter table hazards.urging force row level security;
create policy urging_see on hazards.urging using (county = kernel.county() and kernel.sees(town, enterprise));
grant select, insert, update, delete on hazards.urging to zean_app;
grant select on hazards.urging to zean_reader;
