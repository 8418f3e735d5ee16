-- programme: no policy has a condition without a column (kernel/0005).
alter policy task_text_add on programme.task_text with check (county = kernel.whole_county());
alter policy task_text_change on programme.task_text using (county = kernel.whole_county());
