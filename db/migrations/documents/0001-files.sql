-- documents: evidence files by their hash, who uploaded them, and what they are evidence of.
create schema documents;
comment on schema documents is '文书档案：证据文件及其用处';

create table documents.file (
  county text not null check (county ~ '^[0-9]{6}$'),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  kind text not null check (kind in ('image/jpeg','image/png','image/webp','application/pdf')),
  width int,
  height int,
  dhash text check (dhash ~ '^[0-9a-f]{16}$'),
  look_1 text generated always as (substr(dhash, 1, 3)) stored,
  look_2 text generated always as (substr(dhash, 4, 3)) stored,
  look_3 text generated always as (substr(dhash, 7, 3)) stored,
  look_4 text generated always as (substr(dhash, 10, 3)) stored,
  look_5 text generated always as (substr(dhash, 13, 4)) stored,
  name text not null check (length(name) between 1 and 120),
  account uuid,
  town text,
  enterprise uuid,
  at timestamptz not null,
  primary key (county, sha256)
);
comment on table documents.file is '证据文件：以内容摘要为名，原件字节存于数据目录，永不改写';
comment on column documents.file.county is '县级行政区划代码';
comment on column documents.file.sha256 is '内容摘要 SHA-256';
comment on column documents.file.bytes is '字节数';
comment on column documents.file.kind is '类型，按文件头判定';
comment on column documents.file.width is '宽（像素）';
comment on column documents.file.height is '高（像素）';
comment on column documents.file.dhash is '差分感知摘要（64 位），近乎单色的图为空';
comment on column documents.file.look_1 is '感知摘要第一段：相差不超过 4 位的两图，五段中必有一段全同，据此找疑似重复照片';
comment on column documents.file.look_2 is '感知摘要第二段';
comment on column documents.file.look_3 is '感知摘要第三段';
comment on column documents.file.look_4 is '感知摘要第四段';
comment on column documents.file.look_5 is '感知摘要第五段';
comment on column documents.file.name is '首次上传时的文件名';
comment on column documents.file.account is '首次上传人账号';
comment on column documents.file.town is '首次上传人所在镇';
comment on column documents.file.enterprise is '首次上传人所属企业';
comment on column documents.file.at is '首次收到时间';
create index file_look_1 on documents.file (county, look_1);
create index file_look_2 on documents.file (county, look_2);
create index file_look_3 on documents.file (county, look_3);
create index file_look_4 on documents.file (county, look_4);
create index file_look_5 on documents.file (county, look_5);
create index file_at on documents.file (county, at);

create table documents.upload (
  county text not null,
  sha256 text not null,
  account uuid not null,
  name text not null check (length(name) between 1 and 120),
  at timestamptz not null,
  primary key (county, sha256, account),
  foreign key (county, sha256) references documents.file (county, sha256)
);
comment on table documents.upload is '上传：谁交来过这份文件（同一内容可由多人各自交来）；交来的人可以读它';
comment on column documents.upload.county is '县级行政区划代码';
comment on column documents.upload.sha256 is '文件';
comment on column documents.upload.account is '上传人账号';
comment on column documents.upload.name is '原文件名';
comment on column documents.upload.at is '最近上传时间';
create index upload_account on documents.upload (county, account);

create table documents.use (
  county text not null,
  id uuid not null,
  version int not null default 1,
  sha256 text not null,
  subject_kind text not null check (subject_kind ~ '^[a-z-]{1,40}$'),
  subject_id uuid not null,
  purpose text not null check (purpose in ('before','after','check','other')),
  ordinal int not null default 0,
  town text,
  enterprise uuid,
  note text,
  account uuid,
  by_name text,
  at timestamptz not null,
  captured_at timestamptz,
  lat numeric(9,6),
  lng numeric(9,6),
  datum text check (datum in ('WGS-84','CGCS2000','GCJ-02')),
  from_album boolean not null default false,
  original text,
  primary key (county, id),
  unique (county, sha256, subject_kind, subject_id, purpose),
  foreign key (county, sha256) references documents.file (county, sha256),
  foreign key (county, original) references documents.file (county, sha256),
  check ((lat is null) = (lng is null) and (lat is null) = (datum is null))
);
comment on table documents.use is '用处：一份文件作为哪个对象的证据；看得见用处的人可以读文件';
comment on column documents.use.county is '县级行政区划代码';
comment on column documents.use.id is '编号';
comment on column documents.use.version is '版本';
comment on column documents.use.sha256 is '文件';
comment on column documents.use.subject_kind is '对象种类';
comment on column documents.use.subject_id is '对象编号';
comment on column documents.use.purpose is '用途：整改前、整改后、复查、其他';
comment on column documents.use.ordinal is '次序';
comment on column documents.use.town is '对象所在镇，供行级可见性';
comment on column documents.use.enterprise is '对象所属企业，供行级可见性';
comment on column documents.use.note is '说明';
comment on column documents.use.account is '提交人账号';
comment on column documents.use.by_name is '提交人姓名（当时）';
comment on column documents.use.at is '提交时间';
comment on column documents.use.captured_at is '设备声称的拍摄时间';
comment on column documents.use.lat is '拍摄纬度';
comment on column documents.use.lng is '拍摄经度';
comment on column documents.use.datum is '坐标系';
comment on column documents.use.from_album is '取自相册而非当场拍摄';
comment on column documents.use.original is '加印时间地点之前的原图';
create index use_subject on documents.use (county, subject_kind, subject_id);
create index use_original on documents.use (county, original) where original is not null;

alter table documents.use enable row level security;
alter table documents.use force row level security;
create policy use_see on documents.use for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);
create policy use_add on documents.use for insert with check (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);

alter table documents.upload enable row level security;
alter table documents.upload force row level security;
create policy upload_own on documents.upload using (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) = 'county' or account = (select nullif(current_setting('app.account', true), '')::uuid)));

alter table documents.file enable row level security;
alter table documents.file force row level security;
create policy file_see on documents.file for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) = 'county'
    or account = (select nullif(current_setting('app.account', true), '')::uuid)
    or exists (select 1 from documents.upload u where u.county = file.county and u.sha256 = file.sha256)
    or exists (select 1 from documents.use s where s.county = file.county and s.sha256 = file.sha256)
    or exists (select 1 from documents.use s where s.county = file.county and s.original = file.sha256)));
create policy file_keep on documents.file for insert with check (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
create policy file_sweep on documents.file for delete using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');

grant usage on schema documents to zean_app;
grant select, insert, delete on documents.file to zean_app;
grant select, insert, update, delete on documents.upload to zean_app;
grant select, insert on documents.use to zean_app;
grant usage on schema documents to zean_reader;
grant select on documents.use to zean_reader;
