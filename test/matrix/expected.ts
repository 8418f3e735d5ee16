/**
 * Who may do what, cell by cell. Read a word as: mine · neighbour's · other town's · led by the county · an id nobody has.
 * `y` done, `x` not yours, `n` not found (the same answer as for an id nobody has), `i` heard what is wrong with it, `-` no such cell.
 * A role that is not named is refused everywhere: `xxxxx`. Reviewed by hand; a declaration without a line here fails the test.
 * A command that differs by loop has a line for each, told apart by what stands in brackets.
 */
export interface Line {
  /** 县级管理员、县局领导、县局执法人员 */
  county?: string;
  /** 镇中心负责人、镇监管员 */
  town?: string;
  /** 企业主要负责人、企业安全管理人员 */
  managers?: string;
  /** 一个岗位, where it differs from its group */
  'county-admin'?: string;
  'county-officer'?: string;
  'town-officer'?: string;
  worker?: string;
  expert?: string;
  agency?: string;
  'legal-reviewer'?: string;
  auditor?: string;
}

const groups: Readonly<Record<string, keyof Line>> = {
  'county-admin': 'county',
  'county-leader': 'county',
  'county-officer': 'county',
  'town-lead': 'town',
  'town-officer': 'town',
  principal: 'managers',
  'safety-manager': 'managers',
};

/** The word of a role on a line. */
export const wordOf = (line: Line, role: string): string =>
  line[role as keyof Line] ?? line[groups[role] as keyof Line] ?? 'xxxxx';

/** 县局和镇中心办理，镇里只办本镇仍由镇牵头的。 */
const officers: Line = { county: 'yyyyn', town: 'yynxn' };
const enterpriseManagers: Line = { managers: 'ynnyn' };
const ownManagers: Line = { managers: 'ynn-n' };
const registrars: Line = { county: 'yyy-n', town: 'yyn-n' };
/** Of a command that serves both loops: whoever makes it in the other one is refused what he sees, and does not find what he does not. */
const notOfficers: Line = { county: 'xxx-n', town: 'xxn-n' };
const everybody = (word: string): Line => ({
  county: word,
  town: word,
  managers: word,
  worker: word,
  expert: word,
  agency: word,
  'legal-reviewer': word,
  auditor: word,
});
const administrator = (word: string): Line => ({ 'county-admin': word });

export const commands: Readonly<Record<string, Line>> = {
  // 隐患
  'hazards.report': { county: 'yyy-n', town: 'yyn-n', managers: 'ynn-n', worker: 'ynn-n' },
  'hazards.judge': officers,
  'hazards.dismiss': officers,
  'hazards.assign': officers,
  'hazards.arrange': ownManagers,
  'hazards.rectify': { ...enterpriseManagers, worker: 'xnnxn' },
  'hazards.rectify (自查自改)': { ...ownManagers, worker: 'ynn-n' },
  'hazards.verify': officers,
  'hazards.give-back': { ...officers, managers: 'xnnxn' },
  'hazards.give-back (自查自改)': { ...ownManagers, ...notOfficers },
  'hazards.close': officers,
  'hazards.confirm': ownManagers,
  'hazards.ask-extension': enterpriseManagers,
  'hazards.grant-extension': officers,
  'hazards.refuse-extension': officers,
  'hazards.escalate': officers,
  'hazards.supervise': { county: 'yyyyn' },
  'hazards.ask-analysis': { county: 'yyyyn', town: 'yynyn' },
  // A neighbour's and a foreign one is here one that another expert was asked about.
  'hazards.give-analysis': { expert: 'ynnyn' },
  'hazards.transfer': officers,
  'hazards.conclude': officers,
  'hazards.take-back': officers,
  'hazards.request-case': officers,
  'hazards.elevate': ownManagers,
  'hazards.take-over': registrars,
  'hazards.reopen': { ...officers, managers: 'xnnxn' },
  'hazards.reopen (自查自改)': { ...ownManagers, ...notOfficers },
  'hazards.look-back': officers,

  // 企业与责任登记
  'registry.create-enterprise': { county: 'y-y--', town: 'y-x--' },
  'registry.change-enterprise': { ...registrars, managers: 'ynn-n' },
  'registry.close-enterprise': registrars,
  'registry.add-site': registrars,
  'registry.change-site': registrars,
  'registry.remove-site': registrars,
  'registry.add-person': { ...registrars, managers: 'ynn-n' },
  'registry.change-person': { ...registrars, managers: 'ynn-n' },
  'registry.person-left': { ...registrars, managers: 'ynn-n' },
  // Of a department of the county, a town's lead sees the people and changes none.
  'registry.add-officer': { county: 'y-yy-', town: 'y-xx-', 'town-officer': 'xxxxx' },
  'registry.change-officer': { county: 'y-yyn', town: 'y-nxn', 'town-officer': 'xxxxx' },
  'registry.hand-over': { county: 'y-yyn', town: 'y-nxn', 'town-officer': 'xxxxx' },
  'registry.assign-supervision': { county: 'yyy-n', town: 'yyn-n', 'town-officer': 'xxxxx' },
  'registry.end-supervision': { county: 'yyy-n', town: 'yyn-n', 'town-officer': 'xxxxx' },
  'registry.add-agency': { county: 'y----' },
  'registry.change-agency': { county: 'y---n' },
  'registry.add-expert': { county: 'y----' },
  'registry.change-expert': { county: 'y---n' },
  // A file checked by somebody else (neighbour) is nobody's file.
  'registry.import': { county: 'yn--n' },
  'registry.undo-import': { county: 'y---n' },

  // 账号
  'access.create-account': { 'county-admin': 'yyyy-', managers: 'y----' },
  'access.change-account': { 'county-admin': 'yyyyn', managers: 'ynnnn' },
  'access.reset-password': { 'county-admin': 'yyyyn', managers: 'ynnnn' },
  'access.disable-account': { 'county-admin': 'yyyyn', managers: 'ynnnn' },
  'access.enable-account': { 'county-admin': 'yyyyn', managers: 'ynnnn' },
  'access.end-sessions': { 'county-admin': 'yyyyn', managers: 'ynnnn' },
  'access.remove-totp': administrator('yyyyn'),
  'access.unlock-account': administrator('yyyyn'),
  'access.change-password': everybody('i----'),
  'access.enrol-totp': everybody('y----'),
  'access.confirm-totp': everybody('i----'),
  // Somebody else's session or view is as if it were not there, the county's own not excepted.
  'access.end-session': everybody('ynnnn'),
  'access.save-view': everybody('y----'),
  'access.drop-view': everybody('ynnnn'),

  // 年度任务与公开
  'programme.check-item': registrars,
  'programme.fill-task': { county: 'y----', 'county-officer': 'xxxxx' },
  'disclosure.publish-progress': { county: 'y----', 'county-officer': 'xxxxx' },
  'disclosure.withdraw': { county: 'y---n', 'county-officer': 'xxxxx' },
};

const overseers: Line = { county: 'y----', town: 'y----', 'legal-reviewer': 'y----', auditor: 'y----' };
const readers: Line = { ...overseers, managers: 'y----', worker: 'y----', expert: 'y----' };
const ofEnterprise: Line = {
  county: 'yyy-n',
  town: 'yyn-n',
  managers: 'ynn-n',
  worker: 'ynn-n',
  'legal-reviewer': 'yyy-n',
  auditor: 'yyy-n',
};

/** Queries and ledgers. What an answer holds is looked at by the test itself: nothing of a place the reader does not see. */
export const reads: Readonly<Record<string, Line>> = {
  'hazards.record': {
    county: 'yyyyn',
    town: 'yynyn',
    managers: 'ynnyn',
    worker: 'ynnyn',
    expert: 'nnnyn',
    'legal-reviewer': 'yyyyn',
    auditor: 'yyyyn',
  },
  // What is gathered: who may ask one of its sources may ask.
  'home.todo': readers,
  'home.done': readers,
  'home.search': everybody('y----'),
  'hazards.todo': readers,
  'hazards.criteria': readers,
  'hazards.dashboard': overseers,
  // A list: for an enterprise one does not see it is empty, as for one that does not exist.
  'hazards.of-enterprise': {
    county: 'yyy-y',
    town: 'yyy-y',
    managers: 'yyy-y',
    worker: 'yyy-y',
    'legal-reviewer': 'yyy-y',
    auditor: 'yyy-y',
  },
  'hazards.ledger': { ...readers, expert: 'y----' },
  'registry.enterprise': ofEnterprise,
  'registry.responsible': ofEnterprise,
  'registry.towns': everybody('y----'),
  'registry.gaps': overseers,
  'registry.map': { ...readers, expert: 'xxxxx' },
  'registry.search': { ...readers, expert: 'xxxxx' },
  'registry.enterprises': { ...readers, expert: 'xxxxx' },
  'registry.people': { ...overseers, managers: 'y----' },
  'registry.officers': overseers,
  'registry.supervisions': overseers,
  'registry.agencies': overseers,
  'registry.experts': overseers,
  'registry.imports': { county: 'y----', auditor: 'y----' },
  'access.sessions': everybody('y----'),
  'access.views': everybody('y----'),
  'access.accounts': { 'county-admin': 'y----', managers: 'y----', auditor: 'y----' },
  'law.clause': everybody('y----'),
  'law.calendar': everybody('y----'),
  'law.search': everybody('y----'),
  'law.instrument': everybody('y----'),
  'law.changes': everybody('y----'),
  'law.unverified': everybody('y----'),
  'law.cited': everybody('y----'),
  'law.calculators': everybody('y----'),
  'law.choices': everybody('y----'),
  'programme.board': overseers,
  'programme.campaign': overseers,
  'programme.roster': overseers,
  'disclosure.publications': { county: 'y----', 'legal-reviewer': 'y----', auditor: 'y----' },
};
