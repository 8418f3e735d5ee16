-- hazards: 整改与复查 get a row each time, so that what was given back and rectified again hides nothing of the first time. The hazard keeps
-- who rectified last, whom the walls look at. The key to the hazard follows in the next file: on a cluster a table is spread before it refers.
create table hazards.rectification (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  moved boolean not null default false,
  hazard uuid not null,
  town text not null,
  enterprise uuid not null,
  expert uuid,
  measure text,
  person text,
  due_on date,
  rectified_by uuid,
  rectified_by_name text,
  rectified_at timestamptz,
  note text,
  verified_by uuid,
  verified_by_name text,
  verified_at timestamptz,
  verified_note text,
  outcome text check (outcome in ('passed', 'returned', 'taken-over')),
  returned_by uuid,
  returned_by_name text,
  returned_at timestamptz,
  return_reason text,
  primary key (county, id),
  check (moved or rectified_at is not null)
);
comment on table hazards.rectification is '整改与复查：每整改一次一行';
comment on column hazards.rectification.county is '县级行政区划代码';
comment on column hazards.rectification.id is '编号';
comment on column hazards.rectification.version is '版本';
comment on column hazards.rectification.moved is '由旧列迁入：此行之前的经过在隐患的日志里';
comment on column hazards.rectification.hazard is '隐患';
comment on column hazards.rectification.town is '所在镇，随隐患';
comment on column hazards.rectification.enterprise is '企业，随隐患';
comment on column hazards.rectification.expert is '最近所请专家账号，随隐患：他看得到整改情况';
comment on column hazards.rectification.measure is '当次的整改措施';
comment on column hazards.rectification.person is '当次的责任人';
comment on column hazards.rectification.due_on is '当次的整改期限';
comment on column hazards.rectification.rectified_by is '整改人账号';
comment on column hazards.rectification.rectified_by_name is '整改人';
comment on column hazards.rectification.rectified_at is '整改完成时间';
comment on column hazards.rectification.note is '整改情况';
comment on column hazards.rectification.verified_by is '复查人账号，不得是整改人';
comment on column hazards.rectification.verified_by_name is '复查人';
comment on column hazards.rectification.verified_at is '复查时间';
comment on column hazards.rectification.verified_note is '复查意见';
comment on column hazards.rectification.outcome is '结果：合格、退回重改、转入监管闭环；空为待复查';
comment on column hazards.rectification.returned_by is '退回人账号';
comment on column hazards.rectification.returned_by_name is '退回人';
comment on column hazards.rectification.returned_at is '退回时间';
comment on column hazards.rectification.return_reason is '退回理由';
create index rectification_hazard on hazards.rectification (county, hazard, rectified_at);

alter table hazards.rectification enable row level security;
create policy rectification_see on hazards.rectification using (
  county = kernel.county()
  and (kernel.sees(town, enterprise) or (kernel.scope() = 'expert' and expert = kernel.account())));
grant select, insert, update, delete on hazards.rectification to zean_app;
grant select on hazards.rectification to zean_reader;
