/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */

/** 安全生产技术服务机构（中介机构） */
export interface Agency {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 名称 */
  name: string;
  /** 统一社会信用代码 */
  uscc: string | null;
  /** 服务类别 */
  kind: 'evaluation' | 'testing' | 'training' | 'standardisation' | 'other';
  /** 资质证书编号 */
  licenceNumber: string | null;
  /** 联系人 */
  contactName: string | null;
  /** 联系电话 */
  contactPhone: string | null;
}
/** 核对过、等待导入的文件：只有上传的人能用，到期清除 */
export interface CheckedFile {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 上传人；命令行为空 */
  account: string | null;
  /** 台账 */
  ledger: 'enterprises' | 'people';
  /** 文件名 */
  fileName: string;
  /** 读出的行和每行的问题（压缩） */
  content: Uint8Array;
  /** 核对时间 */
  at: string;
  /** 失效时间 */
  endsAt: string;
}
/** 企业：一企一档的根 */
export interface Enterprise {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 统一社会信用代码 GB 32100-2015 */
  uscc: string;
  /** 企业名称 */
  name: string;
  /** 简称 */
  shortName: string | null;
  /** 名称拼音首字母，供搜索 */
  initials: string;
  /** 所在镇 */
  town: string;
  /** 地址 */
  address: string | null;
  /** 行业 */
  sector: 'mine-open-pit' | 'mine-underground' | 'tailings-pond' | 'metallurgy' | 'nonferrous' | 'building-material' | 'machinery' | 'light-industry' | 'textile' | 'tobacco' | 'trade';
  /** 国民经济行业代码 GB/T 4754-2017 */
  industry: string | null;
  /** 风险标志 */
  flags: string[];
  /** 规模 */
  scale: 'large' | 'medium' | 'small' | 'micro';
  /** 从业人数 */
  staffCount: number;
  /** 生产状态 */
  status: 'operating' | 'stopped' | 'construction' | 'closed';
  /** 纬度 */
  lat: string | null;
  /** 经度 */
  lng: string | null;
  /** 坐标系 */
  datum: 'WGS-84' | 'CGCS2000' | 'GCJ-02' | null;
  /** 主要负责人 */
  principalName: string | null;
  /** 主要负责人电话 */
  principalPhone: string | null;
  /** 安全管理人员 */
  safetyName: string | null;
  /** 安全管理人员电话 */
  safetyPhone: string | null;
  /** 监管责任是否落实到三方三人（由监管责任变更同步） */
  supervision: 'complete' | 'gap';
  /** 登记时间 */
  createdAt: string;
  /** 注销时间 */
  removedAt: string | null;
  /** 来自哪次导入 */
  importId: string | null;
}
/** 专家 */
export interface Expert {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 姓名 */
  name: string;
  /** 专业 */
  speciality: string;
  /** 职称 */
  title: string | null;
  /** 电话 */
  phone: string | null;
  /** 账号 */
  account: string | null;
}
/** 企业概况沿革：变更之前的样子，随变更写下，可由留痕重建 */
export interface FormerProfile {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 企业 */
  enterprise: string;
  /** 企业变更后所在镇 */
  town: string;
  /** 到哪一天为止（该日已是变更后的样子） */
  untilOn: string;
  /** 变更时间 */
  untilAt: string;
  /** 行业 */
  sector: string;
  /** 风险标志 */
  flags: string[];
  /** 规模 */
  scale: string;
  /** 从业人数 */
  staffCount: number;
  /** 生产状态 */
  status: string;
  /** 已注销 */
  removed: boolean;
}
/** 导入批次，可整批撤销 */
export interface Import {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 台账 */
  ledger: 'enterprises' | 'people';
  /** 文件名 */
  fileName: string;
  /** 导入人 */
  account: string | null;
  /** 导入时间 */
  at: string;
  /** 新增行数 */
  created: number;
  /** 更新行数 */
  changed: number;
  /** 未变行数 */
  unchanged: number;
  /** 未通过行数 */
  rejected: number;
  /** 撤销时间 */
  undoneAt: string | null;
  /** 所导入的核对，每次核对只能导入一次 */
  checkedFile: string | null;
}
/** 监管人员：行业主管部门、应急部门、镇，含执法证号 */
export interface Officer {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 姓名 */
  name: string;
  /** 监管主体类别 */
  body: 'sector-department' | 'safety-department' | 'town';
  /** 部门或股室 */
  department: string;
  /** 镇 */
  town: string | null;
  /** 电话 */
  phone: string | null;
  /** 执法证号 */
  certificateNumber: string | null;
  /** 账号 */
  account: string | null;
  /** 离岗日期 */
  leftOn: string | null;
}
/** 企业人员 */
export interface Person {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 所属企业 */
  enterprise: string;
  /** 所在镇 */
  town: string;
  /** 姓名 */
  name: string;
  /** 电话 */
  phone: string | null;
  /** 岗位 */
  post: string;
  /** 身份 */
  position: string;
  /** 证书种类 */
  certificateKind: string | null;
  /** 证书编号 */
  certificateNumber: string | null;
  /** 证书有效期至 */
  certificateUntil: string | null;
  /** 离岗日期 */
  leftOn: string | null;
  /** 来自哪次导入 */
  importId: string | null;
}
/** 场所：厂区、车间、采场、尾矿库等 */
export interface Site {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 所属企业 */
  enterprise: string;
  /** 所在镇 */
  town: string;
  /** 名称 */
  name: string;
  /** 类别 */
  kind: 'workshop' | 'pit' | 'adit' | 'tailings-pond' | 'warehouse' | 'office' | 'other';
  /** 位置 */
  address: string | null;
  /** 纬度 */
  lat: string | null;
  /** 经度 */
  lng: string | null;
  /** 坐标系 */
  datum: 'WGS-84' | 'CGCS2000' | 'GCJ-02' | null;
}
/** 监管责任：企业由哪个部门哪个人监管，自何日至何日（N1.1） */
export interface Supervision {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 企业 */
  enterprise: string;
  /** 企业所在镇 */
  town: string;
  /** 监管主体类别 */
  body: 'sector-department' | 'safety-department' | 'town';
  /** 部门或股室 */
  department: string;
  /** 责任人 */
  officer: string;
  /** 责任人姓名（当时） */
  officerName: string;
  /** 自 */
  fromOn: string;
  /** 至（不含），空为现任 */
  toOn: string | null;
}
/** 镇 */
export interface Town {
  /** 县级行政区划代码 */
  county: string;
  /** 镇代码 GB/T 10114 九位 */
  code: string;
  /** 名称 */
  name: string;
  /** 排序 */
  ordinal: number;
}
