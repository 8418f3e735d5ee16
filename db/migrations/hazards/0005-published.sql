-- What others may read of hazards, under the reader's own row-level security.
create view hazards.published_hazard with (security_invoker = true) as
  select county, id, number, enterprise, town, loop, state, level, found_on, found_at, due_on, due_order, closed_on from hazards.hazard;
comment on view hazards.published_hazard is '供其他模块读取：隐患的状态和期限';
grant select on hazards.published_hazard to zean_app;
