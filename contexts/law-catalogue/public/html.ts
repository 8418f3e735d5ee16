import { cssVariables } from '#kernel/theme';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

/** The look of the public calculators: the theme's variables and a few rules; it prints on A4. */
const styleSheet = (): string => `${cssVariables()}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:var(--t14)/1.7 var(--face,system-ui),"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:920px;margin:0 auto;padding:var(--s6) var(--s4)}h1{font-size:var(--t24);line-height:1.35;margin:0 0 var(--s2)}h2{font-size:var(--t16);margin:var(--s6) 0 var(--s2)}a{color:var(--jade)}
.meta,footer{color:var(--quiet);font-size:var(--t12);margin:0}section,form{background:var(--paper);border:1px solid var(--line);border-radius:var(--radius);padding:var(--s4);margin-top:var(--s4)}section h2{margin-top:0}
ul{margin:0;padding-left:var(--s5)}li{margin:var(--s1) 0}.field{display:block;margin:0 0 var(--s3)}.field>span,legend{display:block;font-weight:600}.field small{color:var(--quiet);font-size:var(--t12)}
fieldset{border:1px solid var(--line);border-radius:var(--radius);margin:0 0 var(--s3);padding:var(--s3)}.row{display:flex;flex-wrap:wrap;gap:var(--s3);align-items:flex-start}.row .field{flex:1 1 160px}
input:not([type=checkbox]),select,button{font:inherit;color:inherit;min-height:44px;width:100%;padding:0 var(--s3);border:1px solid var(--line-strong);border-radius:var(--radius);background:var(--paper)}input[type=checkbox]{width:20px;height:20px;vertical-align:middle;margin-right:var(--s2)}
button{width:auto;min-width:120px;cursor:pointer}button.main{background:var(--jade);border-color:var(--jade);color:var(--paper)}.acts{display:flex;gap:var(--s3);flex-wrap:wrap}
dl{display:grid;grid-template-columns:minmax(120px,auto) 1fr;gap:var(--s1) var(--s4);margin:0}dt{color:var(--quiet)}dd{margin:0}dd.main{font-size:var(--t20);font-weight:600}ol{margin:0;padding-left:var(--s6)}ol .cite{color:var(--quiet);font-size:var(--t12)}
.refused{border-color:var(--late)}.refused h2{color:var(--late)}.unchecked{border:1px solid var(--line-strong);border-radius:var(--radius);padding:0 var(--s2);font-size:var(--t12);white-space:nowrap}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:var(--s1) var(--s2);border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--quiet);font-size:var(--t12);font-weight:600}
summary{cursor:pointer;min-height:44px;display:flex;align-items:center;color:var(--jade)}footer{margin-top:var(--s6);border-top:1px solid var(--line);padding-top:var(--s3)}
@page{size:A4;margin:14mm}@media print{body{background:var(--paper)}form,.noprint{display:none}section{border:0;padding:0}a{color:inherit;text-decoration:none}}`;

/** One public page about the law: a title, where one is, its content. No script. */
export function page(title: string, body: string, back = true): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${styleSheet()}</style></head><body><main>
${back ? '<p class="meta noprint"><a href="/open/law/">安全生产计算器</a></p>' : '<p class="meta noprint"><a href="/open/">信息公开</a></p>'}<h1>${escaped(title)}</h1>
${body}
<footer><p>计算按所选之日的法规数据进行，供参考；条款为本平台所写的要点，办事引用以公布的原文为准。标“待核实”的内容没有对照原文。</p></footer>
</main></body></html>`;
}
