import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { COLONNES, colonneDuChamp } from '../../../connectors/education-nationale/colonnes';
import { lireLot } from '../../../connectors/education-nationale/lire-lot';
import { repondreLot } from '../../../connectors/education-nationale/repondre-lot';
import { MessageIllisible, type Erreur, type Issue } from '../../../connectors/entrant';

const exemple = readFileSync(join('connectors', 'education-nationale', 'samples', 'education-lot.csv'));
const lire = (texte: string | Buffer, jeu?: string) => lireLot({ corps: Buffer.from(texte as string), jeu });
const [format = '', noms = '', premiere = '', ...suite] = exemple.toString().trimEnd().split('\n');
const avec = (changes: Record<string, string>) => {
  const colonnes = noms.split(';');
  const [cellules = []] = parse(premiere, { delimiter: ';' });
  const ligne = colonnes.map((nom, i) => `"${(changes[nom] ?? cellules[i] ?? '').replaceAll('"', '""')}"`).join(';');
  return [format, noms, ligne].join('\n');
};
function erreursDe(texte: string | Buffer, jeu?: string): readonly Erreur[] {
  try {
    lire(texte, jeu);
  } catch (error) {
    if (error instanceof MessageIllisible) return error.erreurs;
    throw error;
  }
  return [];
}
const relire = (corps: string) => parse(corps, { delimiter: ';', relax_column_count: true });

test('le lot d’exemple se lit en deux fiches, champ par champ', () => {
  const { cle, demandes } = lire(exemple);
  expect(cle).toBe('dsden31-2026-11-23-a');
  expect(demandes).toHaveLength(2);
  expect(demandes[0]).toEqual({
    acte: 'transmettreInformationPreoccupante',
    input: {
      emetteur: {
        ...{ typeInstitution: 'EDUCATION_NATIONALE', uai: '0319002S', nom: 'DSDEN inventée' },
        ...{ personne: 'Mme Exemple', fonction: 'Assistante sociale scolaire' },
        ...{ soumisAuSecret: true, anonymatDemande: false, redigeeLe: '2026-11-20T16:30:00+01:00' },
      },
      enfant: {
        ...{ nomNaissance: 'Lacoste-Bérenger', prenoms: 'Inès, Marie', sexe: 'F', dateNaissance: '2013-04-17' },
        ...{ communeResidence: '31555', adresse: '12 rue des Tilleuls' },
      },
      scolarite: { uai: '0319001R', classe: '6e B' },
      faits: [
        {
          recit: 'Vient sans manteau depuis une semaine ; dit avoir "très faim" le lundi.',
          constatePar: 'CONSTATE_PERSONNELLEMENT',
          date: '2026-11-19',
          parolesEnfant: '« Y a rien dans le frigo. »',
        },
      ],
      naturesDanger: ['NEGLIGENCES_LOURDES'],
      ...{ naturePrincipale: 'NEGLIGENCES_LOURDES', urgence: 'RAPIDE' },
      informationParents: { statut: 'OUI' },
      informationEnfant: { informe: true },
    },
  });
});

test('chaque colonne va à un champ, et chaque champ refusé revient à sa colonne', () => {
  for (const { nom, chemin } of COLONNES) expect(colonneDuChamp(chemin.map(String))).toBe(nom);
  expect(colonneDuChamp(['naturesDanger', '1'])).toBe('natures_danger');
  expect(colonneDuChamp(['faits'])).toBe('recit');
  expect(colonneDuChamp(['famille', '0', 'nom'])).toBeUndefined();
});

test.each([
  ['un autre format', exemple.toString().replace('csv/1', 'csv/2'), 'FORMAT_INCONNU', 'ligne 1'],
  ['sans identifiant de lot', exemple.toString().replace(';dsden31-2026-11-23-a', ''), 'LOT_INVALIDE', 'ligne 1'],
  ['un identifiant qui serait une formule', exemple.toString().replace('dsden31', '=cmd'), 'LOT_INVALIDE', 'ligne 1'],
  ['sans ligne', [format, noms].join('\n'), 'LOT_VIDE', undefined],
  ['une colonne inconnue', exemple.toString().replace('uai;', 'uia;'), 'COLONNE_INCONNUE', 'ligne 2'],
  ['une colonne deux fois', exemple.toString().replace('classe;', 'uai;'), 'COLONNE_REPETEE', 'ligne 2'],
  ['un guillemet mal placé', exemple.toString().replace('DSDEN inv', 'DS"DEN inv'), 'CSV_INVALIDE', 'ligne 3'],
  ['une cellule sans fin', [format, noms, `"${'x'.repeat(200_000)}`].join('\n'), 'CSV_INVALIDE', 'ligne 3'],
  ['mille et une lignes', [format, noms, ...Array(1_001).fill(premiere)].join('\n'), 'LOT_TROP_GRAND', undefined],
  ['vide', '', 'FORMAT_INCONNU', 'ligne 1'],
])('%s : illisible, et dit où', (_, texte, code, ou) => {
  const [premiereErreur] = erreursDe(texte);
  expect([premiereErreur?.code, premiereErreur?.champ[0]]).toEqual([code, ou]);
});

test('Windows-1252 est refusé, annoncé ou non ; la marque d’ordre UTF-8 est admise', () => {
  expect(erreursDe(Buffer.from('é', 'latin1'))[0]?.code).toBe('JEU_DE_CARACTERES');
  expect(erreursDe(exemple, 'windows-1252')[0]?.code).toBe('JEU_DE_CARACTERES');
  expect(lire(`\uFEFF${exemple.toString().replaceAll('\n', '\r\n')}`, 'utf-8').demandes).toHaveLength(2);
});

test.each([
  ['une cellule obligatoire vide', { recit: ' ' }, 'CHAMP_REQUIS', ['ligne 3', 'recit']],
  ['ni oui ni non', { soumis_au_secret: 'vrai' }, 'VALEUR_INVALIDE', ['ligne 3', 'soumis_au_secret']],
])('%s : la ligne seule est en cause', (_, changes, code, champ) => {
  const { demandes } = lire([avec(changes), ...suite].join('\n'));
  expect(demandes[0]).toMatchObject({ erreurs: [{ code, champ }] });
  expect(demandes[1]).toMatchObject({ acte: 'transmettreInformationPreoccupante' });
});

test('une ligne trop courte est nommée, les autres passent', () => {
  const { demandes } = lire([format, noms, 'a;b', ...suite].join('\n'));
  expect(demandes[0]).toMatchObject({ erreurs: [{ code: 'LIGNE_INCOMPLETE', champ: ['ligne 3'] }] });
  expect(demandes[1]).not.toHaveProperty('erreurs');
});

test('l’apostrophe qui garde d’une formule n’est pas du texte ; un texte qui commence par un tiret reste entier', () => {
  const recit = (texte: string) => (lire(avec({ recit: texte })).demandes[0] as any).input.faits[0].recit;
  expect(recit("'=DEMAIN()")).toBe('=DEMAIN()');
  expect(recit('- il pleure')).toBe('- il pleure');
  expect(recit('l’enfant')).toBe('l’enfant');
});

test('le résultat dit, ligne par ligne, la référence ou la colonne en cause', () => {
  const lecture = lire(exemple);
  const refus = [{ code: 'IDENTIFIANT_INVALIDE', champ: ['enfant', 'communeResidence'], message: 'Commune inconnue.' }];
  const { statut, corps, type } = repondreLot(undefined, {
    etat: 'LU',
    lecture,
    resultats: [
      { fait: true, reponse: { accuseReception: { reference: 'IP-2026-ABCD' }, recu: { id: 'R-1' } } },
      { fait: false, erreurs: refus, passager: false },
    ],
  });
  expect([statut, type]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(relire(corps)).toEqual([
    ['hub-ip-csv/1', 'dsden31-2026-11-23-a', 'resultat'],
    ['ligne', 'etat', 'reference', 'recu', 'code', 'champ', 'message'],
    ['3', 'ACCEPTE', 'IP-2026-ABCD', 'R-1', '', '', ''],
    ['4', 'REJETE', '', '', 'IDENTIFIANT_INVALIDE', 'commune_residence', 'Commune inconnue.'],
  ]);
});

test('ce qui passera plus tard est à renvoyer, et aucune cellule n’est une formule', () => {
  const erreurs = [{ code: 'SERVICE_INDISPONIBLE', champ: [], message: '=HYPERLINK("x")' }];
  const issue: Issue = { etat: 'LU', lecture: lire(exemple), resultats: [{ fait: false, erreurs, passager: true }] };
  const [, , ligne] = relire(repondreLot(undefined, issue).corps);
  expect(ligne).toEqual(['3', 'A_RENVOYER', '', '', 'SERVICE_INDISPONIBLE', '', '\'=HYPERLINK("x")']);
});
