import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform';
import { InventoryConfig } from './config.js';

const ENV = { DATABASE_URL: 'postgres://localhost/x', KAFKA_BROKERS: 'localhost:9092' };

const NORTH_AND_SOUTH = `
default: north
cells:
  north: { baseUrl: https://north.example }
  south:
    locations: [S100, S101]
    prefixes: [CN-]
`;

describe('The cells of the environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cells-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (env: NodeJS.ProcessEnv, content?: string) => {
    const file = join(folder, 'cells.yaml');
    if (content !== undefined) writeFileSync(file, content);
    return readConfig(InventoryConfig, {
      ...ENV,
      ...(content === undefined ? {} : { CELLS_FILE: file }),
      ...env,
    }).cells;
  };

  it('are one when nothing is said of them: every location is here', () => {
    const cells = read({});
    expect(cells.own).toBeUndefined();
    expect(cells.has('anywhere')).toBe(true);
  });

  it('are read from a file of YAML', () => {
    const cells = read({ CELL: 'south' }, NORTH_AND_SOUTH);
    expect(cells.own?.name).toBe('south');
    expect(['S100', 'CN-7', 'S102'].map((id) => cells.has(id))).toEqual([true, true, false]);
  });

  it('are read from a file of JSON', () => {
    const cells = read({ CELL: 'a' }, '{"default": "a", "cells": {"a": {}, "b": {"prefixes": ["B"]}}}');
    expect(['A1', 'B1'].map((id) => cells.has(id))).toEqual([true, false]);
  });

  it.each([
    [{ CELL: 'north' }, undefined, 'CELLS_FILE: must be set with CELL'],
    [{}, NORTH_AND_SOUTH, 'CELL: must be set with CELLS_FILE'],
    [{ CELL: 'east' }, NORTH_AND_SOUTH, 'CELL: must be a cell of CELLS_FILE, which has "north", "south"'],
    [{ CELL: 'North' }, NORTH_AND_SOUTH, 'CELL: must be a name such as "north"'],
    [{ CELL: 'north', CELLS_FILE: '/nowhere' }, undefined, 'CELLS_FILE: must name a readable file'],
    [{ CELL: 'a' }, 'default: [', 'CELLS_FILE: must name a readable file of YAML or JSON'],
    [{ CELL: 'a' }, '', 'CELLS_FILE: in the file, all of it: '],
    [{ CELL: 'a' }, 'default: a\ncells: {}', 'CELLS_FILE: in the file, cells: name one at least'],
    [{ CELL: 'a' }, 'default: b\ncells: {a: {}}', 'default: must be one of its cells, and "b" is none'],
    [{ CELL: 'a' }, 'default: a\ncells: {a: {location: [S1]}}', 'cells.a: '],
    [{ CELL: 'a' }, 'default: a\ncells: {a: {baseUrl: ftp://x}}', 'cells.a.baseUrl: must be an http(s) URL'],
    [
      { CELL: 'a' },
      'default: a\ncells: {a: {locations: [S1]}, b: {locations: [S1]}}',
      '"S1" stands under locations of "a" and of "b": leave it in one',
    ],
    [
      { CELL: 'a' },
      'default: a\ncells: {a: {prefixes: [S]}, b: {prefixes: [S]}}',
      '"S" stands under prefixes of "a" and of "b": leave it in one',
    ],
  ])('of %j and %j are told to be wrong: %s', (env, content, message) => {
    expect(() => read(env, content)).toThrow(message);
  });
});
