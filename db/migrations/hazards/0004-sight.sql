-- hazards: policies without subqueries; the evidence an expert was asked about names him, where a policy on documents.use looked it up.
alter policy hazard_see on hazards.hazard using (
  county = kernel.county()
  and case kernel.scope()
    when 'county' then true
    when 'town' then town = kernel.town()
    when 'enterprise' then enterprise = kernel.enterprise()
    when 'expert' then analysis_expert = kernel.account()
    else false end);
alter policy word_see on hazards.word using (
  county = kernel.county()
  and kernel.sees(town, enterprise));
alter table hazards.hazard no force row level security;
select documents.show_to(county, 'hazard', id, array[analysis_expert]) from hazards.hazard where analysis_expert is not null;
alter table hazards.hazard force row level security;
