import type { FastifyInstance } from 'fastify';
import { asDay, type Day } from '#kernel';
import { choicesFor } from '../choices.ts';
import { law } from '../current.ts';
import { type Calculator, calculators, type Filled, inputOf, subjectTitles } from '../domain/calculators/index.ts';
import { citedOn } from '../domain/editions.rule.ts';
import { evaluateRule, ruleEntries } from '../rules/index.ts';
import { answerOf, citedPage } from './answer.ts';
import { formOf } from './form.ts';
import { escaped, page } from './html.ts';

/** Calculators that need no account and whose rule is there. */
function openCalculators(): Calculator[] {
  const there = new Set(ruleEntries().map(({ name }) => name));
  return calculators.filter(({ open, rule }) => open && there.has(rule));
}

function listPage(): string {
  const open = openCalculators();
  const sections = Object.entries(subjectTitles).flatMap(([subject, title]) => {
    const own = open.filter((each) => each.subject === subject);
    return own.length === 0
      ? []
      : [
          `<section><h2>${title}</h2><ul>${own.map((each) => `<li><a href="/open/law/${each.rule}">${escaped(each.title)}</a>　<span class="meta">${escaped(each.intro)}</span></li>`).join('')}</ul></section>`,
        ];
  });
  return page(
    '安全生产计算器',
    `<p>不需要账号，填写的内容不保存。每个结果都写明计算过程和依据的条款。</p>${sections.join('')}`,
    false,
  );
}

type Sent = Record<string, string | string[] | undefined>;

/** What the address carries: filled cells only, at most a few hundred, each short. */
function filledOf(sent: Sent): Filled {
  const cells = Object.entries(sent)
    .filter(([key]) => !['on', 'ask', 'more'].includes(key))
    .slice(0, 900)
    .map(([key, value]) => [key, (Array.isArray(value) ? value.join(',') : (value ?? '')).slice(0, 300)] as const);
  return Object.fromEntries(cells.filter(([, value]) => value !== ''));
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function calculatorPage(calculator: Calculator, sent: Sent, today: Day): string {
  const asked = one(sent.ask) === '1';
  const on = (one(sent.on) ?? today).slice(0, 20);
  const filled = asked || one(sent.more) !== undefined ? filledOf(sent) : { ...calculator.example, ...filledOf(sent) };
  const choices = choicesFor(calculator.rule, law(), asDay(on) ?? today);
  const answer = asked ? answerOf(calculator, evaluateRule(calculator.rule, inputOf(calculator, filled), on), on) : '';
  const body = `<p>${escaped(calculator.intro)}</p>${answer}${formOf(calculator, filled, on, choices, one(sent.more))}`;
  return page(calculator.title, body);
}

/**
 * The calculators for everybody (公开计算器): `GET /open/law/`, `GET /open/law/{rule}?on=…`, `GET /open/law/cite?cite=…&on=…`. Plain
 * pages without script or account; nothing that is filled in is kept.
 */
export async function lawPages(app: FastifyInstance, { today }: { today: () => Day }): Promise<void> {
  app.get('/open/law', (_request, reply) => reply.redirect('/open/law/'));
  app.get('/open/law/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(listPage()));
  app.get('/open/law/cite', async (request, reply) => {
    const sent = request.query as Sent;
    const cite = (one(sent.cite) ?? '').slice(0, 200);
    const on = asDay(one(sent.on) ?? '') ?? today();
    if (cite === '') return reply.redirect('/open/law/');
    return reply.type('text/html; charset=utf-8').send(page(cite, citedPage(citedOn(law(), cite, on), on)));
  });
  app.get('/open/law/:rule', async (request, reply) => {
    const { rule } = request.params as { rule: string };
    const calculator = openCalculators().find((each) => each.rule === rule);
    if (!calculator) return reply.callNotFound();
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(calculatorPage(calculator, request.query as Sent, today()));
  });
}
