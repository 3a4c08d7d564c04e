import { etatDe, refusDeLever } from '../../src/domain/protection';

const EN_VIGUEUR = { leveeProposeePar: null, leveeLe: null };
const PROPOSEE = { leveeProposeePar: 'agent-1', leveeLe: null };
const LEVEE = { leveeProposeePar: 'agent-1', leveeLe: new Date() };

test('a protection is in force until two people lift it', () => {
  expect([EN_VIGUEUR, PROPOSEE, LEVEE].map(etatDe)).toEqual(['EN_VIGUEUR', 'LEVEE_PROPOSEE', 'LEVEE']);
});

test('whoever proposed to lift it does not decide', () => {
  expect(refusDeLever(EN_VIGUEUR, 'agent-1')).toBeUndefined();
  expect(refusDeLever(PROPOSEE, 'agent-1')).toMatchObject({ code: 'ARTICLE_CONTRAIRE' });
  expect(refusDeLever(PROPOSEE, 'agent-2')).toBeUndefined();
  expect(refusDeLever(LEVEE, 'agent-2')).toMatchObject({ code: 'DEJA_FAIT' });
});
