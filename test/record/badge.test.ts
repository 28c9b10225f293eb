import { describe, expect, test } from 'vitest';
import { type BadgeFacts, badge, cleanState } from '../../server/src/record/index.ts';

const clean: BadgeFacts = {
  title: 'Rates',
  consecutive: true,
  state: 'published',
  problems: { error: 0, warning: 3, info: 2, hint: 1 },
};
const none = { error: 0, warning: 0, info: 0, hint: 0 };

function saysOf(...notebooks: readonly BadgeFacts[]): string {
  const { kind, text } = cleanState(notebooks);
  return `${kind}: ${text}`;
}

describe('The state of a notebook', () => {
  test('Should be clean when it is titled, consecutive, without errors, and as published', () => {
    expect(saysOf(clean)).toBe('clean: yes');
  });

  test('Should say what is missing', () => {
    expect(saysOf({ ...clean, title: null })).toBe('lacking: no title');
    expect(saysOf({ ...clean, consecutive: false })).toBe('lacking: not consecutive');
    expect(saysOf({ ...clean, problems: { ...none, error: 2 } })).toBe('broken: errors');
    expect(saysOf({ ...clean, state: 'uninitialized' })).toBe('lacking: no record');
    expect(saysOf({ ...clean, state: 'draft' })).toBe('lacking: not published');
    expect(saysOf({ ...clean, state: 'modified' })).toBe('lacking: modified');
    expect(saysOf({ ...clean, state: 'unverified' })).toBe('lacking: unverified');
    expect(saysOf(undefined)).toBe('broken: unreadable');
    expect(saysOf({ title: null, consecutive: false, state: 'draft', problems: { ...none, error: 1 } })).toBe(
      'broken: errors, no title, not consecutive, …',
    );
  });
});

describe('The state of a project', () => {
  test('Should be clean when all its notebooks are', () => {
    expect(saysOf(clean, clean, clean)).toBe('clean: all 3');
  });

  test('Should say how many are, and what the others lack, each once', () => {
    const untitled: BadgeFacts = { ...clean, title: null, state: 'modified' };
    expect(saysOf(clean, untitled, untitled, clean)).toBe('lacking: 2 of 4 (no title, modified)');
    expect(saysOf(clean, undefined)).toBe('broken: 1 of 2 (unreadable)');
    expect(saysOf(clean, { ...clean, title: null }, { ...clean, state: 'draft' })).toBe(
      'lacking: 1 of 3 (no title, not published)',
    );
  });

  test('Should be nothing where there are none', () => {
    expect(saysOf()).toBe('nothing: no notebooks');
  });
});

describe('The badge', () => {
  test('Should say in words what its colour says, as wide as they are', () => {
    const yes = badge(cleanState([clean]));
    expect(yes).toContain('aria-label="clean state: yes"');
    expect(yes).toContain('fill="#1a7f37"');
    const no = badge(cleanState([clean, { ...clean, title: null }]));
    expect(no).toContain('<title>clean state: 1 of 2 (no title)</title>');
    expect(no).not.toContain('#1a7f37');
    const width = (svg: string) => Number(/ width="(\d+)" height="20" role/.exec(svg)?.[1]);
    expect(width(no)).toBeGreaterThan(width(yes) + 60);
  });

  test('Should be the same for the same state', () => {
    expect(badge(cleanState([clean]))).toBe(badge(cleanState([{ ...clean, title: 'Another' }])));
  });
});
