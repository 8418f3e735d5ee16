-- hazards: who reported by himself of late, answered from the index alone; the columns beside the first two are those the policy looks at.
drop index hazards.hazard_self;
create index hazard_self on hazards.hazard (county, found_on, enterprise) include (town, analysis_expert)
  where origin in ('self-check', 'enterprise-report');
