-- What others may read of the register, under the reader's own row-level security.
create view registry.published_town with (security_invoker = true) as
  select county, code, name, ordinal from registry.town;
comment on view registry.published_town is '供其他模块读取：镇';
create view registry.published_enterprise with (security_invoker = true) as
  select county, id, uscc, name, short_name, initials, town, sector, flags, status, removed_at from registry.enterprise;
comment on view registry.published_enterprise is '供其他模块读取：企业';
create view registry.published_agency with (security_invoker = true) as
  select county, id, name from registry.agency;
comment on view registry.published_agency is '供其他模块读取：中介机构';
grant select on registry.published_town to zean_app;
grant select on registry.published_enterprise to zean_app;
grant select on registry.published_agency to zean_app;
