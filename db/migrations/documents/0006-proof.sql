-- documents: evidence of a duty done (证明材料) beside that of hazards.
alter table documents.use drop constraint use_purpose_check;
alter table documents.use add constraint use_purpose_check check (purpose in ('before','after','check','other','proof'));
comment on column documents.use.purpose is '用途：整改前、整改后、复查、其他、证明材料';
