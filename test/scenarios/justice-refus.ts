import assert from 'node:assert/strict';
import { SUIVIS } from './ase-operations';
import { accuse, delais, donnees, type Accuse } from './attendus';
import { rapport, signalement } from './cycle-envois';
import * as cycle from './cycle-operations';
import { avancer, dossier, envoyerRetour, jusquALEvaluation, refus, transmettre } from './cycle-pas';
import { fiche, ordonnance } from './envois';
import { appel, decision, notificationAuxParties, prolongation, requete, suites } from './justice-envois';
import * as justice from './justice-operations';
import { termes } from './justice-suites';
import { jusqua, type Monde } from './monde';
import { ACCUSER, NOTIFIER } from './operations';
import type { Scenario } from './scenario';

const ENFANT_SIGNALE = 'query ($id: ID!) { signalement(id: $id) { motifs enfant { id } } }';

/** Clocks of this record, and what became of each. */
async function etats(monde: Monde, sujetId: string): Promise<Record<string, string>> {
  const rows = await monde.database.query<{ regle: string; etat: string }>(
    'SELECT regle, etat FROM hub.echeance WHERE sujet_id = $1',
    [sujetId],
  );
  return Object.fromEntries(rows.map(({ regle, etat }) => [regle, etat]));
}

export const duRefusALaMainlevee: Scenario = {
  titre: "De l'aide refusée à la mainlevée : parquet, placement provisoire, juge, appel, renouvellement",
  etapes: () => {
    let informationId: string;
    let signale: Accuse;
    let enfantId: string;
    let mesure: Accuse;
    let saisine: Accuse;
    let provisoire: Accuse;
    let placement: Accuse;
    let parents: { id: string; echeances: object[] }[];
    const decider = async (monde: Monde, changes: Parameters<typeof decision>[0]) =>
      accuse(await monde.demander('juge', justice.DECIDER, { input: decision({ enfantId, ...changes }) }));
    const suivies = async (monde: Monde): Promise<string[]> => {
      const { mesures } = donnees(await monde.demander('ase', SUIVIS, { filtre: { enfantId } }));
      return mesures.edges.map(({ node }: any) => `${node.nature as string} ${node.etat as string}`);
    };
    return [
      {
        qui: 'Collège et CRIP',
        quoi: "une fiche en mars ; en mai, l'évaluation conclut au danger",
        faire: async (monde) => {
          monde.aLaDate('2026-03-02T14:30:00+01:00');
          informationId = (await transmettre(monde, 'college', fiche())).id;
          await jusquALEvaluation(monde, informationId);
          monde.aLaDate('2026-05-11T10:00:00+02:00');
          const rendu = rapport(informationId, { conclusion: 'DANGER' });
          return avancer(monde, cycle.RENDRE_EVALUATION, rendu, 'EVALUEE');
        },
      },
      {
        qui: 'CRIP',
        quoi: "propose une action éducative à domicile ; les parents la refusent : le texte l'oblige à aviser le procureur",
        faire: async (monde) => {
          const input = { informationId, suite: 'AED', acceptee: false };
          const refuse = refus(await monde.demander('crip', cycle.DECIDER, { input }));
          assert.equal(refuse.code, 'ARTICLE_CONTRAIRE');
          assert.match(refuse.message, /L226-4 I 2°/);
          return { envoye: 'decider AED, refusée', recu: refuse.message };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'avise le procureur, lui dit ce qui a été proposé, et informe les parents par écrit',
        faire: async (monde) => {
          monde.aLaDate('2026-05-12T10:00:00+02:00');
          const input = signalement(informationId, {
            motifs: ['REFUS_OU_IMPOSSIBILITE'],
            expose: 'Le danger est établi par l’évaluation ; les parents refusent toute aide.',
            actionsMenees: ['Action éducative à domicile, proposée et refusée'],
          });
          signale = accuse(await monde.demander('crip', cycle.SIGNALER, { input }));
          const informes = { informationId, objet: 'SAISINE_JUDICIAIRE', informes: true };
          await avancer(monde, cycle.INFORMER_PARENTS, informes, 'SIGNALEE');
          return { envoye: 'signalerAuParquet', recu: `signalement ${signale.reference}` };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'ordonne un placement provisoire et le dit à la CRIP, dont le dossier avance',
        faire: async (monde) => {
          await monde.webhook('parquet', 'signalement.transmis', signale.id);
          const lu = donnees(await monde.demander('parquet', ENFANT_SIGNALE, { id: signale.id })).signalement;
          assert.deepEqual(lu.motifs, ['REFUS_OU_IMPOSSIBILITE']);
          enfantId = lu.enfant.id;
          const priseLe = '2026-05-13T15:00:00+02:00';
          monde.aLaDate(priseLe);
          const { enfant: _, ...sansTraits } = ordonnance({ enfantId, priseLe });
          mesure = accuse(await monde.demander('parquet', NOTIFIER, { input: sansTraits }));
          assert.deepEqual(termes(mesure), { J1: '2026-05-21' });
          const avis = suites({ signalementId: signale.id, suite: 'OPP', le: priseLe });
          accuse(await monde.demander('parquet', justice.SUITES, { input: avis }));
          await monde.webhook('crip', 'suites.enregistrees', signale.id);
          assert.equal((await dossier(monde, informationId)).etat, 'OPP_PARQUET');
          accuse(
            await monde.demander('ase', ACCUSER, { input: { mesureId: mesure.id, fonction: 'Cadre de permanence' } }),
          );
          return { envoye: 'notifierMesureUrgente, enregistrerSuites', recu: delais(mesure) };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'saisit le juge dans les huit jours : les quinze jours du juge courent de la réception au greffe',
        faire: async (monde) => {
          const recueAuGreffeLe = '2026-05-18T11:00:00+02:00';
          monde.aLaDate(recueAuGreffeLe);
          const input = requete({ enfantId, signalementId: signale.id, mesureUrgenteId: mesure.id, recueAuGreffeLe });
          saisine = accuse(await monde.demander('parquet', justice.SAISIR_JUGE, { input }));
          assert.deepEqual(termes(saisine), { J2: '2026-06-02' });
          assert.equal((await etats(monde, mesure.id))['J1'], 'TENUE');
          await monde.webhook('ase', 'juge-des-enfants.saisi', saisine.id);
          assert.equal((await dossier(monde, informationId)).etat, 'JE_SAISI');
          return { envoye: 'saisirJugeDesEnfants', recu: delais(saisine) };
        },
      },
      {
        qui: 'CRIP',
        quoi: "fait retour au collège dans les trois mois : l'autorité judiciaire est saisie, et rien de plus",
        faire: (monde) => envoyerRetour(monde, { informationId }, 'AUTORITE_JUDICIAIRE_SAISIE'),
      },
      {
        qui: 'Juge des enfants',
        quoi: "lit la requête, l'ordonnance et l'enfant",
        faire: async (monde) => {
          const { requeteJuge } = donnees(await monde.demander('juge', justice.REQUETE, { id: saisine.id }));
          assert.equal(requeteJuge.mesureUrgente.id, mesure.id);
          assert.ok(requeteJuge.enfant.nomNaissance);
          return { envoye: 'requeteJuge', recu: requeteJuge.reference };
        },
      },
      {
        qui: 'Juge des enfants',
        quoi: "confie provisoirement l'enfant à l'ASE : il doit statuer au fond dans les six mois",
        faire: async (monde) => {
          const rendueLe = '2026-05-28T15:00:00+02:00';
          monde.aLaDate(rendueLe);
          provisoire = await decider(monde, { requeteId: saisine.id, provisoire: true, mois: null, rendueLe });
          assert.equal(termes(provisoire)['J4'], '2026-11-28');
          assert.equal((await etats(monde, saisine.id))['J2'], 'TENUE');
          for (const qui of ['ase', 'crip', 'parquet'] as const)
            await monde.webhook(qui, 'decision.notifiee', provisoire.id);
          assert.deepEqual(await suivies(monde), ['PLACEMENT_ASE EN_COURS']);
          return { envoye: 'notifierDecision', recu: delais(provisoire) };
        },
      },
      {
        qui: 'Juge des enfants',
        quoi: "prolonge avant la fin des six mois, après l'avis du procureur",
        faire: async (monde) => {
          const ordonneeLe = '2026-11-20T10:00:00+01:00';
          monde.aLaDate(ordonneeLe);
          const input = prolongation({ decisionId: provisoire.id, ordonneeLe, avisDuProcureurLe: '2026-11-16' });
          const recu = accuse(await monde.demander('juge', justice.PROLONGER, { input }));
          assert.deepEqual(termes(recu), { J5: '2027-05-28' });
          return { envoye: 'prolongerMesureProvisoire', recu: delais(recu) };
        },
      },
      {
        qui: 'Juge des enfants',
        quoi: 'statue au fond : six mois, et la mesure suivie reste la même',
        faire: async (monde) => {
          const rendueLe = '2026-11-26T15:00:00+01:00';
          monde.aLaDate(rendueLe);
          placement = await decider(monde, { rendueLe, mois: 6, motifs: 'Le danger persiste.' });
          assert.equal(termes(placement)['J6'], '2027-05-26');
          assert.equal((await etats(monde, provisoire.id))['J5'], 'TENUE');
          assert.deepEqual(await suivies(monde), ['PLACEMENT_ASE EN_COURS']);
          return { envoye: 'notifierDecision', recu: delais(placement) };
        },
      },
      {
        qui: 'Greffe',
        quoi: "notifie aux parents, dont l'un vit à La Réunion : à chacun son délai d'appel",
        faire: async (monde) => {
          monde.aLaDate('2026-12-02T10:00:00+01:00');
          const input = notificationAuxParties({
            ...{ decisionId: placement.id, toutesNotifiees: true },
            parties: [
              { partie: 'PARENT', le: '2026-12-01', residence: '31555' },
              { partie: 'PARENT', le: '2026-12-01', residence: '974' },
            ],
          });
          const recu = accuse(await monde.demander('juge', justice.NOTIFIER_PARTIES, { input }));
          parents = donnees(await monde.demander('ase', justice.DECISION, { id: placement.id }, 'ASSISTANCE_EDUCATIVE'))
            .decision.notifications;
          assert.deepEqual(
            parents.map(({ echeances: [delai] }) => ({ ...delai })),
            [
              { regle: 'J13', dateLimite: '2026-12-16' },
              { regle: 'J13', dateLimite: '2027-01-16' },
            ],
          );
          assert.equal((await etats(monde, placement.id))['J16'], 'TENUE');
          return { envoye: 'notifierDecisionAuxParties', recu: delais(recu) };
        },
      },
      {
        qui: 'Greffe',
        quoi: "enregistre l'appel d'un parent ; pour l'autre, le temps passe et la décision est définitive",
        faire: async (monde) => {
          monde.aLaDate('2026-12-11T10:00:00+01:00');
          const [premier, second] = parents.map(({ id }) => id) as [string, string];
          const input = appel({ decisionId: placement.id, notificationId: premier, declareLe: '2026-12-10' });
          accuse(await monde.demander('juge', justice.APPELER, { input }));
          await monde.webhook('ase', 'appel.enregistre', placement.id);
          assert.deepEqual(await etats(monde, premier), { J13: 'TENUE' });
          assert.deepEqual(await etats(monde, second), { J13: 'OUVERTE' });
          monde.aLaDate('2027-01-20T10:00:00+01:00');
          await jusqua('le second délai s’éteint', async () =>
            (await etats(monde, second))['J13'] === 'CLOSE' ? true : undefined,
          );
          return { envoye: 'enregistrerAppel', recu: 'un délai tenu, l’autre éteint à son terme' };
        },
      },
      {
        qui: 'Juge des enfants',
        quoi: 'renouvelle la mesure, par décision motivée',
        faire: async (monde) => {
          const rendueLe = '2027-05-20T10:00:00+02:00';
          monde.aLaDate(rendueLe);
          const motifs = 'Le retour au domicile reste prématuré.';
          const renouvele = { nature: 'RENOUVELLEMENT', decisionRenouveleeId: placement.id, mois: 24 } as const;
          const recu = await decider(monde, { ...renouvele, rendueLe, motifs });
          assert.equal(termes(recu)['J6'], '2029-05-20');
          const { decision: lue } = donnees(
            await monde.demander('ase', justice.DECISION, { id: recu.id }, 'ASSISTANCE_EDUCATIVE'),
          );
          assert.equal(lue.natureMesure, 'PLACEMENT_ASE');
          return { envoye: 'notifierDecision', recu: delais(recu) };
        },
      },
      {
        qui: 'Juge des enfants',
        quoi: "donne mainlevée : la mesure finit, aucune décision n'est plus attendue",
        faire: async (monde) => {
          const rendueLe = '2027-09-15T10:00:00+02:00';
          monde.aLaDate(rendueLe);
          const recu = await decider(monde, { nature: 'MAINLEVEE', rendueLe, mois: null, confieA: null });
          assert.deepEqual(await suivies(monde), ['PLACEMENT_ASE TERMINEE']);
          const attendues = await monde.database.query(
            `SELECT e.regle FROM hub.echeance e JOIN justice.decision d ON d.id = e.sujet_id
             WHERE d.enfant_id = $1 AND e.etat = 'OUVERTE' AND e.regle NOT IN ('J14', 'J16')`,
            [enfantId],
          );
          assert.deepEqual(attendues, []);
          const { decision: lue } = donnees(
            await monde.demander('crip', justice.DECISION, { id: recu.id }, 'ASSISTANCE_EDUCATIVE'),
          );
          assert.equal(lue.enfant.decisions.length, 4);
          await monde.remettreALHeure();
          return { envoye: 'notifierDecision', recu: lue.nature as string };
        },
      },
    ];
  },
};
