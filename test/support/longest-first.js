const { default: Sequencer } = require('@jest/test-sequencer');

/** Folders whose files last the longest: begun last, one of them would run alone while the other cores have nothing left. */
const LONG = /\/test\/(attacks|federation|jobs|scenarios|transferts)\//;

/** The order of Jest (the longest first when it remembers, the largest otherwise), those folders before the others. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (LONG.test(path) ? 0 : 1);
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
