// Shipped as ES modules alone, which Jest runs as CommonJS.
const ES_MODULES = 'node_modules/(oidc-provider|jose|fhir-kit-client)/.+\\.js$';

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': '@swc/jest', [ES_MODULES]: '@swc/jest' },
  transformIgnorePatterns: ['node_modules/(?!(oidc-provider|jose|fhir-kit-client)/)'],
  // Exported to `import` alone, which Jest never asks for.
  moduleNameMapper: { '^fhir-kit-client$': '<rootDir>/node_modules/fhir-kit-client/dist/index.js' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.hub/'],
  setupFiles: ['<rootDir>/test/support/setup.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/support/longest-first.js',
  // One more than the cores of a two-core machine: a suite that waits for a clock, a lock or PostgreSQL leaves its own.
  maxWorkers: 3,
  testTimeout: 60_000,
};
