import { jouer } from './jouer';

const redisUrl = process.env['TEST_REDIS_URL'];

(redisUrl === undefined ? describe.skip : describe)('file sur Redis', () => {
  jouer(`${redisUrl ?? ''}/14`);
});
