import { jouer } from './jouer';

describe('file sur PostgreSQL', () => {
  jouer(undefined);
});
