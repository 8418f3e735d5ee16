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
comment on column documents.file.at is '首次收到时间';

create table documents.upload (
  county text not null,
  sha256 text not null,
  account uuid not null,
  name text not null check (length(name) <= 120),
  at timestamptz not null,
  primary key (county, sha256, account),
  foreign key (county, sha256) references documents.file (county, sha256)
);
comment on table documents.upload is '上传：谁交来过这份文件；交来的人可以读它';
comment on column documents.upload.county is '县级行政区划代码';
comment on column documents.upload.sha256 is '文件';
comment on column documents.upload.account is '上传人账号';
comment on column documents.upload.name is '原文件名';
comment on column documents.upload.at is '最近上传时间';
create index upload_at on documents.upload (county, at);

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
  by_account uuid,
  by_name text not null,
  at timestamptz not null,
  captured_at timestamptz,
  lat numeric(9,6),
  lng numeric(9,6),
  datum text check (datum in ('WGS-84','CGCS2000','GCJ-02')),
  from_album boolean not null default false,
  primary key (county, id),
  unique (county, sha256, subject_kind, subject_id, purpose),
  foreign key (county, sha256) references documents.file (county, sha256),
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
comment on column documents.use.by_account is '提交人账号';
comment on column documents.use.by_name is '提交人姓名（当时）';
comment on column documents.use.at is '提交时间';
comment on column documents.use.captured_at is '设备声称的拍摄时间';
comment on column documents.use.lat is '拍摄纬度';
comment on column documents.use.lng is '拍摄经度';
comment on column documents.use.datum is '坐标系';
comment on column documents.use.from_album is '取自相册而非当场拍摄';
create index use_subject on documents.use (county, subject_kind, subject_id);

create table documents.share (
  county text not null,
  subject_kind text not null,
  subject_id uuid not null,
  account uuid not null,
  at timestamptz not null,
  primary key (county, subject_kind, subject_id, account)
);
comment on table documents.share is '送阅：请某个账号（如会诊专家）看一个对象的证据';
comment on column documents.share.county is '县级行政区划代码';
comment on column documents.share.subject_kind is '对象种类';
comment on column documents.share.subject_id is '对象编号';
comment on column documents.share.account is '送阅账号';
comment on column documents.share.at is '送阅时间';

create table documents.likeness (
  county text not null,
  band smallint not null check (band between 0 and 4),
  piece int not null,
  sha256 text not null,
  primary key (county, band, piece, sha256),
  foreign key (county, sha256) references documents.file (county, sha256)
);
comment on table documents.likeness is '感知摘要分为五段：相差不超过 4 位的两图必有一段全同，据此找疑似重复照片';
comment on column documents.likeness.county is '县级行政区划代码';
comment on column documents.likeness.band is '第几段';
comment on column documents.likeness.piece is '该段的值';
comment on column documents.likeness.sha256 is '文件';

alter table documents.use enable row level security;
alter table documents.use force row level security;
create policy use_see on documents.use for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else exists (select 1 from documents.share s where s.county = use.county and s.subject_kind = use.subject_kind and s.subject_id = use.subject_id
      and s.account = (select nullif(current_setting('app.account', true), '')::uuid)) end);
create policy use_add on documents.use for insert with check (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else exists (select 1 from documents.share s where s.county = use.county and s.subject_kind = use.subject_kind and s.subject_id = use.subject_id
      and s.account = (select nullif(current_setting('app.account', true), '')::uuid)) end);

alter table documents.share enable row level security;
alter table documents.share force row level security;
create policy share_see on documents.share using (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) in ('county', 'town') or account = (select nullif(current_setting('app.account', true), '')::uuid)))
  with check (county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) in ('county', 'town'));

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
    or exists (select 1 from documents.upload u where u.county = file.county and u.sha256 = file.sha256)
    or exists (select 1 from documents.use s where s.county = file.county and s.sha256 = file.sha256)));
create policy file_keep on documents.file for insert with check (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
create policy file_sweep on documents.file for delete using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');

alter table documents.likeness enable row level security;
alter table documents.likeness force row level security;
create policy likeness_county on documents.likeness using (county = (select nullif(current_setting('app.county', true), '')));

grant usage on schema documents to zean_app;
grant select, insert, delete on documents.file to zean_app;
grant select, insert, update, delete on documents.upload to zean_app;
grant select, insert on documents.use to zean_app;
grant select, insert, delete on documents.share to zean_app;
grant select, insert, delete on documents.likeness to zean_app;
grant usage on schema documents to zean_reader;
grant select on documents.use to zean_reader;
