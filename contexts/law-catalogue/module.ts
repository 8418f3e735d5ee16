import { z } from 'zod';
import { dayGiven, query, refuse, todayIn } from '#kernel';
import type { Module } from '#kernel/server';
import { calendarAnswer, clauseAnswer } from './answers.ts';
import { calendarNow, law } from './current.ts';
import { described } from './described.ts';
import { clauseOn } from './domain/clause.rule.ts';
import { everybody } from './policy.ts';
import { lawPages } from './public/pages.ts';
import { lawSearch, lookupQueries } from './queries.ts';
import { lawRoutes } from './routes.ts';

/** 条款: one clause as it stood on a day. */
const clauseQuery = query({
  name: 'law.clause',
  title: '法规条款',
  answer: clauseAnswer,
  input: z.strictObject({ instrument: z.string().max(60), clause: z.string().max(20), on: dayGiven() }),
  may: [everybody],
  async read(_reads, given) {
    const clause = clauseOn(law(), given.instrument, given.clause, given.on);
    return clause ?? refuse('NOT_FOUND', `${given.on} 没有这一条：${given.instrument} 第 ${given.clause} 条`);
  },
});

/** 工作日历: holidays and make-up days, so that screens and phones count working days as the server does. */
const calendarQuery = query({
  name: 'law.calendar',
  title: '工作日历',
  answer: calendarAnswer,
  input: z.strictObject({}),
  may: [everybody],
  async read(reads) {
    const calendar = calendarNow(reads.actor.county);
    return {
      from: calendar.from,
      to: calendar.to,
      holidays: [...calendar.holidays],
      makeUpDays: [...calendar.makeUpDays],
    };
  },
});

/** What the law catalogue offers to composition. */
export const lawModule: Module = {
  queries: [clauseQuery, calendarQuery, ...lookupQueries],
  search: [lawSearch],
  routes: [
    {
      async mount(app, { runner }) {
        await lawRoutes(app);
        await lawPages(app, { today: () => todayIn(runner.clock()) });
      },
      described,
    },
  ],
};
