-- documents: evidence files and their hashes. The bytes lie in the data folder under their SHA-256.
create schema documents;
comment on schema documents is '证据文件';

create table documents.file (
  county text not null check (county ~ '^[0-9]{6}$'),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  kind text not null check (kind in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  width int,
  height int,
  dhash text check (dhash ~ '^[0-9a-f]{16}$'),
  name text not null check (length(name) between 1 and 200),
  account uuid,
  town text,
  enterprise uuid,
  at timestamptz not null,
  primary key (county, sha256)
);
comment on table documents.file is '证据文件：原始字节按摘要保存，只存一份';
comment on column documents.file.county is '县级行政区划代码';
comment on column documents.file.sha256 is '原始字节的 SHA-256';
comment on column documents.file.bytes is '字节数';
comment on column documents.file.kind is '类型，按内容判断';
comment on column documents.file.width is '宽（像素）';
comment on column documents.file.height is '高（像素）';
comment on column documents.file.dhash is '感知摘要 dHash 64 位';
comment on column documents.file.name is '上传时的文件名';
comment on column documents.file.account is '上传人账号';
comment on column documents.file.town is '上传人所在镇';
comment on column documents.file.enterprise is '上传人所属企业';
comment on column documents.file.at is '上传时间';

create table documents.use (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  sha256 text not null,
  subject_kind text not null,
  subject_id uuid not null,
  purpose text not null check (purpose in ('before', 'after', 'check', 'other')),
  ordinal int not null default 0,
  town text,
  enterprise uuid,
  account uuid,
  at timestamptz not null,
  captured_at timestamptz,
  lat numeric(9,6),
  lng numeric(9,6),
  datum text check (datum in ('WGS-84','CGCS2000','GCJ-02')),
  from_album boolean not null default false,
  original text,
  primary key (county, id),
  foreign key (county, sha256) references documents.file (county, sha256)
);
comment on table documents.use is '证据用在哪里：谁看得见用处，谁就看得见文件';
comment on column documents.use.county is '县级行政区划代码';
comment on column documents.use.id is '编号';
comment on column documents.use.version is '版本';
comment on column documents.use.sha256 is '文件';
comment on column documents.use.subject_kind is '对象种类';
comment on column documents.use.subject_id is '对象';
comment on column documents.use.purpose is '整改前、整改后、复查或其他';
comment on column documents.use.ordinal is '次序';
comment on column documents.use.town is '对象所在镇';
comment on column documents.use.enterprise is '对象所属企业';
comment on column documents.use.account is '提交人账号';
comment on column documents.use.at is '提交时间';
comment on column documents.use.captured_at is '拍摄时间';
comment on column documents.use.lat is '拍摄纬度';
comment on column documents.use.lng is '拍摄经度';
comment on column documents.use.datum is '坐标系';
comment on column documents.use.from_album is '取自相册，非现场拍摄';
comment on column documents.use.original is '加印水印前原图的摘要';
create index use_subject on documents.use (county, subject_kind, subject_id);
create index use_file on documents.use (county, sha256);

alter table documents.use enable row level security;
alter table documents.use force row level security;
create policy use_see on documents.use using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);
alter table documents.file enable row level security;
alter table documents.file force row level security;
create policy file_see on documents.file using (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) = 'county'
    or account = (select nullif(current_setting('app.account', true), '')::uuid)
    or exists (select 1 from documents.use u where u.county = documents.file.county and (u.sha256 = documents.file.sha256 or u.original = documents.file.sha256))));

grant usage on schema documents to zean_app;
grant select, insert, delete on documents.file to zean_app;
grant select, insert, update, delete on documents.use to zean_app;
