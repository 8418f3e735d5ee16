-- documents: what is done again for the same subject is shown again: evidence of a round names it, and one picture may stand in several.
alter table documents.use add column round uuid;
comment on column documents.use.round is '同一对象先后多次办理的，是哪一次的证据';
alter table documents.use drop constraint use_county_sha256_subject_kind_subject_id_purpose_key;
create unique index use_once on documents.use (county, sha256, subject_kind, subject_id, purpose) where round is null;
create unique index use_once_a_round on documents.use (county, sha256, subject_kind, subject_id, purpose, round) where round is not null;

-- For migrations of contexts whose subjects have experts: its names were taken for columns, so that a database with one asked could not go on.
create or replace function documents.show_to(of_county text, kind text, subject uuid, accounts uuid[]) returns void language plpgsql as $$
begin
  perform set_config('app.county', of_county, true), set_config('app.scope', 'county', true);
  update documents.use u set seen_by = accounts where u.county = of_county and u.subject_kind = show_to.kind and u.subject_id = subject;
end $$;
comment on function documents.show_to(text, text, uuid, uuid[]) is '迁移用：让这些账号看得到某一对象的证据';

-- For migrations of contexts that make rounds of what they kept on the subject: as the database itself, the county told.
create function documents.place_in_round(of_county text, of_kind text, subject uuid, of_purpose text, at_then timestamptz, in_round uuid)
returns void language plpgsql as $$
begin
  perform set_config('app.county', of_county, true), set_config('app.scope', 'county', true);
  update documents.use u set round = in_round
    where u.county = of_county and u.subject_kind = of_kind and u.subject_id = subject and u.purpose = of_purpose and u.at = at_then and u.round is null;
end $$;
comment on function documents.place_in_round(text, text, uuid, text, timestamptz, uuid) is '迁移用：把某一时刻的证据归入某一次办理';
revoke all on function documents.place_in_round(text, text, uuid, text, timestamptz, uuid) from public;
