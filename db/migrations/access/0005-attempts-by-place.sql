-- Wrong sign-ins are counted for an account at one place, so that nobody elsewhere can lock it; over all places an account is only slowed down.
delete from access.attempt;
alter table access.attempt drop constraint attempt_kind_check;
alter table access.attempt add constraint attempt_kind_check check (kind in ('account', 'place', 'address'));
comment on table access.attempt is '登录失败计数与锁定：按账号在某一处（设备或地址）、按地址；按账号的只放慢、不锁定';
comment on column access.attempt.key is '登录名（小写）与来处的 SHA-256：误把口令填进账号栏时也不留明文';
