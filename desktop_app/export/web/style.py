"""How the web page looks, on a screen and printed. Every pair of colours is listed, to be measured."""

#: Colours of words on what is behind them, each pair at least 4.5 to 1 (7 to 1 for running text).
PAIRS = (
    ("#1a1a1a", "#ffffff"), ("#4a4a4a", "#ffffff"), ("#1d4f91", "#ffffff"), ("#1a1a1a", "#f1f3f5"),
    ("#4a4a4a", "#f1f3f5"), ("#1d4f91", "#f1f3f5"), ("#ffffff", "#1d4f91"), ("#1a1a1a", "#fff3c4"),
)  # fmt: skip

CSS = """
*{box-sizing:border-box}
html{font-size:112.5%;-webkit-text-size-adjust:100%}
body{margin:0;color:#1a1a1a;background:#ffffff;font-family:Arial,"Liberation Sans",Helvetica,sans-serif;
line-height:1.55;overflow-wrap:break-word}
.wrap{max-width:44rem;margin:0 auto;padding:0 1rem}
a{color:#1d4f91;text-decoration:underline;text-underline-offset:.15em}
a:hover{text-decoration-thickness:.15em}
:focus-visible{outline:3px solid #1d4f91;outline-offset:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static;display:block;padding:.6rem 1rem;background:#1d4f91;color:#ffffff}
.marking{margin:0;padding:.4rem 0;text-align:center;font-weight:bold}
.draft{margin:0;padding:.5rem 1rem;background:#fff3c4;color:#1a1a1a;text-align:center;font-weight:bold}
.kicker{margin:0;color:#4a4a4a}
h1,h2{text-wrap:balance}
h1{font-size:1.9rem;line-height:1.2;margin:.4rem 0 1.2rem}
h2{font-size:1.35rem;line-height:1.3;margin:2.2rem 0 .6rem}
h3{font-size:1.15rem;margin:1.7rem 0 .5rem}
h4,h5,h6{font-size:1rem;margin:1.3rem 0 .4rem}
h2.banner{border-top:2px solid #1a1a1a;padding-top:.9rem}
h2,h3,h4,h5,h6,.num,li{scroll-margin-top:1rem}
p{margin:0 0 .8rem}
.centred{text-align:center}
.para{position:relative;padding-left:3rem}
.para>.num{position:absolute;left:0}
.l1{margin-left:3rem}.l2,.l3{margin-left:5rem}
.hangs{padding-left:3rem}
ol.items,ul.items{list-style:none;margin:0 0 .8rem;padding:0 0 0 1rem}
.items.under{margin-left:2rem}
.items li{position:relative;padding-left:2.4rem;margin-bottom:.4rem}
.items .num{position:absolute;left:0}
.items .items{margin-bottom:0;padding-left:0}
.items.d1{padding-left:3.4rem}.items.d2{padding-left:5.8rem}.items.d3{padding-left:8.2rem}
.items .items.d1{padding-left:2.4rem}.items .items.d2{padding-left:4.8rem}
@media(max-width:40rem){.items:is(.d1,.d2,.d3){padding-left:3.4rem}}
.facts{background:#f1f3f5;padding:1rem 1.2rem;margin:0 0 1.5rem}
.facts h2{margin-top:0}
dl{margin:0 0 1.2rem}
.facts dl,.sign dl{margin:0}
dl.pairs>div{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:.4rem 0;border-top:1px solid #6b7178}
dl.pairs dt{flex:1 1 14rem}
dl.pairs dd{flex:1 1 10rem;margin:0;font-weight:bold}
.scroll{overflow-x:auto;margin:0 0 1rem}
.scroll.under{margin-left:3rem}
@media(max-width:40rem){.scroll.under{margin-left:0}}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid #6b7178}
thead th,thead td{background:#f1f3f5;border-bottom:2px solid #1a1a1a}
td p:last-child{margin:0}
.amount{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.total td,.total th{font-weight:bold;border-top:2px solid #1a1a1a}
.box{border:1px solid #6b7178;padding:.7rem 1rem;margin:0 0 1rem}
.sign{border-left:4px solid #1d4f91;padding-left:1rem;margin:1rem 0 1.5rem}
.notes ol{padding-left:1.5rem}
sup{line-height:0}
nav{margin:0 0 2rem}
nav ul{list-style:none;padding:0;margin:0}
nav li{margin:.25rem 0}
footer{margin-top:3rem;padding:1rem 0 2rem;border-top:1px solid #6b7178;color:#4a4a4a}
@media print{@page{size:A4;margin:20mm}html{font-size:11pt}.skip,nav{display:none}
.wrap{max-width:none;padding:0}h2,h3,h4{break-after:avoid}tr,.sign,.facts{break-inside:avoid}
thead{display:table-header-group}.total{break-before:avoid}a{color:#1a1a1a}p{orphans:2;widows:2}
.sign,.box{break-before:avoid}p:has(+.sign),p:has(+.box){break-after:avoid}.scroll{overflow:visible}
caption,thead{break-after:avoid}tbody>tr:first-child{break-before:avoid}
p:has(+.items),p:has(+.scroll){break-after:avoid}
table:not(:has(tbody>tr:nth-child(9))){break-inside:avoid}
td:not(.amount){overflow-wrap:anywhere;min-width:5.5em}
table:has(tr>:nth-child(6)){font-size:9pt}
table:has(tr>:nth-child(8)) td{min-width:0}
table:has(tr>:nth-child(8)){font-size:7.5pt}table:has(tr>:nth-child(12)){font-size:5.5pt}
table:has(tr>:nth-child(8)) :is(th,td){padding:.2rem .25rem}
main a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}.facts{border:1px solid #6b7178}}
"""
