-- kernel: the county of who sees all of it, for policies. A condition that names no column (`scope = 'county'` by itself) makes of every outer
-- join a query that a cluster on PostgreSQL 15 refuses ("pseudoconstant quals"); compared with the county column it says the same and is an index condition.
create function kernel.whole_county() returns text language sql stable parallel safe
  return case current_setting('app.scope', true) when 'county' then nullif(current_setting('app.county', true), '') end;
comment on function kernel.whole_county() is '办理人所在县，只在其范围为全县时';

alter policy tally_delta_take on kernel.tally_delta using (county = kernel.whole_county());
