import { type Addressee, firstOf, type Tell, type Telling, type TellingKind, tell } from '#kernel';
import { handlers } from './commands/index.ts';
import { managers, townOfficers } from './domain/roles.ts';
import type { Hazard } from './subjects.ts';

/** Those who do the county's work on a hazard; who leads sees it in his figures. */
const officers = ['county-officer', ...townOfficers] as const;
const kind = (key: string, title: string, roles: TellingKind['roles'], more: Pick<TellingKind, 'alarm'> = {}) => ({
  key: `hazards.${key}`,
  title,
  roles,
  ...more,
});

const major = kind('major', '判定为重大隐患', managers, { alarm: true });
const assigned = kind('assigned', '派发整改', managers);
const urged = kind('urged', '隐患催办', managers);
const returned = kind('returned', '退回重改和重开', managers);
const toVerify = kind('to-verify', '整改完成待复查', officers);
const toConfirm = kind('to-confirm', '自查整改待确认', managers);
const extensionAsked = kind('extension-asked', '延期申请', officers);
const extensionDecided = kind('extension-decided', '延期审批结果', managers);
const consulted = kind('consulted', '请您会诊', ['expert']);

const MOST_WORDS = 40;
/** The hazard in some words: what stands in the list. */
const what = ({ description: all }: Hazard): string => {
  const some = firstOf(all, MOST_WORDS);
  return some === all ? all : `${some}…`;
};
const about = (h: Hazard, to: Addressee, title: string, text: string | null | undefined): Telling => ({
  to,
  title: `${title}：${what(h)}`,
  text: [`${h.enterpriseName} ${h.place}`.trim(), text].filter(Boolean).join('。'),
  path: `/hazards/${h.id}`,
});
const enterprise = (h: Hazard): Addressee => ({ enterprise: h.enterprise });
/** Who leads it: the town's or the county's officer who answers for the enterprise. */
const holders = (h: Hazard): Addressee =>
  h.heldBy === 'town' ? { town: h.town, of: h.enterprise } : { county: true, of: h.enterprise };

/** Who hears of what on a hazard (告知). */
export const hazardTells: readonly Tell[] = [
  tell(handlers.judge, major, ({ after: h, given }) =>
    h.level === 'major' ? about(h, enterprise(h), '判定为重大隐患', given.reason) : null,
  ),
  tell(handlers.assign, assigned, ({ after: h }) =>
    about(h, enterprise(h), '派发整改', `责任人${h.person}，${h.dueOn} 前完成`),
  ),
  tell(handlers.urge, urged, ({ after: h, given }) =>
    about(h, enterprise(h), '催办', [h.dueOn && `期限 ${h.dueOn}`, given.note].filter(Boolean).join('，')),
  ),
  tell(handlers.rectify, toVerify, ({ after: h, given }) =>
    h.loop === 'common' ? about(h, holders(h), '整改完成，待复查', given.note) : null,
  ),
  tell(handlers.rectify, toConfirm, ({ after: h, given }) =>
    h.loop === 'self' ? about(h, enterprise(h), '自查整改完成，待确认', given.note) : null,
  ),
  tell(handlers.giveBack, returned, ({ after: h, given }) => about(h, enterprise(h), '退回重改', given.reason)),
  tell(handlers.reopen, returned, ({ after: h, given }) =>
    about(h, enterprise(h), '重开整改', `${given.dueOn} 前重新整改：${given.reason}`),
  ),
  tell(handlers.askExtension, extensionAsked, ({ after: h, given }) =>
    about(h, holders(h), `申请延期至 ${given.until}`, given.reason),
  ),
  tell(handlers.grantExtension, extensionDecided, ({ after: h, given }) =>
    about(h, enterprise(h), `同意延期至 ${h.dueOn}`, given.reason),
  ),
  tell(handlers.refuseExtension, extensionDecided, ({ before: h, given }) =>
    about(h, enterprise(h), `不同意延期至 ${h.extensionUntil}`, given.reason),
  ),
  tell(handlers.askAnalysis, consulted, ({ after: h, given }) =>
    h.analysisExpert ? about(h, { account: h.analysisExpert }, '请您会诊', given.question) : null,
  ),
];
