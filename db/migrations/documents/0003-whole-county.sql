-- documents: no policy has a condition without a column (kernel/0005).
alter policy file_keep on documents.file with check (county = kernel.whole_county());
alter policy file_sweep on documents.file using (county = kernel.whole_county());
