import { isRefused, type Refused } from '#kernel';
import { type Calculator, type Printed, printedAnswer } from '../domain/calculators/index.ts';
import { checkedWords } from '../domain/catalogue.ts';
import type { Cited } from '../domain/editions.rule.ts';
import type { Ruling } from '../rules/rule.ts';
import { escaped } from './html.ts';

const citeLink = (cite: string, on: string) =>
  `<a href="/open/law/cite?cite=${encodeURIComponent(cite)}&amp;on=${on}">${escaped(cite)}</a>`;

function lineOf({ title, text, main, list }: Printed): string {
  const titles = list?.[0]?.map((each) => each.title) ?? [];
  const table = list?.length
    ? `<div class="scroll"><table><thead><tr>${titles.map((each) => `<th scope="col">${escaped(each)}</th>`).join('')}</tr></thead><tbody>${list
        .map((row) => `<tr>${row.map((each) => `<td>${escaped(each.text)}</td>`).join('')}</tr>`)
        .join('')}</tbody></table></div>`
    : escaped(text);
  return `<dt>${escaped(title)}</dt><dd${main && !list ? ' class="main"' : ''}>${table}</dd>`;
}

/** What the rule said: the answer, each step, each clause; or why it refused. */
export function answerOf(calculator: Calculator, ruling: Ruling<unknown> | Refused, on: string): string {
  if (isRefused(ruling)) {
    const { message, places = [], missing = [] } = ruling.refused;
    const more = places.map((each) => each.message).filter((each) => each !== message);
    return `<section class="refused" role="alert"><h2>不能计算</h2><p>${escaped(message)}</p>${more.length > 0 ? `<ul>${more.map((each) => `<li>${escaped(each)}</li>`).join('')}</ul>` : ''}${missing.length > 0 ? `<p class="meta">还缺 ${missing.length} 项</p>` : ''}</section>`;
  }
  const { result, workings, cites, checked } = ruling;
  const mark = checked === 'verified' ? '' : ` <span class="unchecked">${checkedWords[checked]}</span>`;
  return `<section aria-label="结果"><h2>结果${mark}</h2><dl>${printedAnswer(calculator.answer, result).map(lineOf).join('')}</dl><p class="meta">按 ${on} 的法规</p></section>
<section><h2>计算过程</h2><ol>${workings.map(({ say, cite }) => `<li>${escaped(say)}${cite ? ` <span class="cite">${citeLink(cite, on)}</span>` : ''}</li>`).join('')}</ol></section>
<section><h2>依据</h2><ul>${cites.map((cite) => `<li>${citeLink(cite, on)}</li>`).join('') || '<li>没有引用条款</li>'}</ul></section>`;
}

/** A cite opened: the clause as it stood that day, in our own words. */
export function citedPage({ instrument, clause, inForce, cite }: Cited, on: string): string {
  const held = instrument
    ? `<p>${escaped(instrument.title)}（${escaped(instrument.number)}），${instrument.from} 起施行${instrument.to ? `，至 ${instrument.to} 止` : ''}。${on} ${inForce ? '有效' : '不在有效期内'}。</p>`
    : `<p>法规库没有收录“${escaped(cite)}”所在的文件。</p>`;
  const text = clause
    ? `<h2>${escaped(clause.title)}${clause.checked === 'verified' ? '' : ` <span class="unchecked">${checkedWords[clause.checked]}</span>`}</h2><p>${escaped(clause.text)}</p>`
    : '<p class="meta">这一条没有收录要点，请查原文。</p>';
  return `<section>${text}${held}</section>`;
}
