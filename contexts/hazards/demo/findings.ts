import type { Dice } from '#kernel/server';

/** What an officer or a worker would write. Invented; no real enterprise's finding. */
interface Finding {
  /** Sectors or flags it fits; empty fits all. */
  of: readonly string[];
  category: string;
  place: string;
  text: string;
  measure: string;
}

export const findings: readonly Finding[] = [
  {
    of: ['smelting-casting'],
    category: 'smelting',
    place: '熔炼车间 2 号炉',
    text: '炉前操作平台护栏缺损约两米，作业人员接料时有跌落风险',
    measure: '修复护栏并加装踢脚板，修复前停用该操作位',
  },
  {
    of: ['hot-metal-lifting'],
    category: 'smelting',
    place: '浇注跨',
    text: '吊运熔融金属的起重机未见当年检验合格标志，司机说不清制动器更换时间',
    measure: '停用并申请检验，合格后方可投用',
  },
  {
    of: ['smelting-casting'],
    category: 'smelting',
    place: '炉前坑',
    text: '炉前坑底有积水，未设集水井和液位报警，熔融金属泄漏时可能发生喷爆',
    measure: '抽干积水，增设集水井和水位报警，纳入班前检查',
  },
  {
    of: ['smelting-casting'],
    category: 'equipment',
    place: '中频炉冷却水站',
    text: '冷却水出水温度未接入报警联锁，仅靠人工每小时抄表',
    measure: '加装温度、流量检测并与炉体断电联锁',
  },
  {
    of: ['gas'],
    category: 'process',
    place: '煤气加压站',
    text: '固定式一氧化碳报警器有两台显示故障，值班室未处置也未记录',
    measure: '更换探头并校准，补记故障台账',
  },
  {
    of: ['gas'],
    category: 'process',
    place: '煤气管道盲板处',
    text: '检修作业处未设可靠隔断，仅关闭单道阀门即安排人员进入',
    measure: '立即停止作业，加装盲板或眼镜阀后重新审批',
  },
  {
    of: ['explosive-dust'],
    category: 'dust',
    place: '打磨除尘系统',
    text: '除尘器箱体未设泄爆装置，灰斗卸灰口粉尘外溢，地面积尘明显',
    measure: '停产清灰，按规范加装泄爆片并接地',
  },
  {
    of: ['explosive-dust'],
    category: 'dust',
    place: '抛光间',
    text: '作业岗位积尘厚度可见，清扫记录为事后统一补写',
    measure: '立即清扫，按班记录，班组长当日签字',
  },
  {
    of: ['explosive-dust'],
    category: 'electrical',
    place: '木粉仓',
    text: '仓内照明灯具为普通型，电缆接头裸露',
    measure: '更换为粉尘防爆型灯具，接头改用防爆接线盒',
  },
  {
    of: ['confined-space'],
    category: 'confined-space',
    place: '污水处理站调节池',
    text: '池口未设警示标志和上锁装置，现场没有气体检测仪',
    measure: '设置标志和锁具，配备四合一气体检测仪，作业前检测',
  },
  {
    of: ['confined-space'],
    category: 'confined-space',
    place: '料仓检修口',
    text: '有限空间作业审批单监护人与作业人为同一人',
    measure: '重新学习作业审批制度，监护人与作业人分离',
  },
  {
    of: ['ammonia-refrigeration'],
    category: 'process',
    place: '制冷机房',
    text: '氨泄漏报警器设置高度不符合要求，备用电源未接入事故排风机',
    measure: '按规范调整探头，事故排风机接入备用电源并做试验',
  },
  {
    of: ['open-pit'],
    category: 'environment',
    place: '采场 +860 台阶',
    text: '台阶坡面角超过设计值，坡面有松动浮石未清理',
    measure: '停止该台阶作业，清理浮石并按设计修整边坡',
  },
  {
    of: ['open-pit'],
    category: 'environment',
    place: '运输道路弯道',
    text: '弯道外侧挡土墙高度不足，夜间没有反光标志',
    measure: '加高挡土墙至轮胎直径二分之一以上并设反光标志',
  },
  {
    of: ['open-pit'],
    category: 'environment',
    place: '采场北帮',
    text: '雨后边坡出现裂缝，未安排专人巡查，未设警戒',
    measure: '设警戒、每日巡查并委托边坡稳定性评估',
  },
  {
    of: ['underground'],
    category: 'environment',
    place: '主斜井',
    text: '躲避硐室间距超过设计要求，部分硐室堆放杂物',
    measure: '清理杂物，补设硐室，设置照明和标志',
  },
  {
    of: ['underground'],
    category: 'process',
    place: '通风机房',
    text: '主通风机反风装置半年未做试验，记录缺失',
    measure: '组织反风试验并记录，列入年度计划',
  },
  {
    of: ['tailings-pond'],
    category: 'environment',
    place: '尾矿库初期坝',
    text: '坝面排水沟淤堵，浸润线观测孔有一处损坏',
    measure: '疏通排水沟，修复观测孔，加密观测',
  },
  {
    of: ['tailings-pond'],
    category: 'management',
    place: '尾矿库值班室',
    text: '汛期值班表未落实夜间双人值守，应急物资缺少编织袋',
    measure: '落实双人值守，补齐应急物资并建账',
  },
  {
    of: [],
    category: 'electrical',
    place: '配电室',
    text: '配电柜前堆放杂物，绝缘垫缺失，挡鼠板高度不足',
    measure: '清理通道，配齐绝缘垫和挡鼠板',
  },
  {
    of: [],
    category: 'electrical',
    place: '成品库',
    text: '临时用电线路沿地面敷设，未做过路保护，漏电保护器试验按钮失灵',
    measure: '架空或穿管敷设，更换漏电保护器',
  },
  {
    of: [],
    category: 'fire',
    place: '办公楼二层',
    text: '疏散通道堆放纸箱，应急照明两处不亮，灭火器压力不足三具',
    measure: '清空通道，更换灯具和灭火器',
  },
  {
    of: [],
    category: 'equipment',
    place: '机加工车间',
    text: '冲床双手按钮被短接，安全防护装置未起作用',
    measure: '恢复双手按钮，培训操作工，班前点检',
  },
  {
    of: [],
    category: 'equipment',
    place: '空压机房',
    text: '储气罐安全阀校验过期，压力表无检定标志',
    measure: '送检安全阀和压力表，合格后投用',
  },
  {
    of: [],
    category: 'behaviour',
    place: '装卸平台',
    text: '叉车司机载人行驶，未系安全带，现场无人制止',
    measure: '停岗教育，完善叉车管理规定并考核',
  },
  {
    of: [],
    category: 'behaviour',
    place: '登高检修点',
    text: '两米以上作业未系挂安全带，脚手架未验收挂牌',
    measure: '停止作业，验收挂牌后系挂安全带作业',
  },
  {
    of: [],
    category: 'management',
    place: '安全科',
    text: '安全生产责任制未覆盖新增岗位，岗位清单与现场不符',
    measure: '修订岗位责任清单，逐人签字',
  },
  {
    of: [],
    category: 'management',
    place: '培训室',
    text: '新进员工三级安全教育学时不足，试卷笔迹雷同',
    measure: '补足学时，重新考试并留存影像',
  },
  {
    of: [],
    category: 'management',
    place: '应急物资库',
    text: '应急演练方案未针对本企业主要风险，演练评估记录为空',
    measure: '重新编制方案，组织演练并评估',
  },
  {
    of: [],
    category: 'process',
    place: '危化品暂存间',
    text: '油漆与氧化剂同库存放，未设防泄漏托盘',
    measure: '分类分库存放，设置托盘和标志',
  },
];

const details = [
  '，检查时当班人员表示不清楚要求',
  '，上次检查已提出同类问题',
  '，现场拍照留存',
  '，班组长已到场确认',
  '，涉及夜班作业',
  '，相关记录缺两个月',
  '，周边有外来施工人员作业',
  '，已要求先采取临时措施',
];

export function findingFor(
  dice: Dice,
  sector: string,
  flags: readonly string[],
): { category: string; place: string; text: string; measure: string } {
  const fits = findings.filter((f) => f.of.length > 0 && f.of.some((tag) => tag === sector || flags.includes(tag)));
  const pool = fits.length > 0 && dice.chance(0.6) ? fits : findings.filter((f) => f.of.length === 0);
  const f = dice.pick(pool);
  return { category: f.category, place: f.place, text: `${f.text}${dice.pick(details)}`, measure: f.measure };
}
