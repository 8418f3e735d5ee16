import { instantText } from '#kernel';
import { progressWords } from '#programme';
import type { Publication, PublicTask } from '../subjects.ts';
import { styleSheet } from './style.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c]!);

/** The figure in words: what is left of how many where none shall be left, else how many of how many. */
function figure(t: PublicTask): string {
  if (t.n === null) return '--';
  const unit = escaped(t.unit);
  if (t.left) return t.n === 0 ? '已清零' : `余 ${t.n} ${unit}${t.of ? `（共 ${t.of} ${unit}）` : ''}`;
  return t.of === null ? `${t.n} ${unit}` : `${t.n} / ${t.of} ${unit}`;
}

/** The bar of what is done; a figure without a whole has none. */
function bar(t: PublicTask): string {
  if (t.n === null || !t.of) return '';
  const done = Math.min(1, (t.left ? t.of - t.n : t.n) / t.of);
  return `<span class="bar" role="img" aria-label="完成 ${Math.round(done * 100)}%"><span style="width:${(done * 100).toFixed(1)}%"></span></span>`;
}

/** What the figure counts: two figures of one thing stand apart by it. */
const counts = (t: PublicTask): string =>
  t.counts && t.n !== null ? `<small class="counts">指${escaped(t.counts)}</small>` : '';

const row = (t: PublicTask): string =>
  `<tr><td class="clause">${escaped(t.clause)}</td><td>${escaped(t.title)}</td><td class="num">${figure(t)}${bar(t)}${counts(t)}</td><td>${escaped(t.target)}</td><td class="day">${t.due}</td>` +
  `<td><span class="state ${escaped(t.state)}">${(progressWords as Record<string, string>)[t.state] ?? escaped(t.state)}</span></td></tr>`;

/** A day is never broken over two lines. */
const day = (text: string): string => `<span class="day">${text}</span>`;

const WIDE = 1000;
const HIGH = 160;

/** The burn-down as a plain SVG: what is open, the even way to zero, and the days at both ends; readable in words too. */
function burnDown(c: Publication['body']['campaigns'][number]): string {
  const first = c.points[0];
  const last = c.points.at(-1);
  if (!first || !last) return '';
  const ideal = c.ideal ?? [];
  const top = Math.max(1, ...c.points.map((p) => p.open));
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const span = Math.max(at(c.due), at(last.day)) - at(first.day) || 1;
  const x = (day: string) => (((at(day) - at(first.day)) / span) * WIDE).toFixed(1);
  const y = (open: number) => (HIGH - (open / top) * (HIGH - 12)).toFixed(1);
  const path = (points: readonly { day: string; open: number }[]) =>
    points.map((p) => `${x(p.day)},${y(p.open)}`).join(' ');
  return (
    `<figure><figcaption><b>${escaped(c.title)}</b><br>${day(first.day)} 未销号 ${first.open} 条，${day(last.day)} 未销号 <b>${c.open}</b> 条，应于 ${day(c.due)} 前归零<br><small class="counts">只数列入本次行动的隐患，与下面按全县统计的不是同一个数</small></figcaption>` +
    `<svg viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label="未销号隐患由 ${first.open} 条变为 ${c.open} 条" preserveAspectRatio="none">` +
    `<line class="base" x1="0" y1="${HIGH}" x2="${WIDE}" y2="${HIGH}"/><polyline class="ideal" points="${path(ideal)}"/><polyline points="${path(c.points)}"/></svg>` +
    `<p class="axis">${day(first.day)}<span>实线：实际未销号${ideal.length > 0 ? '　虚线：匀速归零' : ''}</span>${day(at(c.due) > at(last.day) ? c.due : last.day)}</p></figure>`
  );
}

/** Where the public pages of the only county stand; of several, each county's stand below its code. */
export const OPEN = '/open';

/**
 * The public page of progress. No script; one style sheet inlined, from the one theme. `asOf`: when this was read, said when the database does not
 * answer now.
 */
export function pageOf(
  shown: Publication | null,
  older: readonly Publication[],
  base = OPEN,
  asOf: string | null = null,
): string {
  const body = shown?.body;
  const title = shown ? shown.title : '安全生产监管信息公开';
  const chapters = body
    ? body.chapters
        .map(
          (c) =>
            `<section><h2>${escaped(c.id)}、${escaped(c.title)}</h2><div class="scroll"><table><thead><tr><th>条款</th><th>任务</th><th class="num">进展</th><th>目标</th><th>期限</th><th>状态</th></tr></thead><tbody>${c.tasks.map(row).join('')}</tbody></table></div></section>`,
        )
        .join('')
    : '<p class="empty">还没有公布的内容。公布后，年度任务的进展会出现在这里。</p>';
  const history = older.length
    ? `<section><h2>历次公布</h2><ul>${older.map((p) => `<li><a href="${base}/progress/${p.id}">${escaped(p.title)}</a></li>`).join('')}</ul></section>`
    : '';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>
<link rel="alternate" type="application/atom+xml" title="公开内容更新" href="${base}/feed.xml"><style>${styleSheet()}</style></head><body><main>
<header><p class="issuer">${body ? escaped(body.notice.issuer) : '信息公开'}</p><h1>${body ? escaped(body.notice.title) : escaped(title)}</h1>
${shown ? `<p class="meta">${escaped(body!.notice.number)}　<span class="day">截至 ${body!.asOf}</span>　<span class="day">公布于 ${instantText(shown.publishedAt)}</span>${shown.visibleUntil ? `　<span class="day">公开至 ${shown.visibleUntil}</span>` : ''}</p>` : ''}</header>
${asOf ? `<p class="meta" role="status">数据库暂时没有应答，以下是 ${instantText(asOf)} 读到的内容。</p>` : ''}
${body ? `<section class="campaigns">${body.campaigns.map(burnDown).join('')}</section>` : ''}${chapters}${history}
<footer><p>数字由在线办理的记录直接计算，不经人工填报。<a href="${base}/progress.json">数据下载（JSON）</a>　<a href="${base}/feed.xml">订阅更新</a>　<a href="${base}/checkpoints.json">日志检查点</a>　<a href="/open/law/">安全生产计算器</a></p></footer>
</main></body></html>`;
}

/** The way in where one server serves several counties: whose public page is meant. */
export function countiesPage(counties: readonly { code: string; name: string }[]): string {
  const title = '安全生产监管信息公开';
  const links = counties.map(({ code, name }) => `<li><a href="${OPEN}/${code}/">${escaped(name)}</a></li>`).join('');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${styleSheet()}</style></head><body><main><header><p class="issuer">信息公开</p><h1>${title}</h1></header>
<section><h2>请选择县（市、区）</h2><ul class="counties">${links}</ul></section>
<footer><p><a href="/open/law/">安全生产计算器</a></p></footer>
</main></body></html>`;
}
