-- 供其他模块读取的隐患视图补上行业和风险标志（发现当日的），专项行动按它们划定范围。
create or replace view hazards.published_hazard with (security_invoker = true) as
  select county, id, number, enterprise, town, loop, state, level, found_on, found_at, due_on, due_order, closed_on, sector, flags from hazards.hazard;
