import { randomBytes } from 'node:crypto';
import { coffreDe, nouveauCoffre, tournerCoffre } from '../../src/platform/secret/coffre';
import { desceller, indexAveugle, sceller } from '../../src/platform/secret/scellement';

const cle = randomBytes(32);
const LIEU = 'crip.demande|question|1|k';
const CLAIR = Buffer.from('Des traces sur les bras.');

test('ce qui est scellé s’ouvre là où il l’a été, et n’est jamais deux fois le même', () => {
  const [un, autre] = [sceller(cle, CLAIR, LIEU), sceller(cle, CLAIR, LIEU)];
  expect(desceller(cle, un, LIEU)).toEqual(CLAIR);
  expect(un.equals(autre)).toBe(false);
  expect(un.includes(CLAIR)).toBe(false);
});

test.each(['crip.demande|question|2|k', 'crip.demande|reponse|1|k', 'crip.signalement|question|1|k', ''])(
  'porté à un autre endroit (%s), il ne s’ouvre pas',
  (ailleurs) => {
    const scelle = sceller(cle, CLAIR, LIEU);
    expect(() => desceller(cle, scelle, ailleurs)).toThrow();
  },
);

test('aucun octet ne peut être changé, ni retiré', () => {
  const scelle = sceller(cle, CLAIR, LIEU);
  for (let i = 0; i < scelle.length; i += 1) {
    const change = Buffer.from(scelle);
    change[i]! ^= 1;
    expect(() => desceller(cle, change, LIEU)).toThrow();
    expect(() => desceller(cle, scelle.subarray(0, i), LIEU)).toThrow();
  }
});

test('une autre clé ne l’ouvre pas', () => {
  const scelle = sceller(cle, CLAIR, LIEU);
  expect(() => desceller(randomBytes(32), scelle, LIEU)).toThrow();
});

test('un index aveugle retrouve une valeur sous son usage, et sous lui seul', () => {
  const index = indexAveugle(cle, 'sante.suivi|ins|310781406', '255081416802538');
  expect(indexAveugle(cle, 'sante.suivi|ins|310781406', '255081416802538')).toEqual(index);
  expect(indexAveugle(cle, 'sante.suivi|ins|690781810', '255081416802538')).not.toEqual(index);
  expect(indexAveugle(randomBytes(32), 'sante.suivi|ins|310781406', '255081416802538')).not.toEqual(index);
});

describe('le coffre', () => {
  const fichier = nouveauCoffre();

  test('une clé de plus enveloppe ; les précédentes ouvrent encore ce qu’elles ont enveloppé', async () => {
    const [avant, apres] = [coffreDe(fichier), coffreDe(tournerCoffre(fichier))];
    const [enveloppe] = await avant.envelopper([{ cle, lieu: 'lieu' }]);
    expect(enveloppe!.kek).toBe(await avant.actif());
    expect(await apres.actif()).not.toBe(enveloppe!.kek);
    expect(await apres.developper([{ ...enveloppe!, lieu: 'lieu' }])).toEqual([cle]);
    expect(apres.cleIndex).toEqual(avant.cleIndex);
  });

  test('une clé qu’il n’a plus, ou un autre lieu, ne s’ouvre pas', async () => {
    const coffre = coffreDe(fichier);
    const [enveloppe] = await coffre.envelopper([{ cle, lieu: 'hub.cle_enfant|1|a' }]);
    await expect(coffre.developper([{ ...enveloppe!, lieu: 'hub.cle_enfant|1|b' }])).rejects.toThrow();
    await expect(coffreDe(nouveauCoffre()).developper([{ ...enveloppe!, lieu: 'x' }])).rejects.toThrow(
      /not in the file/,
    );
  });
});
