-- duties: what is owed (应办事项), what was handed in for it, how it was judged, who was urged; up to which day instances were made.
create schema duties;
comment on schema duties is '责任落实：应办事项、上报材料、审核';

create table duties.owed (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  obligation text not null,
  title text not null,
  what text not null,
  owed_by text not null check (owed_by in ('enterprise','person','town','county')),
  owner text not null,
  owner_name text not null,
  enterprise uuid,
  enterprise_name text,
  town text,
  person uuid,
  about text not null default '',
  period_from date not null,
  period_to date not null,
  opens_on date not null,
  due_on date not null,
  applies_on date not null,
  why text not null,
  cites text[] not null,
  checked text not null check (checked in ('verified','secondary','unverified')),
  proof text[] not null,
  reviewer text not null check (reviewer in ('town','county','none')),
  loop text not null check (loop in ('reviewed','kept')),
  state text not null check (state in ('owed','handed-in','returned','accepted','excused','ended')),
  first_on date,
  days_late int not null default 0 check (days_late >= 0),
  handed_in_by uuid,
  redo_by date,
  excused_until date,
  excused_by_name text,
  excuse_reason text,
  ended_on date,
  ended_why text,
  primary key (county, id),
  unique (county, obligation, owner, period_from, about),
  check ((owed_by in ('enterprise','person')) = (enterprise is not null)),
  check ((loop = 'kept') = (reviewer = 'none')),
  check (period_from <= period_to and opens_on <= due_on)
);
comment on table duties.owed is '应办事项：谁在哪一期应办的一件事；到期前已在，未办也在';
comment on column duties.owed.county is '县级行政区划代码';
comment on column duties.owed.id is '编号';
comment on column duties.owed.version is '版本';
comment on column duties.owed.obligation is '事项编号（法规数据）';
comment on column duties.owed.title is '事项';
comment on column duties.owed.what is '应交什么';
comment on column duties.owed.owed_by is '义务主体';
comment on column duties.owed.owner is '义务人：企业、人员的编号，镇代码，或县代码';
comment on column duties.owed.owner_name is '义务人名称';
comment on column duties.owed.enterprise is '企业';
comment on column duties.owed.enterprise_name is '企业名称';
comment on column duties.owed.town is '所在镇，随企业';
comment on column duties.owed.person is '人员';
comment on column duties.owed.about is '起因的说明：设备、证件、文件名称；按周期的为空串';
comment on column duties.owed.period_from is '所属期的首日；由起因引起的为起因日';
comment on column duties.owed.period_to is '所属期的末日';
comment on column duties.owed.opens_on is '可以办理的首日';
comment on column duties.owed.due_on is '期限';
comment on column duties.owed.applies_on is '从哪一天起适用';
comment on column duties.owed.why is '为什么适用';
comment on column duties.owed.cites is '依据';
comment on column duties.owed.checked is '依据核实程度';
comment on column duties.owed.proof is '证明材料的种类';
comment on column duties.owed.reviewer is '审核单位';
comment on column duties.owed.loop is '流程：审核、备案';
comment on column duties.owed.state is '状态';
comment on column duties.owed.first_on is '首次上报日：迟报由此算';
comment on column duties.owed.days_late is '首次上报迟了几天';
comment on column duties.owed.handed_in_by is '最近一次上报人账号：他不得审核';
comment on column duties.owed.redo_by is '退回后补正的期限';
comment on column duties.owed.excused_until is '免办到哪一天';
comment on column duties.owed.excused_by_name is '批准免办的人';
comment on column duties.owed.excuse_reason is '免办理由';
comment on column duties.owed.ended_on is '从哪一天起不再适用';
comment on column duties.owed.ended_why is '为什么不再适用';
create index owed_due on duties.owed (county, due_on, id);
create index owed_enterprise on duties.owed (county, enterprise, due_on, id);
create index owed_town on duties.owed (county, town, due_on, id);
create index owed_obligation on duties.owed (county, obligation, period_from, owner);
create index owed_open on duties.owed (county, town, due_on, id) where state in ('owed','returned');
create index owed_waiting on duties.owed (county, town, due_on, id) where state = 'handed-in';

create table duties.proof (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  enterprise uuid,
  town text,
  represents_from date not null,
  represents_to date not null,
  note text not null,
  handed_in_by uuid,
  handed_in_by_name text not null,
  handed_in_at timestamptz not null,
  primary key (county, id),
  check (represents_from <= represents_to)
);
comment on table duties.proof is '上报材料：一次上报，可以证明几件应办事项';
comment on column duties.proof.county is '县级行政区划代码';
comment on column duties.proof.id is '编号';
comment on column duties.proof.version is '版本';
comment on column duties.proof.enterprise is '企业';
comment on column duties.proof.town is '所在镇，随企业';
comment on column duties.proof.represents_from is '材料反映的首日';
comment on column duties.proof.represents_to is '材料反映的末日';
comment on column duties.proof.note is '情况说明';
comment on column duties.proof.handed_in_by is '上报人账号';
comment on column duties.proof.handed_in_by_name is '上报人';
comment on column duties.proof.handed_in_at is '上报时间';

create table duties.hand_in (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  owed uuid not null,
  proof uuid not null,
  enterprise uuid,
  town text,
  handed_in_on date not null,
  verdict text check (verdict in ('accepted','returned','taken-back')),
  verdict_note text,
  redo_by date,
  judged_by uuid,
  judged_by_name text,
  judged_at timestamptz,
  primary key (county, id),
  foreign key (county, owed) references duties.owed (county, id),
  foreign key (county, proof) references duties.proof (county, id),
  check ((verdict is null) = (judged_at is null))
);
comment on table duties.hand_in is '上报与审核：一件应办事项每上报一次一行';
comment on column duties.hand_in.county is '县级行政区划代码';
comment on column duties.hand_in.id is '编号';
comment on column duties.hand_in.version is '版本';
comment on column duties.hand_in.owed is '应办事项';
comment on column duties.hand_in.proof is '上报材料';
comment on column duties.hand_in.enterprise is '企业';
comment on column duties.hand_in.town is '所在镇，随企业';
comment on column duties.hand_in.handed_in_on is '上报日';
comment on column duties.hand_in.verdict is '审核结论';
comment on column duties.hand_in.verdict_note is '审核意见';
comment on column duties.hand_in.redo_by is '补正期限';
comment on column duties.hand_in.judged_by is '审核人账号';
comment on column duties.hand_in.judged_by_name is '审核人';
comment on column duties.hand_in.judged_at is '审核时间';
create index hand_in_owed on duties.hand_in (county, owed, handed_in_on);
create index hand_in_proof on duties.hand_in (county, proof);

create table duties.urging (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  owed uuid not null,
  enterprise uuid,
  town text,
  note text,
  urged_by uuid,
  urged_by_name text not null,
  urged_at timestamptz not null,
  primary key (county, id),
  foreign key (county, owed) references duties.owed (county, id)
);
comment on table duties.urging is '催办：每催一次一行';
comment on column duties.urging.county is '县级行政区划代码';
comment on column duties.urging.id is '编号';
comment on column duties.urging.version is '版本';
comment on column duties.urging.owed is '应办事项';
comment on column duties.urging.enterprise is '企业';
comment on column duties.urging.town is '所在镇，随企业';
comment on column duties.urging.note is '催办内容';
comment on column duties.urging.urged_by is '催办人账号';
comment on column duties.urging.urged_by_name is '催办人';
comment on column duties.urging.urged_at is '催办时间';
create index urging_owed on duties.urging (county, owed, urged_at);

create table duties.minting (
  county text not null check (county ~ '^[0-9]{6}$'),
  begun_on date not null,
  minted_to date not null,
  looked_at timestamptz not null,
  catalogue text not null,
  primary key (county)
);
comment on table duties.minting is '应办事项生成到哪一天：县里一行';
comment on column duties.minting.county is '县级行政区划代码';
comment on column duties.minting.begun_on is '从哪一天起生成：那天所在的各期是首期';
comment on column duties.minting.minted_to is '已生成到哪一天';
comment on column duties.minting.looked_at is '上次查看企业变更的时刻';
comment on column duties.minting.catalogue is '上次所用事项目录的摘要';

alter table duties.owed enable row level security;
alter table duties.owed force row level security;
create policy owed_see on duties.owed using (county = kernel.county() and kernel.sees(town, enterprise));
alter table duties.proof enable row level security;
alter table duties.proof force row level security;
create policy proof_see on duties.proof using (county = kernel.county() and kernel.sees(town, enterprise));
alter table duties.hand_in enable row level security;
alter table duties.hand_in force row level security;
create policy hand_in_see on duties.hand_in using (county = kernel.county() and kernel.sees(town, enterprise));
alter table duties.urging enable row level security;
alter table duties.urging force row level security;
create policy urging_see on duties.urging using (county = kernel.county() and kernel.sees(town, enterprise));
alter table duties.minting enable row level security;
alter table duties.minting force row level security;
create policy minting_see on duties.minting using (county = kernel.county() and kernel.sees(null::text, null::uuid));

grant usage on schema duties to zean_app, zean_reader;
grant select, insert, update, delete on all tables in schema duties to zean_app;
grant select on all tables in schema duties to zean_reader;
