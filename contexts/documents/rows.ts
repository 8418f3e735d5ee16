/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */

/** 展示副本：由完整原件制成时副本自身的摘要；与存放的副本不符即重新制作 */
export interface Copy {
  /** 县级行政区划代码 */
  county: string;
  /** 原件 */
  sha256: string;
  /** 尺寸：缩略图、展示图 */
  size: 'thumb' | 'view';
  /** 副本的内容摘要 */
  digest: string;
  /** 制成时间 */
  at: string;
}
/** 损坏：原件与内容摘要不符、缺失或读不出的文件；恢复后记恢复时间，不删除 */
export interface Damage {
  /** 县级行政区划代码 */
  county: string;
  /** 文件 */
  sha256: string;
  /** 怎样：内容已变、缺失、读不出；或按保管期限销毁 */
  what: 'changed' | 'missing' | 'unreadable' | 'retired';
  /** 首次发现时间 */
  foundAt: string;
  /** 最近一次核验仍如此的时间 */
  seenAt: string;
  /** 恢复时间；空表示尚未恢复 */
  mendedAt: string | null;
  /** 按保管期限销毁的，原件和副本删净的时间；空表示还没有删净 */
  clearedAt: string | null;
}
/** 证据文件：以内容摘要为名，原件字节存于数据目录，永不改写 */
export interface File {
  /** 县级行政区划代码 */
  county: string;
  /** 内容摘要 SHA-256 */
  sha256: string;
  /** 字节数 */
  bytes: number;
  /** 类型，按文件头判定 */
  kind: 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';
  /** 宽（像素） */
  width: number | null;
  /** 高（像素） */
  height: number | null;
  /** 差分感知摘要（64 位），近乎单色的图为空 */
  dhash: string | null;
  /** 首次上传时的文件名 */
  name: string;
  /** 首次上传人账号 */
  account: string | null;
  /** 首次上传人所在镇 */
  town: string | null;
  /** 首次上传人所属企业 */
  enterprise: string | null;
  /** 首次收到时间 */
  at: string;
}
/** 核验：每夜逐一重算全部原件的摘要；中断后从停下的地方继续 */
export interface Inspection {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 开始时间 */
  beganAt: string;
  /** 最近进展时间 */
  seenAt: string;
  /** 完成时间；空表示尚未完成 */
  endedAt: string | null;
  /** 已核验到的摘要（按摘要次序） */
  doneTo: string;
  /** 已核验文件数 */
  files: number;
  /** 已核验字节数 */
  bytes: number;
  /** 其中损坏的文件数 */
  damaged: number;
}
/** 到期销毁：按保管期限规则删除的原件，只留摘要、规则和时间 */
export interface Retired {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 原件 */
  sha256: string;
  /** 依据的规则 */
  rule: string;
  /** 规则所在的一套 */
  ruleSet: string;
  /** 规则的依据（当时） */
  basis: string;
  /** 所证明的事项最后办结之日 */
  endedOn: string;
  /** 保管期满之日 */
  dueOn: string;
  /** 字节数 */
  bytes: number;
  /** 文件名 */
  name: string;
  /** 销毁时间 */
  at: string;
}
/** 上传：谁交来过这份文件（同一内容可由多人各自交来）；交来的人可以读它 */
export interface Upload {
  /** 县级行政区划代码 */
  county: string;
  /** 文件 */
  sha256: string;
  /** 上传人账号 */
  account: string;
  /** 原文件名 */
  name: string;
  /** 最近上传时间 */
  at: string;
  /** 类型 */
  kind: string;
  /** 字节数 */
  bytes: number;
  /** 宽（像素） */
  width: number | null;
  /** 高（像素） */
  height: number | null;
  /** 感知摘要 */
  dhash: string | null;
}
/** 用处：一份文件作为哪个对象的证据；看得见用处的人可以读文件 */
export interface Use {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 文件 */
  sha256: string;
  /** 对象种类 */
  subjectKind: string;
  /** 对象编号 */
  subjectId: string;
  /** 用途：整改前、整改后、复查、其他、证明材料 */
  purpose: 'before' | 'after' | 'check' | 'other' | 'proof';
  /** 次序 */
  ordinal: number;
  /** 对象所在镇，供行级可见性 */
  town: string | null;
  /** 对象所属企业，供行级可见性 */
  enterprise: string | null;
  /** 说明 */
  note: string | null;
  /** 提交人账号 */
  account: string | null;
  /** 提交人姓名（当时） */
  byName: string | null;
  /** 提交时间 */
  at: string;
  /** 设备声称的拍摄时间 */
  capturedAt: string | null;
  /** 拍摄纬度 */
  lat: string | null;
  /** 拍摄经度 */
  lng: string | null;
  /** 坐标系 */
  datum: 'WGS-84' | 'CGCS2000' | 'GCJ-02' | null;
  /** 取自相册而非当场拍摄 */
  fromAlbum: boolean;
  /** 加印时间地点之前的原图 */
  original: string | null;
  /** 文件名 */
  name: string;
  /** 类型 */
  kind: string;
  /** 字节数 */
  bytes: number;
  /** 宽（像素） */
  width: number | null;
  /** 高（像素） */
  height: number | null;
  /** 感知摘要 */
  dhash: string | null;
  /** 原图的类型、字节数、宽高与感知摘要 */
  originalFacts: unknown | null;
  /** 镇与企业之外看得见它的账号：受请会诊的专家 */
  seenBy: string[];
  /** 同一对象先后多次办理的，是哪一次的证据 */
  round: string | null;
}
