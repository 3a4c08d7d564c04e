import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What plays a partner, and verifies as one: the hub imports none of it (.dependency-cruiser.cjs). */
const SIMULATEUR = /(simulator|software|behaviours)\.ts$/;
const fichiers = ['src', 'connectors', 'jobs'].flatMap((dossier) =>
  readdirSync(dossier, { recursive: true, encoding: 'utf8' })
    .filter((nom) => nom.endsWith('.ts') && !SIMULATEUR.test(nom))
    .map((nom) => join(dossier, nom)),
);
const verifie = /import \{[^}]*\bverify\b[^}]*\} from 'jsonwebtoken'|jsonwebtoken\.verify|jwtVerify|import\('jose'\)/;

test('un seul fichier vérifie les jetons, et nomme les algorithmes admis', () => {
  const verifient = fichiers.filter((fichier) => verifie.test(readFileSync(fichier, 'utf8')));
  expect(verifient).toEqual(['src/auth/verify.ts', 'src/reception/signatures.ts', 'src/transferts/sceau.ts']);
  const appels = readFileSync('src/auth/verify.ts', 'utf8').match(/\bverify\(.*/g) ?? [];
  expect(appels).toEqual([expect.stringContaining('algorithms: [algorithm]')]);
});

test('un seul fichier vérifie les signatures des messages, et nomme les algorithmes admis', () => {
  const messages = readFileSync('src/reception/signatures.ts', 'utf8').match(/\bflattenedVerify\(.*/g) ?? [];
  expect(messages).toEqual([expect.stringContaining('algorithms: ALGORITHMES')]);
});

test('un seul fichier ouvre ce qu’un autre hub envoie, et nomme les algorithmes admis', () => {
  const sceau = readFileSync('src/transferts/sceau.ts', 'utf8');
  expect(sceau.match(/\bflattenedVerify\(.*/g)).toEqual([expect.stringContaining("algorithms: ['EdDSA']")]);
  const ouvertures = sceau.match(/\bcompactDecrypt\([^;]*/g);
  expect(ouvertures).toEqual([expect.stringMatching(/keyManagementAlgorithms: .*contentEncryptionAlgorithms: /s)]);
});
