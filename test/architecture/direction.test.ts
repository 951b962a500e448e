import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Expression, Node } from 'oxc-parser';
import { areaOf, mayImport, nodeModules, packages, processUsers, street } from './areas.ts';
import { cyclesIn, type Graph } from './cycles.ts';
import { exampleModules, parseModule, publishedModules, root, type SourceModule } from './source-tree.ts';

const modules = publishedModules();
const paths = new Set(modules.map(({ path }) => path));

describe('imports go one way down the street', () => {
  test('each file imports only what its area may', () => {
    expect(modules.flatMap(wrongWays)).toEqual([]);
  });

  test('a stage that imports a later one is found', () => {
    const load = parseModule('generator/load/load.ts', `import type { Plan } from '../plan/plan.ts';`);
    expect(wrongWays(load)).toEqual(['generator/load/load.ts:1 imports generator/plan/plan.ts']);
  });

  test('of `load`, `normalise` knows the document alone', () => {
    const asks = (file: string): SourceModule =>
      parseModule('generator/normalise/api.ts', `export type * from '../load/${file}';`);
    expect(wrongWays(asks('document.ts'))).toEqual([]);
    expect(wrongWays(asks('load.ts'))).toHaveLength(1);
  });

  test('a built-in template has what every template has: the public API', () => {
    const asks = (file: string): SourceModule =>
      parseModule('templates/models/a.ts', `const a = await import('../../generator/${file}');`);
    expect(wrongWays(asks('index.ts'))).toEqual([]);
    expect(wrongWays(asks('emit/print.ts'))).toHaveLength(1);
  });

  test('a template knows no other template', () => {
    const asks = (file: string): SourceModule =>
      parseModule('templates/models/a.ts', `import { a } from '${file}';`);
    expect(wrongWays(asks('./b.ts'))).toEqual([]);
    expect(wrongWays(asks('../client/servers.ts'))).toHaveLength(1);
    expect(wrongWays(parseModule('templates/index.ts', `import { a } from './models/models.ts';`))).toEqual(
      [],
    );
  });

  test('an example has what every user has: the package by its name', () => {
    const foreign = exampleModules().flatMap(({ path, imports }) =>
      imports
        .filter(({ target, isLocal }) =>
          isLocal
            ? !target.startsWith('examples/')
            : // An application also has packages of its own.
              path.startsWith('examples/custom-templates/') && !/^clientwright(\/templates)?$/.test(target),
        )
        .map(({ target, line }) => `${path}:${line} imports ${target}`),
    );
    expect(foreign).toEqual([]);
  });

  test('the rules themselves make no circle', () => {
    const graph: Graph = new Map(
      Object.entries(street).map(([area, others]) => [
        area,
        others.map((other) => areaOf(`generator/${other}`)),
      ]),
    );
    expect(cyclesIn(graph)).toEqual([]);
  });

  test('no way is open that nobody goes, and no area without a file', () => {
    const files = modules.map(({ path }) => areaOf(path));
    const ways = new Set(modules.flatMap(waysOf));
    expect(Object.keys(street).filter((area) => !files.includes(area))).toEqual([]);
    expect(
      Object.entries(street).flatMap(([area, others]) =>
        others.map((other) => `${area} -> ${other}`).filter((way) => !ways.has(way)),
      ),
    ).toEqual([]);
  });

  test('every file is in an area that has a rule', () => {
    expect(modules.map(({ path }) => path).filter((path) => !(areaOf(path) in street))).toEqual([]);
  });
});

describe('every local import leads to a source', () => {
  test('also those of the runtime, which name compiled files', () => {
    expect(modules.flatMap(unresolvedImports)).toEqual([]);
  });

  test('one that leads nowhere is found', () => {
    const module = parseModule('templates/runtime/files/a.ts', `import { b } from './b.js';`);
    expect(unresolvedImports(module)).toEqual([
      'templates/runtime/files/a.ts:1 imports templates/runtime/files/b.ts',
    ]);
  });
});

describe('no cycles, those of types included', () => {
  test('between files', () => {
    const graph: Graph = new Map(
      modules.map(({ path, imports }) => [
        path,
        imports.filter(({ isLocal }) => isLocal).map(({ target }) => target),
      ]),
    );
    expect(cyclesIn(graph)).toEqual([]);
  });

  test('of modules of the runtime, one that only types make is found', () => {
    const made = [
      parseModule('templates/runtime/files/a.ts', `import type { B } from './b.js';`),
      parseModule('templates/runtime/files/b.ts', `import type { A } from './a.js';`),
    ];
    const graph: Graph = new Map(
      made.map(({ path, imports }) => [path, imports.map(({ target }) => target)]),
    );
    expect(cyclesIn(graph)).toEqual([['templates/runtime/files/a.ts', 'templates/runtime/files/b.ts']]);
  });

  test('one is found by its whole round', () => {
    const graph: Graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['b']],
      ['d', []],
    ]);
    expect(cyclesIn(graph)).toEqual([['b', 'c']]);
  });
});

describe('what is not ours stands behind one door', () => {
  test('packages', () => {
    expect(modules.flatMap(wrongPackages)).toEqual([]);
  });

  test('a package in the wrong stage, or one that nobody decided on, is found', () => {
    const text = `import { Project } from 'ts-morph';\nimport lodash from 'lodash/fp';`;
    expect(wrongPackages(parseModule('templates/models/a.ts', text))).toEqual([
      'templates/models/a.ts:1 imports ts-morph',
      'templates/models/a.ts:2 imports lodash',
    ]);
  });

  test('no door stands open that nobody goes through', () => {
    const uses = modules.flatMap((module) =>
      [...packagesOf(module).map(({ name }) => name), ...nodeModulesOf(module).map(({ name }) => name)].map(
        (name) => `${areaOf(module.path)} ${name}`,
      ),
    );
    const doors = Object.entries({ ...packages, ...nodeModules }).flatMap(([name, areas]) =>
      areas.map((area) => `${area} ${name}`),
    );
    expect(doors.filter((door) => !uses.includes(door))).toEqual([]);
  });

  test('every dependency of the package is used', () => {
    const used = new Set(modules.flatMap(packagesOf).map(({ name }) => name));
    expect(dependencies().filter((name) => !used.has(name))).toEqual([]);
  });

  test('every package that is used is a dependency', () => {
    const declared = dependencies();
    const own = modules.filter(({ path }) => areaOf(path) !== 'runtime files');
    const used = new Set(own.flatMap(packagesOf).map(({ name }) => name));
    expect([...used].filter((name) => !declared.includes(name))).toEqual([]);
  });

  test('modules that are copied into packages import only types of other packages', () => {
    const copied = modules.filter(({ path }) => areaOf(path) === 'runtime files');
    const values = copied.flatMap(({ path, imports }) =>
      imports
        // A module of Node.js is no package.
        .filter(({ isLocal, isTypeOnly, target }) => !isLocal && !isTypeOnly && !target.startsWith('node:'))
        .map(({ target }) => `${path} ${target}`),
    );
    expect(values).toEqual([]);
  });

  test('files, threads and times of the machine: only stages that meet the outside use modules of Node', () => {
    expect(modules.flatMap(wrongNodeModules)).toEqual([]);
  });

  test('a template that reads files is found', () => {
    const module = parseModule('templates/models/a.ts', `import { readFileSync } from 'fs';`);
    expect(wrongNodeModules(module)).toEqual(['templates/models/a.ts:1 imports node:fs']);
  });

  test('the process: the command line, and the lock of the output folder', () => {
    const others = modules.filter(({ path }) => !isProcessUser(path));
    expect(others.flatMap(processUses)).toEqual([]);
  });

  test('every exemption for the process is needed', () => {
    const used = modules.flatMap(processUses);
    const needless = Object.keys(processUsers).filter((user) => !used.some((use) => use.startsWith(user)));
    expect(needless).toEqual([]);
  });

  test('a stage that asks the process is found', () => {
    const text = `const cwd = process.cwd();\nconst process_ = { process: 1 };\nconst { env } = globalThis.process;`;
    expect(processUses(parseModule('generator/load/a.ts', text))).toEqual([
      'generator/load/a.ts:1 uses process',
      'generator/load/a.ts:3 uses process',
    ]);
  });

  test('the compiler: ts-morph prints structures, and holds no project', () => {
    const text = `import { Project } from 'ts-morph';`;
    expect(projects(parseModule('generator/emit/a.ts', text))).toHaveLength(1);
    expect(modules.flatMap(projects)).toEqual([]);
  });
});

function unresolvedImports({ path, imports }: SourceModule): readonly string[] {
  return imports
    .filter(({ isLocal, target }) => isLocal && !paths.has(target))
    .map(({ target, line }) => `${path}:${line} imports ${target}`);
}

function wrongWays({ path, imports }: SourceModule): readonly string[] {
  return imports
    .filter(({ isLocal, target }) => isLocal && !mayImport(path, target))
    .map(({ target, line }) => `${path}:${line} imports ${target}`);
}

/** The rules that the imports of a file make use of. */
function waysOf({ path, imports }: SourceModule): readonly string[] {
  const targets = imports.filter(({ isLocal }) => isLocal).map(({ target }) => target);
  return targets
    .flatMap((target) => [areaOf(target), target.replace(/^generator\//, '')])
    .map((other) => `${areaOf(path)} -> ${other}`);
}

interface PackageUse {
  readonly name: string;
  readonly line: number;
}

const bareNodeModules =
  /^(assert|buffer|child_process|crypto|fs|http|https|module|net|os|path|process|stream|timers|url|util|vm|worker_threads|zlib)(\/|$)/;

function isOfNode(target: string): boolean {
  return target.startsWith('node:') || bareNodeModules.test(target);
}

/** Also those that are resolved by name, as data files of packages are. */
function packagesOf({ imports, nodes, lineAt }: SourceModule): readonly PackageUse[] {
  const imported = imports.filter(({ isLocal, target }) => !isLocal && !isOfNode(target));
  const resolved = nodes.flatMap(({ node }) => {
    const target =
      node.type === 'CallExpression' && isRequire(node.callee) ? textOf(node.arguments[0]) : null;
    return target === null ? [] : [{ target, line: lineAt(node.start) }];
  });
  return [...imported, ...resolved]
    .map(({ target, line }) => ({ name: /^(@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target, line }))
    .filter(({ name }) => name !== 'clientwright');
}

/** `require(…)`, `require.resolve(…)`, `createRequire(…).resolve(…)`. */
function isRequire(callee: Expression): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type !== 'MemberExpression') return false;
  if (callee.object.type === 'CallExpression') {
    return callee.object.callee.type === 'Identifier' && callee.object.callee.name === 'createRequire';
  }
  return isRequire(callee.object);
}

/** Of a template, what stands before its first hole. */
function textOf(node: Node | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  const start = node?.type === 'TemplateLiteral' ? node.quasis[0]?.value.cooked : undefined;
  return start === undefined || start === '' ? null : start;
}

function wrongPackages(module: SourceModule): readonly string[] {
  const area = areaOf(module.path);
  return packagesOf(module)
    .filter(({ name }) => !(packages[name] ?? []).includes(area))
    .map(({ name, line }) => `${module.path}:${line} imports ${name}`);
}

function nodeModulesOf({ imports }: SourceModule): readonly PackageUse[] {
  return imports
    .filter(({ target, isLocal }) => !isLocal && isOfNode(target))
    .map(({ target, line }) => ({ name: `node:${target.replace('node:', '').split('/')[0]}`, line }));
}

function wrongNodeModules(module: SourceModule): readonly string[] {
  const area = areaOf(module.path);
  return nodeModulesOf(module)
    .filter(({ name }) => !(nodeModules[name] ?? []).includes(area))
    .map(({ name, line }) => `${module.path}:${line} imports ${name}`);
}

function isProcessUser(path: string): boolean {
  return Object.keys(processUsers).some((user) => path.startsWith(user));
}

function processUses({ path, nodes, lineAt }: SourceModule): readonly string[] {
  return nodes
    .filter(({ node }) => node.type === 'MemberExpression' || node.type === 'CallExpression')
    .flatMap(({ node }) => {
      const object = node.type === 'MemberExpression' ? node.object : null;
      const isGlobal = object?.type === 'Identifier' && object.name === 'process';
      const isMember =
        node.type === 'MemberExpression' &&
        object?.type === 'Identifier' &&
        object.name === 'globalThis' &&
        node.property.type === 'Identifier' &&
        node.property.name === 'process';
      return isGlobal || isMember ? [`${path}:${lineAt(node.start)} uses process`] : [];
    });
}

function projects({ path, nodes, lineAt }: SourceModule): readonly string[] {
  return nodes
    .filter(
      ({ node }) =>
        node.type === 'ImportSpecifier' &&
        node.imported.type === 'Identifier' &&
        /^(Project|SourceFile|ts)$/.test(node.imported.name),
    )
    .map(({ node }) => `${path}:${lineAt(node.start)} imports the compiler`);
}

function dependencies(): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const found: unknown = Reflect.get(Object(manifest), 'dependencies');
  return Object.keys(Object(found));
}
