-- hazards: the key to the hazard, after the table was spread; and who checked last, from the rounds. Steps under way keep no day: none was set when they began.
alter table hazards.urging add foreign key (county, hazard) references hazards.hazard (county, id);
alter table hazards.hazard no force row level security;
alter table hazards.rectification no force row level security;
update hazards.hazard h set checked_by = (
  select r.verified_by from hazards.rectification r
  where r.county = h.county and r.hazard = h.id and r.outcome = 'passed' order by r.verified_at desc nulls last limit 1)
where h.state = 'verified';
alter table hazards.hazard force row level security;
alter table hazards.rectification force row level security;
