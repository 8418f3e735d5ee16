-- hazards: what can happen more than once to one hazard gets a row each time — 会诊, 延期, 移送, 回头看 — so that a second one overwrites nothing.
-- The hazard keeps what filters, policies and the walls look at: the expert asked last, the extension in wait, the last receiver and result.

create table hazards.consultation (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  moved boolean not null default false,
  hazard uuid not null,
  town text not null,
  enterprise uuid not null,
  expert uuid,
  expert_name text,
  question text not null,
  asked_by uuid,
  asked_by_name text,
  asked_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  withdrawn_at timestamptz,
  primary key (county, id),
  foreign key (county, hazard) references hazards.hazard (county, id)
);
comment on table hazards.consultation is '专家会诊：每请一次一行，专家只看到请自己的';
comment on column hazards.consultation.county is '县级行政区划代码';
comment on column hazards.consultation.id is '编号';
comment on column hazards.consultation.version is '版本';
comment on column hazards.consultation.moved is '由旧列迁入：此行之前的经过在隐患的日志里';
comment on column hazards.consultation.hazard is '隐患';
comment on column hazards.consultation.town is '所在镇，随隐患';
comment on column hazards.consultation.enterprise is '企业，随隐患';
comment on column hazards.consultation.expert is '所请专家账号';
comment on column hazards.consultation.expert_name is '所请专家';
comment on column hazards.consultation.question is '会诊问题';
comment on column hazards.consultation.asked_by is '提请人账号';
comment on column hazards.consultation.asked_by_name is '提请人';
comment on column hazards.consultation.asked_at is '提请时间';
comment on column hazards.consultation.answer is '会诊意见';
comment on column hazards.consultation.answered_at is '答复时间';
comment on column hazards.consultation.withdrawn_at is '未答复而改请他人的时间';
create index consultation_hazard on hazards.consultation (county, hazard, asked_at);

create table hazards.extension (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  moved boolean not null default false,
  hazard uuid not null,
  town text not null,
  enterprise uuid not null,
  due_on date,
  until date not null,
  reason text,
  asked_by uuid,
  asked_by_name text,
  asked_at timestamptz,
  verdict text check (verdict in ('granted', 'refused', 'lapsed')),
  verdict_reason text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  primary key (county, id),
  foreign key (county, hazard) references hazards.hazard (county, id)
);
comment on table hazards.extension is '延期：每申请一次一行';
comment on column hazards.extension.county is '县级行政区划代码';
comment on column hazards.extension.id is '编号';
comment on column hazards.extension.version is '版本';
comment on column hazards.extension.moved is '由旧列迁入：此行之前的经过在隐患的日志里';
comment on column hazards.extension.hazard is '隐患';
comment on column hazards.extension.town is '所在镇，随隐患';
comment on column hazards.extension.enterprise is '企业，随隐患';
comment on column hazards.extension.due_on is '申请时的整改期限';
comment on column hazards.extension.until is '申请延期至';
comment on column hazards.extension.reason is '延期理由';
comment on column hazards.extension.asked_by is '申请人账号';
comment on column hazards.extension.asked_by_name is '申请人';
comment on column hazards.extension.asked_at is '申请时间';
comment on column hazards.extension.verdict is '审批结果：同意、不同意、未批先整改完成';
comment on column hazards.extension.verdict_reason is '审批意见';
comment on column hazards.extension.decided_by is '审批人账号';
comment on column hazards.extension.decided_by_name is '审批人';
comment on column hazards.extension.decided_at is '审批时间';
create index extension_hazard on hazards.extension (county, hazard, asked_at);

create table hazards.transfer (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  moved boolean not null default false,
  hazard uuid not null,
  town text not null,
  enterprise uuid not null,
  department text not null,
  reason text,
  transferred_by uuid,
  transferred_by_name text,
  transferred_at timestamptz,
  outcome text check (outcome in ('concluded', 'taken-back')),
  reply text,
  replied_at timestamptz,
  primary key (county, id),
  foreign key (county, hazard) references hazards.hazard (county, id)
);
comment on table hazards.transfer is '移送：每移送一次一行';
comment on column hazards.transfer.county is '县级行政区划代码';
comment on column hazards.transfer.id is '编号';
comment on column hazards.transfer.version is '版本';
comment on column hazards.transfer.moved is '由旧列迁入：此行之前的经过在隐患的日志里';
comment on column hazards.transfer.hazard is '隐患';
comment on column hazards.transfer.town is '所在镇，随隐患';
comment on column hazards.transfer.enterprise is '企业，随隐患';
comment on column hazards.transfer.department is '接收部门';
comment on column hazards.transfer.reason is '移送理由';
comment on column hazards.transfer.transferred_by is '移送人账号';
comment on column hazards.transfer.transferred_by_name is '移送人';
comment on column hazards.transfer.transferred_at is '移送时间';
comment on column hazards.transfer.outcome is '结果：部门办结或收回自办';
comment on column hazards.transfer.reply is '部门回复或收回理由';
comment on column hazards.transfer.replied_at is '回复时间';
create index transfer_hazard on hazards.transfer (county, hazard, transferred_at);

create table hazards.look_back (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  moved boolean not null default false,
  hazard uuid not null,
  town text not null,
  enterprise uuid not null,
  looked_on date not null,
  result text not null check (result in ('pass', 'fail')),
  note text,
  looked_by uuid,
  looked_by_name text,
  looked_at timestamptz,
  primary key (county, id),
  foreign key (county, hazard) references hazards.hazard (county, id)
);
comment on table hazards.look_back is '回头看：每看一次一行';
comment on column hazards.look_back.county is '县级行政区划代码';
comment on column hazards.look_back.id is '编号';
comment on column hazards.look_back.version is '版本';
comment on column hazards.look_back.moved is '由旧列迁入：此行之前的经过在隐患的日志里';
comment on column hazards.look_back.hazard is '隐患';
comment on column hazards.look_back.town is '所在镇，随隐患';
comment on column hazards.look_back.enterprise is '企业，随隐患';
comment on column hazards.look_back.looked_on is '回头看日期';
comment on column hazards.look_back.result is '结果';
comment on column hazards.look_back.note is '情况说明';
comment on column hazards.look_back.looked_by is '回头看的人账号';
comment on column hazards.look_back.looked_by_name is '回头看的人';
comment on column hazards.look_back.looked_at is '记录时间';
create index look_back_hazard on hazards.look_back (county, hazard, looked_on);

-- The owner obeys the policy as long as it is forced; for the move of its own rows it is not.
alter table hazards.hazard no force row level security;
insert into hazards.consultation (county, id, moved, hazard, town, enterprise, expert, question, asked_at, answer, answered_at)
  select county, gen_random_uuid(), true, id, town, enterprise, analysis_expert, coalesce(analysis_question, ''),
    coalesce(judged_at, found_at), analysis_text, case when analysis = 'given' then coalesce(judged_at, found_at) end
  from hazards.hazard where analysis <> 'none';
insert into hazards.extension (county, id, moved, hazard, town, enterprise, due_on, until, reason, asked_at)
  select county, gen_random_uuid(), true, id, town, enterprise, due_on, extension_until, extension_reason, assigned_at
  from hazards.hazard where extension_until is not null;
-- A granted one left no more than the new limit and its reason.
insert into hazards.extension (county, id, moved, hazard, town, enterprise, until, reason, asked_at, verdict)
  select county, gen_random_uuid(), true, id, town, enterprise, due_on, extension_reason, assigned_at, 'granted'
  from hazards.hazard where extension_until is null and extensions > 0 and due_on is not null;
insert into hazards.transfer (county, id, moved, hazard, town, enterprise, department, reason, transferred_at, outcome, reply)
  select county, gen_random_uuid(), true, id, town, enterprise, transferred_to, transfer_reason, transferred_at,
    case when state = 'transferred' then null when close_reason = 'transferred' then 'concluded' else 'taken-back' end, transfer_reply
  from hazards.hazard where transferred_to is not null;
insert into hazards.look_back (county, id, moved, hazard, town, enterprise, looked_on, result)
  select county, gen_random_uuid(), true, id, town, enterprise, looked_back_on, look_back_result
  from hazards.hazard where look_back_result is not null and looked_back_on is not null;
alter table hazards.hazard force row level security;

alter table hazards.hazard
  drop column extension_reason,
  drop column analysis_question,
  drop column analysis_text,
  drop column transferred_at,
  drop column transfer_reason,
  drop column transfer_reply,
  drop column looked_back_on;
comment on column hazards.hazard.analysis is '最近一次专家会诊：未请、已请、已答';
comment on column hazards.hazard.analysis_expert is '最近所请专家的账号：他因此看得到这条隐患';
comment on column hazards.hazard.transferred_to is '最近移送的部门';
comment on column hazards.hazard.look_back_result is '最近一次回头看的结果';

alter table hazards.consultation enable row level security;
alter table hazards.consultation force row level security;
create policy consultation_see on hazards.consultation using (
  county = nullif(current_setting('app.county', true), '')
  and case current_setting('app.scope', true)
    when 'county' then true
    when 'town' then town = nullif(current_setting('app.town', true), '')
    when 'enterprise' then enterprise = nullif(current_setting('app.enterprise', true), '')::uuid
    when 'expert' then expert = nullif(current_setting('app.account', true), '')::uuid
    else false end);
alter table hazards.extension enable row level security;
alter table hazards.extension force row level security;
create policy extension_see on hazards.extension using (
  county = nullif(current_setting('app.county', true), '')
  and case current_setting('app.scope', true)
    when 'county' then true
    when 'town' then town = nullif(current_setting('app.town', true), '')
    when 'enterprise' then enterprise = nullif(current_setting('app.enterprise', true), '')::uuid
    else false end);
alter table hazards.transfer enable row level security;
alter table hazards.transfer force row level security;
create policy transfer_see on hazards.transfer using (
  county = nullif(current_setting('app.county', true), '')
  and case current_setting('app.scope', true)
    when 'county' then true
    when 'town' then town = nullif(current_setting('app.town', true), '')
    when 'enterprise' then enterprise = nullif(current_setting('app.enterprise', true), '')::uuid
    else false end);
alter table hazards.look_back enable row level security;
alter table hazards.look_back force row level security;
create policy look_back_see on hazards.look_back using (
  county = nullif(current_setting('app.county', true), '')
  and case current_setting('app.scope', true)
    when 'county' then true
    when 'town' then town = nullif(current_setting('app.town', true), '')
    when 'enterprise' then enterprise = nullif(current_setting('app.enterprise', true), '')::uuid
    else false end);

grant select, insert, update, delete on hazards.consultation, hazards.extension, hazards.transfer, hazards.look_back to zean_app;
grant select on hazards.consultation, hazards.extension, hazards.transfer, hazards.look_back to zean_reader;
