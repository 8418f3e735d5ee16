-- What others may read of accounts grows by where they belong and whether they still act: whom a word reaches.
create or replace view access.published_account with (security_invoker = true) as
  select county, id, name, role, town, enterprise, disabled_at is not null as disabled from access.account;
comment on view access.published_account is '供其他模块读取：账号的姓名、角色、所在镇或企业，是否停用';
create index account_town on access.account (county, town) where town is not null;
create index account_enterprise on access.account (county, enterprise) where enterprise is not null;
