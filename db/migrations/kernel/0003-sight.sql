-- kernel: who acts, and whether he sees a row, said once. Policies call these: no subquery stands in a policy, so that tables distribute, and
-- PostgreSQL writes the bodies into each statement's plan, so that an index serves them.
create function kernel.county() returns text language sql stable parallel safe return nullif(current_setting('app.county', true), '');
create function kernel.scope() returns text language sql stable parallel safe return current_setting('app.scope', true);
create function kernel.town() returns text language sql stable parallel safe return nullif(current_setting('app.town', true), '');
create function kernel.enterprise() returns uuid language sql stable parallel safe return nullif(current_setting('app.enterprise', true), '')::uuid;
create function kernel.agency() returns uuid language sql stable parallel safe return nullif(current_setting('app.agency', true), '')::uuid;
create function kernel.account() returns uuid language sql stable parallel safe return nullif(current_setting('app.account', true), '')::uuid;
create function kernel.sees(town text, enterprise uuid) returns boolean language sql stable parallel safe
  return case current_setting('app.scope', true)
    when 'county' then true
    when 'town' then town = nullif(current_setting('app.town', true), '')
    when 'enterprise' then enterprise = nullif(current_setting('app.enterprise', true), '')::uuid
    else false end;
comment on function kernel.county() is '办理人所在县';
comment on function kernel.scope() is '办理人范围';
comment on function kernel.town() is '办理人所在镇';
comment on function kernel.enterprise() is '办理人所属企业';
comment on function kernel.agency() is '办理人所属中介机构';
comment on function kernel.account() is '办理人账号';
comment on function kernel.sees(text, uuid) is '属于此镇、此企业的行，办理人是否可见';

alter policy entry_see on kernel.entry using (
  county = kernel.county()
  and case kernel.scope()
    when 'county' then true
    when 'town' then town = kernel.town()
    when 'enterprise' then enterprise = kernel.enterprise()
    else account = kernel.account() end);
alter policy entry_add on kernel.entry with check (county = kernel.county());
alter policy effect_see on kernel.effect using (
  county = kernel.county()
  and kernel.sees(town, enterprise));
alter policy effect_add on kernel.effect with check (county = kernel.county());
alter policy answer_own on kernel.answer using (
  county = kernel.county()
  and (account = kernel.account()
    or kernel.scope() = 'county'))
  with check (county = kernel.county());
alter policy unsealed_county on kernel.unsealed using (county = kernel.county());
alter policy seal_county on kernel.seal using (county = kernel.county());
alter policy checkpoint_county on kernel.checkpoint using (county = kernel.county());
alter policy tally_see on kernel.tally using (
  county = kernel.county()
  and kernel.sees(town, nullif(enterprise, '')::uuid))
  with check (county = kernel.county());
alter policy tally_delta_see on kernel.tally_delta using (
  county = kernel.county()
  and kernel.sees(town, nullif(enterprise, '')::uuid));
alter policy tally_delta_add on kernel.tally_delta with check (county = kernel.county());
alter policy tally_delta_take on kernel.tally_delta using (
  county = kernel.county() and kernel.scope() = 'county');
