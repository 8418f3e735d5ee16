/**
 * What offices call the columns and the words of the ledgers (同义表头与同义词), as data: titles are compared after `plainTitle`, so that
 * stars, brackets, spaces and 必填 need no entry; the title of a group and that of its column are read as one (主要负责人 + 联系电话).
 */
import type { Choice } from '#kernel/workbook';

const codes = [
  '社会信用代码',
  '信用代码',
  '统一信用代码',
  '社会统一信用代码',
  '统一代码',
  '统一社会信用代码/注册号',
  '信用代码证号',
];
const namesOfEnterprises = ['单位名称', '企业全称', '单位全称', '企业', '单位', '公司名称', '生产经营单位名称'];
/** 姓名 and 电话 of somebody, with what offices write behind his office. */
const nameOf = (...posts: string[]) => posts.flatMap((post) => [`${post}姓名`, `${post}名字`]);
const phoneOf = (...posts: string[]) =>
  posts.flatMap((post) =>
    ['电话', '联系电话', '电话号码', '手机', '手机号', '手机号码', '联系方式'].map((word) => `${post}${word}`),
  );

const principals = ['主要负责人', '法人', '法定代表人', '法人代表', '负责人', '企业负责人', '单位负责人'];
const guards = ['安全管理人员', '安全员', '安全负责人', '安全管理员', '安全管理负责人', '专职安全员', '安全分管负责人'];

/** Other titles of the enterprise ledger's columns. */
export const enterpriseTitles: Readonly<Record<string, readonly string[]>> = {
  uscc: codes,
  name: namesOfEnterprises,
  shortName: ['企业简称', '单位简称'],
  town: [
    '所在镇',
    '所属镇',
    '乡镇',
    '所属乡镇',
    '所在乡镇',
    '镇街',
    '乡镇街道',
    '所属镇办',
    '镇办',
    '属地',
    '属地镇',
    '所属辖区',
    '所属镇街',
  ],
  address: ['企业地址', '单位地址', '生产地址', '生产经营地址', '经营地址', '详细地址', '注册地址', '住所', '地点'],
  sector: ['所属行业', '行业类别', '行业类型', '行业分类', '行业领域', '监管行业', '所属行业领域'],
  industry: ['国民经济行业代码', '行业分类代码', '国民经济行业分类代码'],
  flags: ['风险类型', '重点领域', '重点监管类型', '涉及重点领域'],
  scale: ['企业规模', '单位规模', '规模类型'],
  staffCount: [
    '从业人员',
    '从业人员数',
    '从业人员数量',
    '职工人数',
    '员工人数',
    '职工总数',
    '员工总数',
    '人数',
    '总人数',
    '用工人数',
    '在岗人数',
  ],
  status: ['状态', '企业状态', '经营状态', '生产经营状态', '运行状态', '目前状态', '开工情况', '生产情况'],
  lng: ['东经', '企业经度', '经度坐标'],
  lat: ['北纬', '企业纬度', '纬度坐标'],
  datum: ['坐标系统', '坐标系类型', '坐标类型'],
  principalName: [...principals.slice(1), ...nameOf(...principals)],
  principalPhone: [
    ...phoneOf(...principals).filter((title) => title !== '主要负责人电话'),
    '联系电话',
    '联系方式',
    '电话',
  ],
  safetyName: [...guards.slice(1), ...nameOf(...guards)],
  safetyPhone: phoneOf(...guards).filter((title) => title !== '安全管理人员电话'),
};

/** Other titles of the people ledger's columns. */
export const personTitles: Readonly<Record<string, readonly string[]>> = {
  uscc: [...codes, '企业代码', '企业信用代码', '单位信用代码', '企业统一社会信用代码'],
  enterpriseName: [...namesOfEnterprises, '所在单位', '所属企业', '工作单位', '所在企业', '所属单位'],
  name: ['人员姓名', '员工姓名', '名字', '职工姓名'],
  phone: ['联系电话', '手机号', '手机', '手机号码', '电话号码', '联系方式', '本人电话'],
  post: ['工种', '岗位名称', '工作岗位', '岗位工种', '职务'],
  position: ['人员类别', '人员类型', '人员身份', '类别', '人员性质'],
  certificateKind: ['证书名称', '证书类别', '证书类型', '资格证书', '证件种类', '作业类别', '证件名称'],
  certificateNumber: ['证书号', '证号', '证书号码', '证件编号', '证件号', '资格证号', '操作证号'],
  certificateUntil: [
    '有效期',
    '有效期至',
    '证书有效期',
    '证书到期日',
    '到期日期',
    '有效期限',
    '证书到期日期',
    '有效截止日期',
    '有效期止',
  ],
};

/** Other words for the choices, by code. */
export const statusAliases: Readonly<Record<string, readonly string[]>> = {
  operating: [
    '生产',
    '在产',
    '正常',
    '正常生产',
    '正常经营',
    '正常生产经营',
    '生产中',
    '经营',
    '营业',
    '运营',
    '在营',
    '开工',
    '存续',
  ],
  stopped: ['停产', '停业', '停工', '停产整顿', '长期停产', '已停产', '临时停产', '季节性停产'],
  construction: ['建设', '建设中', '在建项目', '基建', '筹建'],
  closed: ['注销', '关闭', '已注销', '已关闭', '关停'],
};
export const scaleAliases: Readonly<Record<string, readonly string[]>> = {
  large: ['大', '大型企业'],
  medium: ['中', '中型企业'],
  small: ['小', '小型企业'],
  micro: ['微', '微型企业', '小微'],
};
export const sectorAliases: Readonly<Record<string, readonly string[]>> = {
  'mine-open-pit': ['露天矿', '露天非煤矿山', '非煤露天矿山', '露天采石场', '采石场'],
  'mine-underground': ['地下矿', '井工矿', '地下非煤矿山', '非煤地下矿山'],
  'tailings-pond': ['尾矿'],
  metallurgy: ['冶金行业', '冶金类', '钢铁'],
  nonferrous: ['有色金属', '有色行业', '有色金属行业'],
  'building-material': ['建材行业', '建筑材料', '建材类'],
  machinery: ['机械行业', '机械制造', '机械加工', '机械类'],
  'light-industry': ['轻工行业', '轻工类', '轻工业'],
  textile: ['纺织行业', '纺织业', '纺织类'],
  tobacco: ['烟草行业'],
  trade: ['商贸行业', '商贸业', '商业', '商贸类', '商贸企业'],
};
export const datumAliases: Readonly<Record<string, readonly string[]>> = {
  'WGS-84': ['WGS84', 'WGS_84', 'WGS1984', 'WGS-1984', 'GPS', 'GPS坐标', '地球坐标'],
  CGCS2000: ['CGCS-2000', 'CGCS_2000', '国家2000', '2000国家大地坐标系', '大地2000', '2000坐标系', '国家大地2000'],
  'GCJ-02': ['GCJ02', 'GCJ_02', '火星坐标', '火星坐标系', '高德', '高德坐标', '腾讯', '腾讯坐标'],
};
export const positionAliases: Readonly<Record<string, readonly string[]>> = {
  principal: ['法人', '法定代表人', '负责人', '企业负责人', '厂长', '矿长', '总经理', '实际控制人'],
  'safety-manager': [
    '安全员',
    '专职安全员',
    '兼职安全员',
    '安全管理员',
    '安全管理',
    '安全科长',
    '安全负责人',
    '安全生产管理人员',
  ],
  technician: ['技术员', '工程师', '专业技术人员'],
  'team-leader': ['班长', '组长', '工段长'],
  'special-operator': ['特种作业', '特种作业工', '特种工', '特殊工种', '特种作业操作人员'],
  worker: ['员工', '职工', '工人', '普通员工', '一般员工', '一线员工', '从业人员', '一般人员', '操作工'],
};
export const flagAliases: Readonly<Record<string, readonly string[]>> = {
  'explosive-dust': ['粉尘涉爆', '涉爆', '可燃性粉尘', '粉尘防爆'],
  'confined-space': ['受限空间', '有限空间作业', '密闭空间'],
  'ammonia-refrigeration': ['涉氨', '液氨', '液氨制冷', '氨制冷'],
  'smelting-casting': ['冶炼', '铸造', '金属冶炼', '熔炼'],
  'hot-metal-lifting': ['高温熔融金属', '熔融金属吊运'],
  gas: ['涉煤气', '煤气使用', '工业煤气'],
  'major-hazard-source': ['危险化学品重大危险源'],
  'tailings-pond': ['尾矿'],
  'open-pit': ['露天'],
  underground: ['井下', '地下'],
};

/** Words as choices with what else they are called. */
export const choicesOf = (
  words: Readonly<Record<string, string>>,
  aliases: Readonly<Record<string, readonly string[]>>,
): Choice[] => Object.entries(words).map(([code, label]) => ({ code, label, aliases: aliases[code] ?? [] }));
