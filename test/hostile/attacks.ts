/** Text that tries to leave its place in the output, and names that no file or variable should have. */

export interface Attack {
  readonly name: string;
  readonly text: string;
}

/** What hostile text calls if it becomes code: `$` is in no word, so no name is ever made of it. */
export const payload = '$pwn$';

const call = `${payload}()`;

/** At home in prose and values. */
export const textAttacks: readonly Attack[] = [
  { name: 'end of comment', text: `*/ ${call}; /*` },
  { name: 'end of comment that re-forms', text: `**// ${call}; /** *\u200b/ ${call} *\\/ *\u00e9/` },
  { name: 'end of comment, as a member', text: `*/ a: ${call}, /*` },
  { name: 'end of comment, then a template literal', text: `*/ ${call}; const a = \` */` },
  { name: 'single quote', text: `'+${call}+'` },
  { name: 'double quote', text: `"+${call}+"` },
  { name: 'backslash before the quote', text: `\\'+${call}+\\'` },
  { name: 'backslash at the end', text: `${call}\\` },
  { name: 'escaped quote', text: `\\u0027+${call}+\\x27` },
  { name: 'template literal', text: `\`+${call}+\`` },
  { name: 'substitution', text: `\${${call}}` },
  { name: 'key and type', text: `x']: 1 }; ${call}; ({['y` },
  { name: 'another member', text: `a': ${payload}; 'b` },
  { name: 'computed key', text: `[${call}]` },
  { name: 'line breaks', text: `a\n${call}\r\n${call}\r${call}` },
  { name: 'line separators', text: `a\u2028${call}\u2029${call}\u0085` },
  { name: 'controls', text: `a\u0000\u0008\u001b[31m${call}` },
  { name: 'bidirectional marks', text: `a\u202e${call}\u2066\u2069\u200f` },
  { name: 'zero width and byte order mark', text: `\ufeffa\u200b\u2060${call}` },
  { name: 'lone surrogates', text: `\ud800 ${call} \udfff` },
  { name: 'compiler directive', text: `@ts-nocheck\n@ts-ignore ${call}\n// @ts-expect-error` },
  { name: 'reference', text: `/// <reference path="/etc/passwd" /> ${call}` },
  { name: 'source map', text: `//# sourceMappingURL=data:${call}\n//@ sourceURL=${call}` },
  { name: 'JSX pragma', text: `@jsx ${call}\n@jsxImportSource evil` },
  { name: 'replacement patterns', text: `$& $\` $' $1 $<a> $$ ${call}` },
  { name: 'HTML', text: `</script><script>${call}</script><img src=x onerror="${call}">` },
  { name: 'Markdown', text: `[a](javascript:${call}) ![b](x) # c\n\n# ${call}\n\`\`\`\n| a | b |` },
  { name: 'code fence', text: `\`\`\`ts\n${call}\n\`\`\`\n~~~\n${call}` },
  { name: 'regular expression', text: `/${call}/(a+)+$[` },
  { name: 'JSON', text: `", "scripts": { "postinstall": "${call}" }, "a": "` },
  { name: 'import', text: `import('data:text/javascript,${call}'); export * from 'evil'; ${call}` },
  { name: 'very long', text: `${call} `.repeat(500) },
  { name: 'one very long word', text: 'x'.repeat(20_000) },
  { name: 'empty', text: '' },
];

/** At home where things are named. */
export const nameAttacks: readonly Attack[] = [
  { name: 'prototype', text: '__proto__' },
  { name: 'constructor', text: 'constructor' },
  { name: 'method of every object', text: 'toString' },
  { name: 'promise', text: 'then' },
  { name: 'reserved word', text: 'class' },
  { name: 'word of strict mode', text: 'arguments' },
  { name: 'global', text: 'Promise' },
  { name: 'global function', text: 'eval' },
  { name: 'name of the runtime', text: 'createClient' },
  { name: 'traversal', text: '../../../../etc/passwd' },
  { name: 'encoded traversal', text: '%2e%2e%2f..%5c..\\..\\x' },
  { name: 'absolute path', text: '/etc/cron.d/x' },
  { name: 'drive and stream', text: 'C:\\x.ts:stream' },
  { name: 'device', text: 'con' },
  { name: 'device with extension', text: 'aux.ts' },
  { name: 'entry', text: 'index' },
  { name: 'file of the package', text: 'package.json' },
  { name: 'hidden file', text: '.git/hooks/post-checkout' },
  { name: 'dots and spaces', text: '... .' },
  { name: 'null in a name', text: 'a\u0000.ts' },
  { name: 'digits first', text: '2fa' },
  { name: 'only signs', text: '!?*' },
  { name: 'underscores', text: '___' },
  { name: 'emoji', text: '\u{1f600}' },
  { name: 'decomposed', text: 'Cafe\u0301' },
  { name: 'homoglyph', text: 'P\u0435t' },
  { name: 'Turkish', text: '\u0130stanbul \u0131' },
  { name: 'another script', text: '\u540d\u524d' },
  { name: 'long name', text: 'Name'.repeat(100) },
  { name: 'white space', text: ' \t ' },
  { name: 'index access', text: `x'][${call}]['` },
];

export const allAttacks: readonly Attack[] = [...textAttacks, ...nameAttacks];
