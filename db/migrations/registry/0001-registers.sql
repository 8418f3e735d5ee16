-- registry: towns, enterprises, people, who supervises whom, agencies, experts, imports.
create extension if not exists pg_trgm;
create schema registry;
comment on schema registry is '主体登记：镇、企业、人员、监管责任';

create table registry.town (
  county text not null check (county ~ '^[0-9]{6}$'),
  code text not null check (code ~ '^[0-9]{9}$'),
  name text not null,
  ordinal int not null,
  primary key (county, code)
);
comment on table registry.town is '镇';
comment on column registry.town.county is '县级行政区划代码';
comment on column registry.town.code is '镇代码 GB/T 10114 九位';
comment on column registry.town.name is '名称';
comment on column registry.town.ordinal is '排序';

create table registry.enterprise (
  county text not null check (county ~ '^[0-9]{6}$'),
  id uuid not null,
  version int not null default 1,
  uscc text not null check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  name text not null check (length(name) between 2 and 100),
  short_name text,
  initials text not null,
  town text not null,
  address text,
  sector text not null check (sector in ('mine-open-pit','mine-underground','tailings-pond','metallurgy','nonferrous','building-material',
    'machinery','light-industry','textile','tobacco','trade')),
  industry text,
  flags text[] not null default '{}',
  scale text not null check (scale in ('large','medium','small','micro')),
  staff_count int not null check (staff_count between 0 and 1000000),
  status text not null default 'operating' check (status in ('operating','stopped','construction','closed')),
  lat numeric(9,6),
  lng numeric(9,6),
  datum text check (datum in ('WGS-84','CGCS2000','GCJ-02')),
  principal_name text,
  principal_phone text,
  safety_name text,
  safety_phone text,
  supervision text not null default 'gap' check (supervision in ('complete','gap')),
  created_at timestamptz not null,
  removed_at timestamptz,
  import_id uuid,
  primary key (county, id),
  unique (county, uscc),
  foreign key (county, town) references registry.town (county, code),
  check ((lat is null) = (lng is null) and (lat is null) = (datum is null))
);
comment on table registry.enterprise is '企业：一企一档的根';
comment on column registry.enterprise.county is '县级行政区划代码';
comment on column registry.enterprise.id is '编号';
comment on column registry.enterprise.version is '版本';
comment on column registry.enterprise.uscc is '统一社会信用代码 GB 32100-2015';
comment on column registry.enterprise.name is '企业名称';
comment on column registry.enterprise.short_name is '简称';
comment on column registry.enterprise.initials is '名称拼音首字母，供搜索';
comment on column registry.enterprise.town is '所在镇';
comment on column registry.enterprise.address is '地址';
comment on column registry.enterprise.sector is '行业';
comment on column registry.enterprise.industry is '国民经济行业代码 GB/T 4754-2017';
comment on column registry.enterprise.flags is '风险标志';
comment on column registry.enterprise.scale is '规模';
comment on column registry.enterprise.staff_count is '从业人数';
comment on column registry.enterprise.status is '生产状态';
comment on column registry.enterprise.lat is '纬度';
comment on column registry.enterprise.lng is '经度';
comment on column registry.enterprise.datum is '坐标系';
comment on column registry.enterprise.principal_name is '主要负责人';
comment on column registry.enterprise.principal_phone is '主要负责人电话';
comment on column registry.enterprise.safety_name is '安全管理人员';
comment on column registry.enterprise.safety_phone is '安全管理人员电话';
comment on column registry.enterprise.supervision is '监管责任是否落实到三方三人（由监管责任变更同步）';
comment on column registry.enterprise.created_at is '登记时间';
comment on column registry.enterprise.removed_at is '注销时间';
comment on column registry.enterprise.import_id is '来自哪次导入';
create index enterprise_ledger on registry.enterprise (county, town, name, id);
create index enterprise_name on registry.enterprise (county, name, id);
create index enterprise_flags on registry.enterprise using gin (flags);

create table registry.site (
  county text not null,
  id uuid not null,
  version int not null default 1,
  enterprise uuid not null,
  town text not null,
  name text not null check (length(name) between 1 and 60),
  kind text not null check (kind in ('workshop','pit','adit','tailings-pond','warehouse','office','other')),
  address text,
  lat numeric(9,6),
  lng numeric(9,6),
  datum text check (datum in ('WGS-84','CGCS2000','GCJ-02')),
  primary key (county, id),
  unique (county, enterprise, name),
  foreign key (county, enterprise) references registry.enterprise (county, id)
);
comment on table registry.site is '场所：厂区、车间、采场、尾矿库等';
comment on column registry.site.county is '县级行政区划代码';
comment on column registry.site.id is '编号';
comment on column registry.site.version is '版本';
comment on column registry.site.enterprise is '所属企业';
comment on column registry.site.town is '所在镇';
comment on column registry.site.name is '名称';
comment on column registry.site.kind is '类别';
comment on column registry.site.address is '位置';
comment on column registry.site.lat is '纬度';
comment on column registry.site.lng is '经度';
comment on column registry.site.datum is '坐标系';

create table registry.person (
  county text not null,
  id uuid not null,
  version int not null default 1,
  enterprise uuid not null,
  town text not null,
  name text not null check (length(name) between 1 and 40),
  phone text,
  post text not null,
  position text not null check (position in ('principal','safety-manager','technician','team-leader','special-operator','worker')),
  certificate_kind text,
  certificate_number text,
  certificate_until date,
  left_on date,
  import_id uuid,
  primary key (county, id),
  foreign key (county, enterprise) references registry.enterprise (county, id)
);
comment on table registry.person is '企业人员';
comment on column registry.person.county is '县级行政区划代码';
comment on column registry.person.id is '编号';
comment on column registry.person.version is '版本';
comment on column registry.person.enterprise is '所属企业';
comment on column registry.person.town is '所在镇';
comment on column registry.person.name is '姓名';
comment on column registry.person.phone is '电话';
comment on column registry.person.post is '岗位';
comment on column registry.person.position is '身份';
comment on column registry.person.certificate_kind is '证书种类';
comment on column registry.person.certificate_number is '证书编号';
comment on column registry.person.certificate_until is '证书有效期至';
comment on column registry.person.left_on is '离岗日期';
comment on column registry.person.import_id is '来自哪次导入';
create index person_enterprise on registry.person (county, enterprise, name, id);
create index person_name on registry.person (county, name, id);

create table registry.officer (
  county text not null,
  id uuid not null,
  version int not null default 1,
  name text not null check (length(name) between 1 and 40),
  body text not null check (body in ('sector-department','safety-department','town')),
  department text not null,
  town text,
  phone text,
  certificate_number text,
  account uuid,
  left_on date,
  primary key (county, id),
  check ((body = 'town') = (town is not null))
);
comment on table registry.officer is '监管人员：行业主管部门、应急部门、镇，含执法证号';
comment on column registry.officer.county is '县级行政区划代码';
comment on column registry.officer.id is '编号';
comment on column registry.officer.version is '版本';
comment on column registry.officer.name is '姓名';
comment on column registry.officer.body is '监管主体类别';
comment on column registry.officer.department is '部门或股室';
comment on column registry.officer.town is '镇';
comment on column registry.officer.phone is '电话';
comment on column registry.officer.certificate_number is '执法证号';
comment on column registry.officer.account is '账号';
comment on column registry.officer.left_on is '离岗日期';

create table registry.supervision (
  county text not null,
  id uuid not null,
  version int not null default 1,
  enterprise uuid not null,
  town text not null,
  body text not null check (body in ('sector-department','safety-department','town')),
  department text not null,
  officer uuid not null,
  officer_name text not null,
  from_on date not null,
  to_on date,
  primary key (county, id),
  foreign key (county, enterprise) references registry.enterprise (county, id),
  foreign key (county, officer) references registry.officer (county, id),
  check (to_on is null or to_on >= from_on)
);
comment on table registry.supervision is '监管责任：企业由哪个部门哪个人监管，自何日至何日（N1.1）';
comment on column registry.supervision.county is '县级行政区划代码';
comment on column registry.supervision.id is '编号';
comment on column registry.supervision.version is '版本';
comment on column registry.supervision.enterprise is '企业';
comment on column registry.supervision.town is '企业所在镇';
comment on column registry.supervision.body is '监管主体类别';
comment on column registry.supervision.department is '部门或股室';
comment on column registry.supervision.officer is '责任人';
comment on column registry.supervision.officer_name is '责任人姓名（当时）';
comment on column registry.supervision.from_on is '自';
comment on column registry.supervision.to_on is '至（不含），空为现任';
create unique index supervision_one_now on registry.supervision (county, enterprise, body) where to_on is null;
create index supervision_officer on registry.supervision (county, officer) where to_on is null;
create index supervision_enterprise on registry.supervision (county, enterprise, body, from_on);

create table registry.agency (
  county text not null,
  id uuid not null,
  version int not null default 1,
  name text not null,
  uscc text,
  kind text not null check (kind in ('evaluation','testing','training','standardisation','other')),
  licence_number text,
  contact_name text,
  contact_phone text,
  primary key (county, id)
);
comment on table registry.agency is '安全生产技术服务机构（中介机构）';
comment on column registry.agency.county is '县级行政区划代码';
comment on column registry.agency.id is '编号';
comment on column registry.agency.version is '版本';
comment on column registry.agency.name is '名称';
comment on column registry.agency.uscc is '统一社会信用代码';
comment on column registry.agency.kind is '服务类别';
comment on column registry.agency.licence_number is '资质证书编号';
comment on column registry.agency.contact_name is '联系人';
comment on column registry.agency.contact_phone is '联系电话';

create table registry.expert (
  county text not null,
  id uuid not null,
  version int not null default 1,
  name text not null,
  speciality text not null,
  title text,
  phone text,
  account uuid,
  primary key (county, id)
);
comment on table registry.expert is '专家';
comment on column registry.expert.county is '县级行政区划代码';
comment on column registry.expert.id is '编号';
comment on column registry.expert.version is '版本';
comment on column registry.expert.name is '姓名';
comment on column registry.expert.speciality is '专业';
comment on column registry.expert.title is '职称';
comment on column registry.expert.phone is '电话';
comment on column registry.expert.account is '账号';

create table registry.import (
  county text not null,
  id uuid not null,
  version int not null default 1,
  ledger text not null check (ledger in ('enterprises','people')),
  file_name text not null,
  account uuid,
  at timestamptz not null,
  created int not null,
  changed int not null,
  unchanged int not null,
  rejected int not null,
  undone_at timestamptz,
  primary key (county, id)
);
comment on table registry.import is '导入批次，可整批撤销';
comment on column registry.import.county is '县级行政区划代码';
comment on column registry.import.id is '编号';
comment on column registry.import.version is '版本';
comment on column registry.import.ledger is '台账';
comment on column registry.import.file_name is '文件名';
comment on column registry.import.account is '导入人';
comment on column registry.import.at is '导入时间';
comment on column registry.import.created is '新增行数';
comment on column registry.import.changed is '更新行数';
comment on column registry.import.unchanged is '未变行数';
comment on column registry.import.rejected is '未通过行数';
comment on column registry.import.undone_at is '撤销时间';

alter table registry.town enable row level security;
alter table registry.town force row level security;
create policy town_see on registry.town for select using (county = (select nullif(current_setting('app.county', true), '')));
create policy town_write on registry.town using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
alter table registry.enterprise enable row level security;
alter table registry.enterprise force row level security;
create policy enterprise_see on registry.enterprise using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then id = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);
alter table registry.site enable row level security;
alter table registry.site force row level security;
create policy site_see on registry.site using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);
alter table registry.person enable row level security;
alter table registry.person force row level security;
create policy person_see on registry.person using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);
alter table registry.officer enable row level security;
alter table registry.officer force row level security;
create policy officer_see on registry.officer for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town is null or town = (select nullif(current_setting('app.town', true), ''))
    else false end);
create policy officer_write on registry.officer using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    else false end);
alter table registry.supervision enable row level security;
alter table registry.supervision force row level security;
create policy supervision_see on registry.supervision using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true
    when 'town' then town = (select nullif(current_setting('app.town', true), ''))
    when 'enterprise' then enterprise = (select nullif(current_setting('app.enterprise', true), '')::uuid)
    else false end);
alter table registry.agency enable row level security;
alter table registry.agency force row level security;
create policy agency_see on registry.agency for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and case (select current_setting('app.scope', true))
    when 'county' then true when 'town' then true
    when 'agency' then id = (select nullif(current_setting('app.agency', true), '')::uuid)
    else false end);
create policy agency_write on registry.agency using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
alter table registry.expert enable row level security;
alter table registry.expert force row level security;
create policy expert_see on registry.expert for select using (
  county = (select nullif(current_setting('app.county', true), ''))
  and ((select current_setting('app.scope', true)) in ('county', 'town') or account = (select nullif(current_setting('app.account', true), '')::uuid)));
create policy expert_write on registry.expert using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');
alter table registry.import enable row level security;
alter table registry.import force row level security;
create policy import_see on registry.import using (
  county = (select nullif(current_setting('app.county', true), '')) and (select current_setting('app.scope', true)) = 'county');

grant usage on schema registry to zean_app;
grant usage on schema registry to zean_reader;
grant select, insert, update on registry.town to zean_app;
grant select, insert, update, delete on registry.enterprise to zean_app;
grant select, insert, update, delete on registry.site to zean_app;
grant select, insert, update, delete on registry.person to zean_app;
grant select, insert, update, delete on registry.officer to zean_app;
grant select, insert, update, delete on registry.supervision to zean_app;
grant select, insert, update, delete on registry.agency to zean_app;
grant select, insert, update, delete on registry.expert to zean_app;
grant select, insert, update, delete on registry.import to zean_app;
grant select on registry.town to zean_reader;
grant select on registry.enterprise to zean_reader;
