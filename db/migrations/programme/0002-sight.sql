-- programme: its policies without subqueries (kernel/0003).
alter policy item_check_see on programme.item_check using (
  county = kernel.county()
  and kernel.sees(town, enterprise));
alter policy task_text_see on programme.task_text using (county = kernel.county());
alter policy task_text_add on programme.task_text with check (
  county = kernel.county() and kernel.scope() = 'county');
alter policy task_text_change on programme.task_text using (
  county = kernel.county() and kernel.scope() = 'county');
