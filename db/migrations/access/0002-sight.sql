-- access: its policies without subqueries (kernel/0003).
alter policy account_see on access.account using (
  county = kernel.county()
  and (kernel.scope() = 'county'
    or id = kernel.account()
    or (kernel.scope() = 'town' and town = kernel.town())
    or (kernel.scope() = 'enterprise' and enterprise = kernel.enterprise())));
alter policy account_add on access.account with check (
  county = kernel.county()
  and (kernel.scope() = 'county'
    or (kernel.scope() = 'enterprise' and role = 'worker'
      and enterprise = kernel.enterprise())));
alter policy account_change on access.account using (
  county = kernel.county()
  and (kernel.scope() = 'county'
    or id = kernel.account()
    or (kernel.scope() = 'enterprise' and role = 'worker'
      and enterprise = kernel.enterprise())));
alter policy session_own on access.session using (
  county = kernel.county()
  and (kernel.scope() = 'county' or account = kernel.account()));
alter policy attempt_county on access.attempt using (
  county = kernel.county() and kernel.scope() = 'county');
alter policy invitation_county on access.invitation using (
  county = kernel.county() and kernel.scope() = 'county');
alter policy view_own on access.view using (
  county = kernel.county()
  and account = kernel.account());
