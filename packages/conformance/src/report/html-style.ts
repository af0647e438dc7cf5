/** The style of the page: light and dark, readable on paper and on a phone. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --text: #1b1f24; --soft: #5a636e; --line: #d9dee4;
  --code: #f1f3f6; --good: #1a7f37; --bad: #b3261e; --open: #8a5a00; --none: #6a737d; --mark: #fff3d6; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --page: #111418; --card: #191d23; --text: #e5e9ee; --soft: #9aa5b1;
  --line: #2e353e; --code: #12161b; --good: #56c271; --bad: #ff8a80; --open: #e5b454; --none: #8b949e; --mark: #332b17; --link: #74b4f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.1rem; font-weight: 600; margin: 0; color: var(--soft); overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
h4 { font-size: .8rem; margin: 1.25rem 0 .35rem; color: var(--soft); text-transform: uppercase; letter-spacing: .05em; }
p { margin: .4rem 0; }
a { color: var(--link); }
code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--code); border-radius: 4px; padding: .1em .3em; overflow-wrap: anywhere; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow: auto; }
.verdict { font-size: 2rem; line-height: 1.2; font-weight: 700; margin: .25rem 0 .5rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .open { color: var(--open); } .none { color: var(--none); }
.soft { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; margin: 0 0 1rem; }
.finding { border-left: 4px solid var(--bad); } .finding.should { border-left-color: var(--open); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .35rem 1.5rem; margin: 1rem 0 0; }
.facts div { display: flex; gap: .5rem; } .facts dt { color: var(--soft); flex: none; } .facts dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; padding: .45rem .6rem; border-top: 1px solid var(--line); vertical-align: top; }
thead th { border-top: 0; color: var(--soft); font-weight: 600; font-size: .85rem; } td:first-child > code, td.number { white-space: nowrap; overflow-wrap: normal; }
td.number { text-align: right; white-space: nowrap; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 99px; padding: 0 .6rem; font-size: .8rem; font-weight: 600; white-space: nowrap; }
.compare { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: .75rem; margin: .75rem 0; }
.compare > div { background: var(--code); border-radius: 8px; padding: .6rem .8rem; } .compare h4 { margin-top: 0; }
.requirement { border-left: 3px solid var(--line); padding-left: .8rem; margin: .6rem 0; }
.exchange { background: var(--code); border-radius: 8px; padding: .7rem .9rem; margin: .5rem 0; }
.exchange.decisive { background: var(--mark); outline: 2px solid var(--open); }
.exchange .step { font-size: .8rem; color: var(--soft); margin-bottom: .3rem; }
.exchange pre + pre { margin-top: .5rem; padding-top: .5rem; border-top: 1px dashed var(--line); }
details { margin: .5rem 0; } summary { cursor: pointer; } details > summary:hover { color: var(--link); }
details.case { border-top: 1px solid var(--line); padding: .5rem 0 0; }
footer { margin-top: 3rem; color: var(--soft); font-size: .875rem; }
@media (max-width: 40rem) { .verdict { font-size: 1.5rem; } th, td { padding: .4rem .3rem; } }
`
