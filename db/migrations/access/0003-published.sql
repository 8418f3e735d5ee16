-- What others may read of accounts, under the reader's own row-level security: nothing of how somebody signs in.
create view access.published_account with (security_invoker = true) as
  select county, id, name, role from access.account;
comment on view access.published_account is '供其他模块读取：账号的姓名和角色';
grant select on access.published_account to zean_app;
