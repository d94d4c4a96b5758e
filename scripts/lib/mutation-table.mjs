import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const BEGIN = '<!-- mutants: written by npm run mutation -->';
const END = '<!-- mutants: end -->';
const HEAD = [
  '| domain of | mutants | noticed | survived | run by no spec | score | on |',
  '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
];

/** Where a run over one app leaves every mutant and what became of it. */
export const reportOf = (app) => inRoot('.stryker', `${app}.report.json`);

/** Puts what a whole run over one app came to into its row of the table in docs/reliability.md. */
export function recordScore(app) {
  const file = inRoot('docs', 'reliability.md');
  const [before, rest = ''] = readFileSync(file, 'utf8').split(BEGIN);
  const [table, after] = rest.split(END);
  if (after === undefined) throw new Error(`${file} has no place for the table`);
  const others = table
    .split('\n')
    .filter((line) => line.startsWith('| ') && !HEAD.includes(line) && !line.startsWith(`| ${app} |`));
  const rows = [...others, rowOf(app)].sort();
  writeFileSync(file, `${before}${BEGIN}\n\n${[...HEAD, ...rows].join('\n')}\n\n${END}${after}`);
}

/** A mutant that makes a spec run for ever is noticed as one that makes it fail. Static mutants are not counted. */
function rowOf(app) {
  const report = JSON.parse(readFileSync(reportOf(app), 'utf8'));
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
  const [noticed, survived, unrun] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')];
  const mutants = noticed + survived + unrun;
  const score = `${((100 * noticed) / mutants).toFixed(1)} %`;
  const day = new Date().toISOString().slice(0, 10);
  return `| ${[app, mutants, noticed, survived, unrun, score, day].join(' | ')} |`;
}
