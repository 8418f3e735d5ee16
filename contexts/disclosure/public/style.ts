import { cssVariables } from '#kernel/theme';

/** The public pages' look: the theme's variables and a few rules. */
export const styleSheet = (): string => `${cssVariables()}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:var(--t14)/1.7 var(--face,system-ui),"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:var(--s8,32px) var(--s4,16px)}header{border-bottom:1px solid var(--line);padding-bottom:var(--s4,16px)}
h1{font-size:var(--t24);line-height:1.35;margin:0 0 var(--s2,8px)}h2{font-size:var(--t16);margin:var(--s8,32px) 0 var(--s2,8px)}
.issuer,.meta,footer{color:var(--quiet);font-size:var(--t12);margin:0 0 var(--s1,4px)}a{color:var(--jade)}
.scroll{overflow-x:auto;background:var(--paper);border:1px solid var(--line)}table{border-collapse:collapse;width:100%;min-width:640px}th,td{text-align:left;padding:var(--s2,8px) var(--s3,12px);border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600;color:var(--quiet);font-size:var(--t12);background:var(--sunk)}tr:last-child td{border-bottom:0}.num{text-align:right;white-space:nowrap}.clause,.day{white-space:nowrap}
.bar{display:block;height:4px;background:var(--sunk);margin-top:4px}.bar span{display:block;height:4px;background:var(--jade)}
.counts{display:block;color:var(--quiet);font-size:var(--t12);line-height:1.4;white-space:normal}.num .counts{max-width:16em;margin-left:auto}
.state{white-space:nowrap}.state.overdue{color:var(--late)}.state.met{color:var(--jade)}
.campaigns figure{margin:var(--s4,16px) 0;background:var(--paper);border:1px solid var(--line);padding:var(--s4,16px)}figcaption{margin-bottom:var(--s2,8px)}svg{display:block;width:100%;height:160px}.base{stroke:var(--line-strong);vector-effect:non-scaling-stroke}.axis{display:flex;flex-wrap:wrap;gap:0 var(--s3,12px);justify-content:space-between;margin:var(--s1,4px) 0 0;color:var(--quiet);font-size:var(--t12)}polyline{fill:none;stroke:var(--jade);stroke-width:2;vector-effect:non-scaling-stroke}polyline.ideal{stroke:var(--faint);stroke-width:1;stroke-dasharray:6 5;vector-effect:non-scaling-stroke}
.counties{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:var(--s3,12px)}.counties a{display:block;padding:var(--s3,12px) var(--s4,16px);background:var(--paper);border:1px solid var(--line)}
.empty{color:var(--quiet);padding:var(--s8,32px) 0}footer{margin-top:var(--s8,32px);border-top:1px solid var(--line);padding-top:var(--s3,12px)}
@media (max-width:480px){h1{font-size:var(--t20)}}
@media print{body{background:var(--paper)}}`;
