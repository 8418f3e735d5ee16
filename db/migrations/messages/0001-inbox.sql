-- messages: words about acts on their way (待送), the inbox of each account (收件箱), kinds an account turned off (不收的类别).
create schema messages;
comment on schema messages is '消息：收件箱、待送、不收的类别';

create table messages.telling (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  act uuid not null,
  ordinal int not null check (ordinal >= 0),
  kind text not null,
  alarm boolean not null,
  title text not null,
  text text,
  path text not null check (path ~ '^/[^/\\]'),
  at timestamptz not null,
  by_account uuid,
  by_name text not null,
  to_account uuid,
  to_roles text[],
  to_town text,
  to_enterprise uuid,
  answering_for uuid,
  primary key (county, id),
  unique (county, act, ordinal),
  check ((to_account is null) <> (to_roles is null))
);
comment on table messages.telling is '待送：办理时写下的告知，送到各账号后删去';
comment on column messages.telling.county is '县级行政区划代码';
comment on column messages.telling.id is '编号';
comment on column messages.telling.act is '办理编号（日志条目）';
comment on column messages.telling.ordinal is '同一办理中的第几条';
comment on column messages.telling.kind is '消息类别';
comment on column messages.telling.alarm is '告警：不能关闭';
comment on column messages.telling.title is '标题';
comment on column messages.telling.text is '内容';
comment on column messages.telling.path is '事项页面地址';
comment on column messages.telling.at is '办理时间';
comment on column messages.telling.by_account is '办理人账号：自己办的不告知自己';
comment on column messages.telling.by_name is '办理人';
comment on column messages.telling.to_account is '送给这一个账号';
comment on column messages.telling.to_roles is '送给担任这些角色的账号';
comment on column messages.telling.to_town is '只送此镇的';
comment on column messages.telling.to_enterprise is '只送此企业的';
comment on column messages.telling.answering_for is '有监管此企业的责任人时只送责任人';
create index telling_at on messages.telling (county, at, act, ordinal);

create table messages.message (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  account uuid not null,
  act uuid not null,
  ordinal int not null,
  kind text not null,
  alarm boolean not null,
  title text not null,
  text text,
  path text not null check (path ~ '^/[^/\\]'),
  at timestamptz not null,
  by_name text not null,
  read_at timestamptz,
  primary key (county, id),
  unique (county, account, act, ordinal)
);
comment on table messages.message is '收件箱：一个账号一条，只有本人看得到';
comment on column messages.message.county is '县级行政区划代码';
comment on column messages.message.id is '编号';
comment on column messages.message.account is '收件人账号';
comment on column messages.message.act is '办理编号（日志条目）';
comment on column messages.message.ordinal is '同一办理中的第几条';
comment on column messages.message.kind is '消息类别';
comment on column messages.message.alarm is '告警';
comment on column messages.message.title is '标题';
comment on column messages.message.text is '内容';
comment on column messages.message.path is '事项页面地址';
comment on column messages.message.at is '办理时间';
comment on column messages.message.by_name is '办理人';
comment on column messages.message.read_at is '已读时间';
create index message_newest on messages.message (county, account, at desc, id desc);
create index message_unread on messages.message (county, account, at desc, id desc) where read_at is null;
create index message_age on messages.message (county, at);

create table messages.silence (
  county text not null check (county ~ '^[0-9]{6}$'),
  account uuid not null,
  kind text not null,
  primary key (county, account, kind)
);
comment on table messages.silence is '不收的消息类别：本人关闭的';
comment on column messages.silence.county is '县级行政区划代码';
comment on column messages.silence.account is '账号';
comment on column messages.silence.kind is '消息类别';

-- Whoever acts leaves a word; only the server's own hand (the county's scope, nobody's account) takes it up and carries it.
create function messages.carries() returns boolean language sql stable parallel safe
  return kernel.scope() = 'county' and kernel.account() is null;
comment on function messages.carries() is '系统自己送消息';
alter table messages.telling enable row level security;
alter table messages.telling force row level security;
create policy telling_leave on messages.telling for insert with check (
  county = kernel.county() and by_account is not distinct from kernel.account());
create policy telling_carry on messages.telling using (county = kernel.county() and messages.carries());
alter table messages.message enable row level security;
alter table messages.message force row level security;
create policy message_own on messages.message for select using (county = kernel.county() and account = kernel.account());
create policy message_read on messages.message for update using (county = kernel.county() and account = kernel.account());
create policy message_carry on messages.message using (county = kernel.county() and messages.carries());
alter table messages.silence enable row level security;
alter table messages.silence force row level security;
create policy silence_own on messages.silence using (county = kernel.county() and account = kernel.account());
create policy silence_carry on messages.silence for select using (county = kernel.county() and messages.carries());

grant usage on schema messages to zean_app, zean_reader;
grant select, insert, update, delete on all tables in schema messages to zean_app;
