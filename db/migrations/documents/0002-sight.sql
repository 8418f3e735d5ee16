-- documents: who may read a file stands in the rows he reads. What is known of a file never changes (its name is its digest), so it travels
-- with every upload and use of it; the experts asked about a subject stand in its uses. No policy looks into another table any more.
drop policy if exists use_expert on documents.use;
drop policy file_see on documents.file;
create policy file_see on documents.file for select using (
  county = kernel.county() and (kernel.scope() = 'county' or account = kernel.account()));
alter policy file_keep on documents.file with check (county = kernel.county() and kernel.scope() = 'county');
alter policy file_sweep on documents.file using (county = kernel.county() and kernel.scope() = 'county');
alter policy upload_own on documents.upload using (
  county = kernel.county() and (kernel.scope() = 'county' or account = kernel.account()));

alter table documents.upload add column kind text, add column bytes bigint, add column width int, add column height int, add column dhash text;
comment on column documents.upload.kind is '类型';
comment on column documents.upload.bytes is '字节数';
comment on column documents.upload.width is '宽（像素）';
comment on column documents.upload.height is '高（像素）';
comment on column documents.upload.dhash is '感知摘要';
alter table documents.use add column name text, add column kind text, add column bytes bigint, add column width int, add column height int,
  add column dhash text, add column original_facts jsonb, add column seen_by uuid[] not null default '{}';
comment on column documents.use.name is '文件名';
comment on column documents.use.kind is '类型';
comment on column documents.use.bytes is '字节数';
comment on column documents.use.width is '宽（像素）';
comment on column documents.use.height is '高（像素）';
comment on column documents.use.dhash is '感知摘要';
comment on column documents.use.original_facts is '原图的类型、字节数、宽高与感知摘要';
comment on column documents.use.seen_by is '镇与企业之外看得见它的账号：受请会诊的专家';

alter table documents.file no force row level security;
alter table documents.upload no force row level security;
alter table documents.use no force row level security;
update documents.upload u set kind = f.kind, bytes = f.bytes, width = f.width, height = f.height, dhash = f.dhash
  from documents.file f where f.county = u.county and f.sha256 = u.sha256;
update documents.use u set name = f.name, kind = f.kind, bytes = f.bytes, width = f.width, height = f.height, dhash = f.dhash
  from documents.file f where f.county = u.county and f.sha256 = u.sha256;
update documents.use u set original_facts = jsonb_build_object('kind', f.kind, 'bytes', f.bytes, 'width', f.width, 'height', f.height, 'dhash', f.dhash)
  from documents.file f where f.county = u.county and f.sha256 = u.original;
alter table documents.file force row level security;
alter table documents.upload force row level security;
alter table documents.use force row level security;
alter table documents.upload alter column kind set not null, alter column bytes set not null;
alter table documents.use alter column name set not null, alter column kind set not null, alter column bytes set not null,
  add check ((original is null) = (original_facts is null));

-- Pictures that look alike are looked for among those in use.
alter table documents.use
  add column look_1 text generated always as (substr(dhash, 1, 3)) stored,
  add column look_2 text generated always as (substr(dhash, 4, 3)) stored,
  add column look_3 text generated always as (substr(dhash, 7, 3)) stored,
  add column look_4 text generated always as (substr(dhash, 10, 3)) stored,
  add column look_5 text generated always as (substr(dhash, 13, 4)) stored;
comment on column documents.use.look_1 is '感知摘要第一段：相差不超过 4 位的两图，五段中必有一段全同，据此找疑似重复照片';
comment on column documents.use.look_2 is '感知摘要第二段';
comment on column documents.use.look_3 is '感知摘要第三段';
comment on column documents.use.look_4 is '感知摘要第四段';
comment on column documents.use.look_5 is '感知摘要第五段';
create index use_look_1 on documents.use (county, look_1) where dhash is not null;
create index use_look_2 on documents.use (county, look_2) where dhash is not null;
create index use_look_3 on documents.use (county, look_3) where dhash is not null;
create index use_look_4 on documents.use (county, look_4) where dhash is not null;
create index use_look_5 on documents.use (county, look_5) where dhash is not null;
alter table documents.file drop column look_1, drop column look_2, drop column look_3, drop column look_4, drop column look_5;

alter policy use_see on documents.use using (
  county = kernel.county() and (kernel.sees(town, enterprise) or kernel.account() = any (seen_by)));
alter policy use_add on documents.use with check (county = kernel.county() and kernel.sees(town, enterprise));
create policy use_show on documents.use for update using (county = kernel.county() and kernel.sees(town, enterprise));
grant update on documents.use to zean_app;

-- For migrations of contexts whose subjects have experts: as the database itself, the county told.
create function documents.show_to(of_county text, kind text, subject uuid, accounts uuid[]) returns void language plpgsql as $$
begin
  perform set_config('app.county', of_county, true), set_config('app.scope', 'county', true);
  update documents.use set seen_by = accounts where county = of_county and subject_kind = kind and subject_id = subject;
end $$;
comment on function documents.show_to(text, text, uuid, uuid[]) is '迁移用：一个对象的证据由哪些账号可见';
revoke all on function documents.show_to(text, text, uuid, uuid[]) from public;
