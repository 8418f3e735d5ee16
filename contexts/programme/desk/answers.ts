/** What the queries of this context answer, taken from their declarations. */
import type { AnswerOf } from '#kernel';
import type { checkItem } from '../commands.ts';
import type { boardQuery } from '../queries/board.ts';
import type { campaignQuery, campaignsQuery } from '../queries/campaign.ts';

/** 作战图. */
export type Board = AnswerOf<typeof boardQuery>;
export type BoardTask = Board['tasks'][number];
/** What a task's measure found: `n` of `of`, by town, and the desk path of its rows. */
export type FigureShown = NonNullable<BoardTask['figure']>;

/** 专项行动, those there are. */
export type CampaignNames = AnswerOf<typeof campaignsQuery>;
/** 专项行动. */
export type CampaignAnswer = AnswerOf<typeof campaignQuery>;
/** How many enterprises stand how, their items, and what is still open there. */
export type CampaignSum = CampaignAnswer['sum'];
export type ChecklistShown = NonNullable<CampaignAnswer['checklist']>;
export type ChecklistItemShown = ChecklistShown['items'][number];
/** What one look at an item led to. */
export type ItemChecked = AnswerOf<typeof checkItem>;
