import { apres, refusDeRevue } from '../../src/domain/acces-urgence';

test('an emergency access ends hours after it was opened', () => {
  expect(apres(new Date('2026-03-28T22:30:00Z'), 4).toISOString()).toBe('2026-03-29T02:30:00.000Z');
});

test('someone else reviews it, once', () => {
  expect(refusDeRevue({ ouvertPar: 'agent-1', revuLe: null }, 'agent-2')).toBeUndefined();
  expect(refusDeRevue({ ouvertPar: 'agent-1', revuLe: null }, 'agent-1')).toMatchObject({ code: 'ARTICLE_CONTRAIRE' });
  expect(refusDeRevue({ ouvertPar: 'agent-1', revuLe: new Date() }, 'agent-2')).toMatchObject({ code: 'DEJA_FAIT' });
});
