-- access: accounts, sessions, saved views.
create schema access;
comment on schema access is '账号与会话';

create table access.account (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  account text not null check (account ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  name text not null check (length(name) between 1 and 40),
  phone text,
  role text not null check (role in ('county-admin','county-leader','county-officer','legal-reviewer','town-lead','town-officer',
    'principal','safety-manager','worker','expert','agency','auditor')),
  town text,
  enterprise uuid,
  agency uuid,
  certificate_number text,
  password_hash text,
  must_change_password boolean not null default false,
  password_changed_at timestamptz,
  password_until timestamptz,
  totp_secret text,
  totp_pending text,
  totp_confirmed_at timestamptz,
  totp_step bigint,
  sessions_ended_at timestamptz,
  last_sign_in_at timestamptz,
  disabled_at timestamptz,
  disabled_reason text,
  created_at timestamptz not null,
  primary key (county, id),
  unique (county, account),
  check ((role in ('town-lead','town-officer')) = (town is not null)),
  check ((role in ('principal','safety-manager','worker')) = (enterprise is not null)),
  check (role = 'agency' or agency is null)
);
comment on table access.account is '账号：一人一号，角色决定职责，镇或企业决定范围';
comment on column access.account.county is '县级行政区划代码';
comment on column access.account.id is '编号';
comment on column access.account.version is '版本';
comment on column access.account.account is '登录名';
comment on column access.account.name is '姓名';
comment on column access.account.phone is '手机号';
comment on column access.account.role is '角色';
comment on column access.account.town is '镇代码，镇级账号必填';
comment on column access.account.enterprise is '企业编号，企业账号必填';
comment on column access.account.agency is '中介机构编号';
comment on column access.account.certificate_number is '执法证号';
comment on column access.account.password_hash is '口令摘要 argon2id';
comment on column access.account.must_change_password is '下次登录须改口令';
comment on column access.account.password_changed_at is '口令最近更换时间';
comment on column access.account.password_until is '初始口令有效期至，本人改后为空';
comment on column access.account.totp_secret is '动态口令密钥';
comment on column access.account.totp_pending is '待确认的动态口令密钥';
comment on column access.account.totp_step is '用过的最后一个动态口令时间步，防重放';
comment on column access.account.sessions_ended_at is '此前开始的会话一律失效';
comment on column access.account.last_sign_in_at is '最近登录时间';
comment on column access.account.disabled_reason is '停用原因';
comment on column access.account.totp_confirmed_at is '动态口令启用时间';
comment on column access.account.disabled_at is '停用时间';
comment on column access.account.created_at is '建立时间';

create table access.session (
  county text not null,
  id uuid not null,
  token_hash text not null,
  account uuid not null,
  room text not null default 'desk' check (room in ('desk', 'field')),
  device text not null default '',
  address text not null default '',
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (county, id),
  foreign key (county, account) references access.account (county, id)
);
comment on table access.session is '登录会话：令牌只存摘要';
comment on column access.session.county is '县级行政区划代码';
comment on column access.session.id is '编号';
comment on column access.session.token_hash is '令牌摘要 SHA-256';
comment on column access.session.account is '账号';
comment on column access.session.room is '监管端或现场端，决定期限';
comment on column access.session.device is '设备';
comment on column access.session.address is '网络地址';
comment on column access.session.started_at is '登录时间';
comment on column access.session.seen_at is '最近活动时间';
comment on column access.session.ends_at is '绝对期限';
comment on column access.session.ended_at is '结束时间';
create unique index session_token on access.session (county, token_hash);
create index session_account on access.session (county, account) where ended_at is null;

create table access.attempt (
  county text not null,
  kind text not null check (kind in ('account', 'known', 'address')),
  key text not null,
  failed int not null,
  since timestamptz not null,
  last_at timestamptz not null,
  locks int not null default 0,
  locked_until timestamptz,
  primary key (county, kind, key)
);
comment on table access.attempt is '登录失败计数与锁定：按账号、按账号在其常用地址、按地址';
comment on column access.attempt.county is '县级行政区划代码';
comment on column access.attempt.kind is '计数对象种类';
comment on column access.attempt.key is '登录名（小写）等的 SHA-256：误把口令填进账号栏时也不留明文';
comment on column access.attempt.failed is '本窗口内失败次数';
comment on column access.attempt.since is '本窗口首次失败';
comment on column access.attempt.last_at is '最近一次失败';
comment on column access.attempt.locks is '连续锁定次数';
comment on column access.attempt.locked_until is '锁定至';

create table access.invitation (
  county text not null,
  token_hash text not null,
  account uuid not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  primary key (county, token_hash),
  foreign key (county, account) references access.account (county, id)
);
comment on table access.invitation is '一次性链接：首个管理员与口令重置';
comment on column access.invitation.county is '县级行政区划代码';
comment on column access.invitation.token_hash is '令牌摘要';
comment on column access.invitation.account is '账号';
comment on column access.invitation.ends_at is '有效期至';
comment on column access.invitation.used_at is '使用时间';

create table access.view (
  county text not null,
  id uuid not null,
  version int not null default 1,
  account uuid not null,
  ledger text not null,
  name text not null check (length(name) between 1 and 30),
  search text not null check (length(search) <= 2000),
  primary key (county, id),
  unique (county, account, ledger, name),
  foreign key (county, account) references access.account (county, id)
);
comment on table access.view is '保存的查询视图';
comment on column access.view.county is '县级行政区划代码';
comment on column access.view.id is '编号';
comment on column access.view.version is '版本';
comment on column access.view.account is '所有人';
comment on column access.view.ledger is '台账名';
comment on column access.view.name is '视图名';
comment on column access.view.search is '地址栏查询串';

alter table access.account enable row level security;
alter table access.account force row level security;
create policy account_see on access.account for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) = 'county'
    or id = (select nullif(current_setting('app.account', true), '')::uuid)
    or ((select current_setting('app.scope', true)) = 'town' and town = (select nullif(current_setting('app.town', true), '')))
    or ((select current_setting('app.scope', true)) = 'enterprise' and enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid))));
create policy account_add on access.account for insert with check (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) = 'county'
    or ((select current_setting('app.scope', true)) = 'enterprise' and role = 'worker'
      and enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid))));
create policy account_change on access.account for update using (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) = 'county'
    or id = (select nullif(current_setting('app.account', true), '')::uuid)
    or ((select current_setting('app.scope', true)) = 'enterprise' and role = 'worker'
      and enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid))));
alter table access.session enable row level security;
alter table access.session force row level security;
create policy session_own on access.session using (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) = 'county' or account = (select nullif(current_setting('app.account', true), '')::uuid)));
alter table access.attempt enable row level security;
alter table access.attempt force row level security;
create policy attempt_county on access.attempt using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
alter table access.invitation enable row level security;
alter table access.invitation force row level security;
create policy invitation_county on access.invitation using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
alter table access.view enable row level security;
alter table access.view force row level security;
create policy view_own on access.view using (
  county = (select nullif(current_setting('app.county', true), ''))
  and account = (select nullif(current_setting('app.account', true), '')::uuid));

grant usage on schema access to zean_app;
grant select, insert, update on access.account to zean_app;
grant select, insert, update, delete on access.session to zean_app;
grant select, insert, update, delete on access.attempt to zean_app;
grant select, insert, update, delete on access.invitation to zean_app;
grant select, insert, update, delete on access.view to zean_app;
