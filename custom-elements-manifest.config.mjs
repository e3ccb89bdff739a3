/** The kit's classes name their tag in `static readonly tag`; the paths are those of the published files. */
const tagsAndPaths = {
  name: 'tags-and-paths',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isClassDeclaration(node) || !node.name) return;
    const tag = node.members.find(
      (member) => ts.isPropertyDeclaration(member) && member.name.getText() === 'tag',
    );
    const className = node.name.getText();
    const declaration = moduleDoc.declarations?.find(({ name }) => name === className);
    if (!declaration || !tag?.initializer || !ts.isStringLiteral(tag.initializer)) return;
    declaration.tagName = tag.initializer.text;
    declaration.customElement = true;
  },
  packageLinkPhase({ customElementsManifest }) {
    const published = (path) => path?.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
    for (const module of customElementsManifest.modules) {
      module.path = published(module.path);
      for (const item of module.exports ?? []) item.declaration.module = published(item.declaration.module);
      for (const declaration of module.declarations ?? []) onlyPublic(declaration);
    }
  },
};

/** Leaves out what only the kit itself uses, and events that were seen being fired but not documented by name. */
function onlyPublic(declaration) {
  if (declaration.events) declaration.events = declaration.events.filter(({ name }) => name);
  if (!declaration.members) return;
  // The browser calls its callbacks, pages do not.
  declaration.members = declaration.members.filter(
    ({ name, privacy = 'public', static: isStatic }) =>
      !isStatic && !name.startsWith('#') && !name.endsWith('Callback') && privacy === 'public',
  );
}

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/elements/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  quiet: true,
  packagejson: false,
  plugins: [tagsAndPaths],
};
