-- disclosure: no policy has a condition without a column (kernel/0005).
alter policy publication_change on disclosure.publication using (county = kernel.whole_county());
alter policy publication_add on disclosure.publication with check (county = kernel.whole_county());
