/** What the queries of this context answer, taken from their declarations. */
import type { AnswerOf } from '#kernel';
import type { tellOccasion } from '../commands/tell.ts';
import type { catalogueQuery } from '../queries/catalogue.ts';
import type { ofEnterpriseQuery } from '../queries/enterprise.ts';
import type { matrixQuery } from '../queries/matrix.ts';
import type { owedQuery } from '../queries/record.ts';
import type { dutyTodos, todoQuery } from '../queries/todo.ts';

/** 应办事项. */
export type OwedRecord = AnswerOf<typeof owedQuery>;
/** What an enterprise owes. */
export type OfEnterprise = AnswerOf<typeof ofEnterpriseQuery>;
export type DutyLine = OfEnterprise['rows'][number];
export type Occasion = OfEnterprise['occasions'][number];
/** 企业 × 事项. */
export type MatrixAnswer = AnswerOf<typeof matrixQuery>;
export type CatalogueAnswer = AnswerOf<typeof catalogueQuery>;
/** 待办. */
export type TodoGroup = AnswerOf<typeof todoQuery>['groups'][number];
export type TodoRow = TodoGroup['rows'][number];
/** One act of mine (已办). */
export type DoneRow = Awaited<ReturnType<typeof dutyTodos.done>>['rows'][number];
export type Told = AnswerOf<typeof tellOccasion>;
