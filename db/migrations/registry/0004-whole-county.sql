-- registry: no policy has a condition without a column (kernel/0005).
alter policy town_write on registry.town using (county = kernel.whole_county());
alter policy agency_write on registry.agency using (county = kernel.whole_county());
alter policy expert_write on registry.expert using (county = kernel.whole_county());
alter policy import_see on registry.import using (county = kernel.whole_county());
