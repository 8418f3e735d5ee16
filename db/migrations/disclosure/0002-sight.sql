-- disclosure: its policies without subqueries (kernel/0003).
alter policy publication_see on disclosure.publication using (
  county = kernel.county()
  and (withdrawn_at is null or kernel.scope() = 'county'));
alter policy publication_add on disclosure.publication with check (
  county = kernel.county() and kernel.scope() = 'county');
alter policy publication_change on disclosure.publication using (
  county = kernel.county() and kernel.scope() = 'county');
