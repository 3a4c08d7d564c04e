const suite = require('../../jest.config.js');

/**
 * Two hubs, either of them killed at each step of a transfer: minutes of waiting for processes to die and start again, played
 * beside the game of faults and not with the other tests.
 * @type {import('jest').Config}
 */
module.exports = { ...suite, roots: ['<rootDir>/test/transferts'], testMatch: ['**/*.kill.ts'] };
