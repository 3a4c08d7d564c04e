import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { lecteurDe } from '../../src/acces/lecteur';
import { inscrireAcces, type Lecture as Acces } from '../../src/audit/inscrire';
import { droitsDe, permis } from '../../src/domain/access';
import type { Faits } from '../../src/domain/access-conditions';
import { CHAMPS } from '../../src/domain/access-types';
import { identifier } from '../../src/gateway/graphql-http';
import { startHub } from '../../src/hub';
import { openIdentity } from '../../src/identity/open';
import { ouvrirCoffre } from '../../src/ouvrir-coffre';
import { readConfig } from '../../src/platform/config';
import { limitsOf } from '../../src/platform/limits';
import { createLogger } from '../../src/platform/logger';
import { openQuotas } from '../../src/platform/quotas';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../../src/rows';
import { SaisineRow } from '../../src/subgraphs/defenseur/saisine.entity';
import { InformationPreoccupanteRow } from '../../src/subgraphs/crip/information-preoccupante.entity';
import { MesureUrgenteRow } from '../../src/subgraphs/justice/mesure-urgente.entity';
import { parler } from '../parler';

/** The whole file of a child, in one statement, for a CRIP: what it may read is asked of the rows, and of the policies under them. */
const FICHE = `
  SELECT e.id, e.nom_naissance "nomNaissance", e.prenoms, e.date_naissance::text "dateNaissance",
    e.id = ANY (ARRAY(SELECT crip.lieux_secrets(ARRAY[e.id]))) "lieuSecret",
    (SELECT jsonb_build_object('uai', s.uai, 'classe', s.classe, 'collectivite', s.collectivite, 'auteur', s.declaree_par)
      FROM education.scolarite s WHERE s.enfant_id = e.id AND s.collectivite = $2 ORDER BY s.id DESC LIMIT 1) scolarite,
    ARRAY(SELECT jsonb_build_object('id', i.id, 'reference', i.reference, 'recueLe', i.recue_le, 'auteur', i.emetteur_institution,
        'collectivite', i.collectivite, 'contenu', encode(i.contenu, 'base64'),
        'echeances', ARRAY(SELECT jsonb_build_object('regle', d.regle, 'dateLimite', d.date_limite)
          FROM hub.echeance d WHERE d.sujet_id = i.id ORDER BY d.date_limite, d.regle, d.id))
      FROM crip.information_preoccupante i WHERE i.enfant_id = e.id AND i.collectivite = $2 ORDER BY i.id DESC LIMIT 20) informations,
    ARRAY(SELECT jsonb_build_object('id', m.id, 'reference', m.reference, 'contenu', encode(m.contenu, 'base64'))
      FROM justice.mesure_urgente m WHERE m.enfant_id = e.id AND m.collectivite = $2 ORDER BY m.id DESC LIMIT 20) mesures,
    ARRAY(SELECT jsonb_build_object('id', s.id, 'reference', s.reference, 'faits', encode(s.faits, 'base64'))
      FROM defenseur.saisine s WHERE s.enfant_id = e.id AND s.collectivite = $2 ORDER BY s.id DESC LIMIT 20) saisines
  FROM crip.enfant e
  WHERE e.id = $1 AND (e.collectivite = $2
    OR EXISTS (SELECT 1 FROM crip.relation r WHERE r.institution = 'crip-' || $2 AND r.enfant_id = e.id))`;

interface Information extends Record<'id' | 'reference' | 'recueLe' | 'auteur' | 'collectivite', string> {
  readonly contenu: InformationPreoccupanteRow['contenu'];
  readonly echeances: readonly object[];
}

interface Fiche extends Record<'id' | 'nomNaissance' | 'prenoms' | 'dateNaissance', string> {
  readonly lieuSecret: boolean;
  readonly scolarite: (Record<'uai' | 'classe' | 'collectivite' | 'auteur', string> & object) | null;
  readonly informations: readonly Information[];
  readonly mesures: readonly Pick<MesureUrgenteRow, 'id' | 'reference' | 'contenu'>[];
  readonly saisines: readonly Pick<SaisineRow, 'id' | 'reference' | 'faits'>[];
}

/** The hub, and beside it what a good engineer would write by hand for this one reading, with the same checks. */
async function ouvrir(): Promise<string> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: 'silent' });
  const hub = await startHub({ config, role: 'api', logger });
  const cles = clesEnfants(await ouvrirCoffre(config));
  const [service, database] = await Promise.all([
    openHubDatabase(hub.databaseUrl, { qualite: 'travailleur', cles, poolSize: 4 }),
    openHubDatabase(hub.databaseUrl, { qualite: 'application', cles }),
  ]);
  const quotas = openQuotas({ limits: limitsOf(config), logger });
  const url = hub.url ?? '';
  const identify = identifier(
    openIdentity({ config, database: service, logger, serves: false, quotas, url: () => url }),
  );

  const lire = async (request: IncomingMessage): Promise<string> => {
    const actor = await identify(request);
    const { institution, role, territoire, sub: acteur } = actor;
    const finalite = 'EVALUATION' as const;
    const lecteur = lecteurDe(actor, finalite);
    const droits = droitsDe(lecteur);
    const voit = (champ: string, faits: Faits = {}): boolean => {
      const element = CHAMPS.get(champ)?.element;
      if (element === undefined || droits[element].retenu) return false;
      return droits[element].si.length === 0 || permis(droits[element], faits, lecteur, false);
    };
    const lecture = database.lecture({ institution, role, territoire }, { duree: 'operation' });
    try {
      const id = request.url?.split('/').at(-1) ?? '';
      const [fiche] = await lecture.query<Fiche>(FICHE, [id, territoire]);
      if (!fiche || !voit('Query.enfant')) return '{"data":null}';
      const { informations, mesures, saisines, scolarite, lieuSecret } = fiche;
      await lecture.ouvrir(
        InformationPreoccupanteRow,
        informations.map((ligne) => octets(ligne, 'contenu')),
      );
      await lecture.ouvrir(
        MesureUrgenteRow,
        mesures.map((ligne) => octets(ligne, 'contenu')),
      );
      await lecture.ouvrir(
        SaisineRow,
        saisines.map((ligne) => octets(ligne, 'faits')),
      );
      const vue = {
        id,
        nomNaissance: fiche.nomNaissance,
        prenoms: fiche.prenoms,
        dateNaissance: fiche.dateNaissance,
        scolarite: scolarite && {
          uai: voit('Scolarite.uai', { ...scolarite, enfant: id, lieuSecret }) ? scolarite.uai : null,
          classe: voit('Scolarite.classe') ? scolarite.classe : null,
        },
        suiviSante: null,
        informationsPreoccupantes: voit('Enfant.informationsPreoccupantes')
          ? informations.map(({ contenu, ...une }) => {
              const faits = { enfant: id, auteur: une.auteur, collectivite: une.collectivite, lieuSecret };
              const anonymatDemande = contenu.emetteur.anonymatDemande;
              const emetteur = voit('InformationPreoccupante.emetteur', { ...faits, anonymatDemande });
              return {
                reference: une.reference,
                recueLe: new Date(une.recueLe).toISOString(),
                emetteur: emetteur ? { nom: contenu.emetteur.nom, personne: contenu.emetteur.personne } : null,
                faits: contenu.faits.map((un) => ({ recit: un.recit, parolesEnfant: un.parolesEnfant ?? null })),
                echeances: voit('InformationPreoccupante.echeances') ? une.echeances : null,
              };
            })
          : null,
        mesuresUrgentes: mesures.map(({ reference, contenu }) => ({
          reference,
          motifs: voit('MesureUrgente.motifs') ? contenu.motifs : null,
        })),
        saisinesDefenseur: saisines.map(({ reference, faits }) => ({ reference, faits })),
      };
      const lus = (type: string, lignes: readonly { readonly id: string }[]): Acces[] =>
        lignes.map((ligne) => ({ type, id: ligne.id, enfantId: id }));
      const ouverts = [
        ...lus('Enfant', [fiche]),
        ...lus('Scolarite', scolarite ? [{ id }] : []),
        ...[...lus('InformationPreoccupante', informations), ...lus('MesureUrgente', mesures)],
        ...lus('SaisineDefenseur', saisines),
      ];
      await inscrireAcces(lecture, ouverts, { id: randomUUID(), institution, acteur, finalite, le: new Date() });
      return JSON.stringify({ data: { enfant: vue } });
    } finally {
      await lecture.clore();
    }
  };
  const server = createServer((request, response) => {
    lire(request).then(
      (texte) => response.setHeader('content-type', 'application/json').end(texte),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((done) => server.listen(Number(process.env['DIRECT_PORT']), '127.0.0.1', done));
  return url;
}

/** In place: a statement that answers JSON cannot hold bytes. */
function octets<L extends object>(ligne: L, propriete: keyof L): L {
  return Object.assign(ligne, { [propriete]: Buffer.from(ligne[propriete] as string, 'base64') });
}

parler(ouvrir());
