-- registry: its policies without subqueries (kernel/0003).
alter policy town_see on registry.town using (county = kernel.county());
alter policy town_write on registry.town using (
  county = kernel.county() and kernel.scope() = 'county');
alter policy enterprise_see on registry.enterprise using (
  county = kernel.county()
  and kernel.sees(town, id));
alter policy site_see on registry.site using (
  county = kernel.county()
  and kernel.sees(town, enterprise));
alter policy person_see on registry.person using (
  county = kernel.county()
  and kernel.sees(town, enterprise));
alter policy officer_see on registry.officer using (
  county = kernel.county()
  and case kernel.scope()
    when 'county' then true
    when 'town' then town is null or town = kernel.town()
    else false end);
alter policy officer_write on registry.officer using (
  county = kernel.county()
  and case kernel.scope()
    when 'county' then true
    when 'town' then town = kernel.town()
    else false end);
alter policy supervision_see on registry.supervision using (
  county = kernel.county()
  and kernel.sees(town, enterprise));
alter policy agency_see on registry.agency using (
  county = kernel.county()
  and case kernel.scope()
    when 'county' then true when 'town' then true
    when 'agency' then id = kernel.agency()
    else false end);
alter policy agency_write on registry.agency using (
  county = kernel.county() and kernel.scope() = 'county');
alter policy expert_see on registry.expert using (
  county = kernel.county()
  and (kernel.scope() in ('county', 'town') or account = kernel.account()));
alter policy expert_write on registry.expert using (
  county = kernel.county() and kernel.scope() = 'county');
alter policy import_see on registry.import using (
  county = kernel.county() and kernel.scope() = 'county');
