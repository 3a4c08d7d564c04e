/** Loaded first: the access table and the observer change the schemas in place as soon as the registry is loaded. */
for (const [module, nom] of [
  ['../src/acces/proteger', 'proteger'],
  ['../src/acces/observer', 'observer'],
] as const)
  require.cache[require.resolve(module)] = { exports: { [nom]: (subgraph: unknown) => subgraph } } as NodeJS.Module;
