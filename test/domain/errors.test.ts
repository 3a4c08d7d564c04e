import { CODES_ERREUR, HubError, RefusError, type CodeErreur, refus } from '../../src/domain/errors';

test.each(Object.keys(CODES_ERREUR) as CodeErreur[])(
  '%s porte son code, et sa phrase quand rien n’est dit de plus',
  (code) => {
    const error = new HubError(code);
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.extensions]).toEqual(['HubError', code, { code }]);
    expect(error.message).toBe(CODES_ERREUR[code].message);
    expect(new HubError(code, 'Autre phrase.').message).toBe('Autre phrase.');
  },
);

test('un refus nomme ses champs et ses codes, sans ce qui a été reçu', () => {
  const refus = [
    { code: 'CHAMP_REQUIS', path: ['enfant', 'nom'], message: 'nom : ce champ est obligatoire.' },
    { code: 'DATE_FUTURE', path: ['faits', '0', 'le'], message: 'le : la date est dans le futur.' },
  ] as const;
  const error = new RefusError(refus);
  expect([error.name, error.refus]).toEqual(['RefusError', refus]);
  expect(error.message).toBe('enfant.nom: CHAMP_REQUIS, faits.0.le: DATE_FUTURE');
});

test('the refusal of a field begins with its name, wherever it is', () => {
  expect(refus('mesureId', 'DEJA_FAIT', 'la mesure est terminée.').refus).toEqual([
    { path: ['mesureId'], code: 'DEJA_FAIT', message: 'mesureId : la mesure est terminée.' },
  ]);
  expect(refus(['accord', 'le'], 'DATE_FUTURE', 'à venir.').refus).toEqual([
    { path: ['accord', 'le'], code: 'DATE_FUTURE', message: 'le : à venir.' },
  ]);
});
