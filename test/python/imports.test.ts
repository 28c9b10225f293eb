import { describe, expect, it } from 'vitest';
import { importsOf, isStandardLibrary } from '../../server/src/python/index.ts';
import { read, readAll, textAt } from './support.ts';

function imports(...sources: readonly string[]) {
  return importsOf(readAll(...sources), '3.11');
}

describe('third-party imports', () => {
  const cases: readonly (readonly [source: string, names: readonly string[]])[] = [
    ['import numpy', ['numpy']],
    ['import pandas as pd, numpy as np', ['numpy', 'pandas']],
    ['import os, sys, json', []],
    ['import google.cloud.storage', ['google']],
    ['from sklearn.linear_model import (LinearRegression as L,\n  Ridge)', ['sklearn']],
    ['from \\\n  torch import nn', ['torch']],
    ['try:\n    import a\nexcept ImportError:\n    import b', ['a', 'b']],
    ['from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a', ['a']],
    ['def f():\n    import a', ['a']],
    ['%%time\nimport a', ['a']],
    ['%time import a', ['a']],
    ['!pip install b\nimport a', ['a']],
    ['%%writefile x.py\nimport a', []],
    ['%%bash\nimport a', []],
    ['"""\nimport a\n"""\n# import b', []],
    ['>>> import a\n>>> import b', ['a', 'b']],
    ['import a; import b', ['a', 'b']],
    ['from __future__ import annotations', []],
  ];
  it.each(cases)('%j', (source, names) => expect(imports(source).thirdParty).toEqual(names));
});

describe('imports of other kinds are told apart', () => {
  it('relative ones keep their dots', () => {
    expect(imports('from . import x\nfrom .pkg import y\nfrom ..a.b import z').relative).toEqual([
      '.',
      '..a.b',
      '.pkg',
    ]);
    expect(imports('from .pkg import y').thirdParty).toEqual([]);
  });
  it('dynamic ones need a literal', () => {
    const source = 'import importlib\n__import__("a.b")\nimportlib.import_module("c")\nimportlib.import_module(name)';
    expect(imports(source)).toMatchObject({ dynamic: ['a', 'c'], thirdParty: [] });
  });
  it('implied ones come from magics', () => {
    expect(imports('%matplotlib inline\n%load_ext line_profiler').implied).toEqual(['line_profiler', 'matplotlib']);
    expect(imports('%pylab').implied).toEqual(['matplotlib', 'numpy']);
  });
});

describe('each import', () => {
  it('keeps its dotted path, what it names, and its place', () => {
    const source =
      '%matplotlib inline\nimport google.cloud.storage as s\nfrom scipy import stats, signal as g\nfrom m import *';
    const found = read(source).imports.map(({ module, names, kind, ...place }) => ({
      module,
      names,
      kind,
      text: textAt(source, place),
    }));
    expect(found).toEqual([
      { module: 'matplotlib', names: [], kind: 'implied', text: '%matplotlib inline' },
      { module: 'google.cloud.storage', names: [], kind: 'statement', text: 'google.cloud.storage' },
      { module: 'scipy', names: ['stats', 'signal'], kind: 'statement', text: 'scipy' },
      { module: 'm', names: ['*'], kind: 'statement', text: 'm' },
    ]);
  });
  it('says whether it runs with the cell', () => {
    expect(read('import a\ndef f():\n    import b').imports.map((each) => each.immediate)).toEqual([true, false]);
  });

  it.each([
    ['try:\n    import a\nexcept ImportError:\n    import b', [true, true]],
    ['try:\n    import a\nexcept:\n    pass\nimport b', [true, false]],
    ['try:\n    import a\nexcept (KeyError, ModuleNotFoundError) as error:\n    pass', [true]],
    ['try:\n    import a\nexcept ValueError:\n    pass', [false]],
    ['try:\n    import a\nfinally:\n    pass', [false]],
    ['with contextlib.suppress(ImportError):\n    import a', [true]],
    ['if TYPE_CHECKING:\n    import a\nelse:\n    import b', [true, true]],
    ['if x:\n    import a', [false]],
  ])('tells imports that may fail from those that may not: %j', (source, guarded) => {
    expect(read(source).imports.map((each) => each.guarded)).toEqual(guarded);
  });
});

describe('the standard library', () => {
  it('depends on the version of Python', () => {
    expect(isStandardLibrary('distutils', '3.11.4')).toBe(true);
    expect(isStandardLibrary('distutils', '3.12.0')).toBe(false);
    expect(isStandardLibrary('tomllib', '3.10')).toBe(false);
    expect(isStandardLibrary('tomllib', '3.11')).toBe(true);
  });
  it('is that of every Python 3 when the version is unknown', () => {
    expect(['distutils', 'tomllib', 'os'].map((name) => isStandardLibrary(name, undefined))).toEqual([
      true,
      true,
      true,
    ]);
    expect(isStandardLibrary('numpy', undefined)).toBe(false);
  });
});
