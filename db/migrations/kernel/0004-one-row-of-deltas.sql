-- kernel: what an act adds to the tallies waits as one row per place that may see it, not as one per figure: half of what an act wrote were deltas.
alter table kernel.tally_delta add column deltas jsonb;
comment on column kernel.tally_delta.deltas is '增减：汇总名对应 [键, 日期, 增减数] 的列表';
alter table kernel.tally_delta no force row level security;
insert into kernel.tally_delta (county, name, town, enterprise, key, n, deltas)
  select county, '', town, enterprise, '', 0, jsonb_object_agg(name, list) from (
    select county, town, enterprise, name, jsonb_agg(jsonb_build_array(key, day, n)) as list
    from kernel.tally_delta group by county, town, enterprise, name) waiting
  group by county, town, enterprise;
delete from kernel.tally_delta where deltas is null;
alter table kernel.tally_delta force row level security;
alter table kernel.tally_delta alter column deltas set not null;
alter table kernel.tally_delta drop column name, drop column key, drop column day, drop column n;
create index tally_delta_county on kernel.tally_delta (county);
