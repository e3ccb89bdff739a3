// Runs on old Node too, so: plain JavaScript, no imports, nothing newer than ES2020.
if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(
    [
      `These scripts need Node 22 or later, but Node ${process.versions.node} runs them.`,
      'The project brings its own Node as the development dependency "node", whose install script has not run.',
      'Install again without --ignore-scripts (npm ci), or put a newer Node on the PATH, and start it with npm run.',
    ].join('\n'),
  );
  process.exit(1);
}
