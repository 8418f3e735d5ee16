/** #programme — the yearly notice's tasks, measures, board and campaigns (N2.1, N2.2). The only door for other contexts. */
export { noticeOf, setNotices } from './current.ts';
export type { Notice } from './domain/notice.ts';
export { progressWords, targetText } from './domain/progress.rule.ts';
export { faultText, loadNotice, loadNotices, type NoticeWords } from './load.ts';
export { programmeModule } from './module.ts';
export { boardTask, figuresOf } from './queries/board.ts';
export { burnDownOf } from './queries/campaign.ts';
