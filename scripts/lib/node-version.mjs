// Imported before anything else, and written so that even a very old Node can read it and say what it needs.
var needed = [20, 19];
var has = process.versions.node.split('.').map(Number);
if (has[0] < needed[0] || (has[0] === needed[0] && has[1] < needed[1])) {
  console.error(
    'Shelfstream needs Node.js ' +
      needed.join('.') +
      ' or newer to set itself up; this is ' +
      process.version +
      '.\n' +
      'Install a newer one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}
