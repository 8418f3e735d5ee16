-- registry: who supervises an enterprise now, with his account: whose a to-do is.
create view registry.published_charge with (security_invoker = true) as
  select s.county, s.enterprise, s.body, s.officer_name, o.account
  from registry.supervision s left join registry.officer o on o.county = s.county and o.id = s.officer
  where s.to_on is null;
comment on view registry.published_charge is '供其他模块读取：现任监管责任人及其账号';
grant select on registry.published_charge to zean_app;
