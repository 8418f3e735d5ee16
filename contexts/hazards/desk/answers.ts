/** What the queries of this context answer, taken from their declarations. */
import type { AnswerOf } from '#kernel';
import type { fileMajorSource } from '../commands/major-source.ts';
import type { report } from '../commands/report.ts';
import type { criteriaQuery } from '../queries/criteria.ts';
import type { dashboardQuery, ofEnterpriseQuery, sumsQuery } from '../queries/dashboard.ts';
import type { majorSourcesQuery } from '../queries/major-sources.ts';
import type { recordQuery } from '../queries/record.ts';
import type { doneOn, todoQuery } from '../queries/todo.ts';

/** 隐患档案. */
export type HazardRecord = AnswerOf<typeof recordQuery>;
/** A criterion as it stood on the day of the finding. */
export type CriterionShown = NonNullable<HazardRecord['criterion']>;
/** One photo of a hazard and what it shows. */
export type PhotoUse = HazardRecord['photos'][number];
/** The same picture, or one that looks the same, serving elsewhere (疑似重复照片). */
export type Reused = HazardRecord['reused'][number];
export type TimelineLine = HazardRecord['timeline'][number];

/** 待办. */
export type TodoAnswer = AnswerOf<typeof todoQuery>;
export type TodoGroup = TodoAnswer['groups'][number];
export type TodoRow = TodoGroup['rows'][number];
/** One act of mine (已办). */
export type DoneRow = Awaited<ReturnType<typeof doneOn>>['rows'][number];

/** Criteria in force on a day, and what the law data lacks for it. */
export type CriteriaOn = AnswerOf<typeof criteriaQuery>;
export type Dashboard = AnswerOf<typeof dashboardQuery>;
/** 台账汇总: the figures above the ledger, of the rows under its filters. */
export type Sums = AnswerOf<typeof sumsQuery>;
export type OfEnterprise = AnswerOf<typeof ofEnterpriseQuery>;
/** What a report answers: the hazard it became. */
export type Reported = AnswerOf<typeof report>;

/** 重大危险源辨识 of an enterprise, and one of them. */
export type MajorSourcesShown = AnswerOf<typeof majorSourcesQuery>;
export type MajorSourceShown = MajorSourcesShown['rows'][number];
export type MajorSourceFiled = AnswerOf<typeof fileMajorSource>;
