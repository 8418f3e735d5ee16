-- hazards: what stood in the columns of the hazard becomes its last round; with a check older than the last 整改, the round before it as well.
alter table hazards.rectification add foreign key (county, hazard) references hazards.hazard (county, id);
-- The owner obeys the policy as long as it is forced; for the move of its own rows it is not.
alter table hazards.hazard no force row level security;
insert into hazards.rectification (county, id, moved, hazard, town, enterprise, expert, verified_by, verified_at, verified_note, outcome)
  select county, gen_random_uuid(), true, id, town, enterprise, analysis_expert, verified_by, verified_at, verified_note,
    case when returns > 0 then 'returned' else 'passed' end
  from hazards.hazard where verified_at < rectified_at or (verified_at is not null and rectified_at is null);
insert into hazards.rectification (county, id, moved, hazard, town, enterprise, expert, measure, person, due_on, rectified_by, rectified_at, note,
    verified_by, verified_at, verified_note, outcome)
  select county, gen_random_uuid(), true, id, town, enterprise, analysis_expert, measure, person, due_on, rectified_by, rectified_at, rectified_note,
    case when checked then verified_by end, case when checked then verified_at end, case when checked then verified_note end,
    case
      when state = 'rectified' then null
      when checked and (state in ('verified', 'closed') or returns = 0 or reopens > 0) then 'passed'
      when returns > 0 then 'returned'
      else 'taken-over' end
  from (select *, coalesce(verified_at >= rectified_at, false) as checked from hazards.hazard where rectified_at is not null) h;
select documents.place_in_round(county, 'hazard', hazard, 'after', rectified_at, id) from hazards.rectification where rectified_at is not null;
select documents.place_in_round(county, 'hazard', hazard, 'check', verified_at, id) from hazards.rectification where verified_at is not null;
alter table hazards.hazard force row level security;
alter table hazards.rectification force row level security;

alter table hazards.hazard
  drop column rectified_at,
  drop column rectified_note,
  drop column verified_by,
  drop column verified_at,
  drop column verified_note;
comment on column hazards.hazard.rectified_by is '最近一次的整改人：他不得复查';
