import assert from 'node:assert/strict';
import { ajouterDuree, retrancherDuree } from '../../src/domain/calendar';
import { accueilProvisoire, jeuneMajeur, lieu } from './ase-envois';
import { ASE, SUIVI } from './ase-operations';
import { accuse, donnees, type Accuse } from './attendus';
import { connuMineur } from './connu-mineur';
import { jusqua, type Monde } from './monde';
import { INFORMATION } from './operations';
import type { Scenario } from './scenario';

const AUJOURDHUI = new Date().toISOString().slice(0, 10);
const JOUR_MIN = 24 * 60;
const dans = (jours: number) => ajouterDuree(AUJOURDHUI, { jours });

/** Turns that age in so many days. */
async function unJeune(monde: Monde, ans: number, jours: number): Promise<string> {
  const dateNaissance = retrancherDuree(dans(jours), { annees: ans });
  const { qui, query, input } = connuMineur(dateNaissance);
  const { id } = accuse(await monde.demander(qui, query, { input }));
  return donnees(await monde.demander('ase', INFORMATION, { id }, 'PROTECTION')).informationPreoccupante.enfant
    .id as string;
}

async function suivie(monde: Monde, id: string): Promise<any> {
  return donnees(await monde.demander('ase', SUIVI, { id })).mesure;
}

async function entretien(monde: Monde, sujet: string): Promise<{ etat: string; depart: string } | undefined> {
  const [un] = await monde.database.query<{ etat: string; depart: string }>(
    `SELECT etat, depart_jour::text depart FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A11_SORTIE'`,
    [sujet],
  );
  return un;
}

export const unEnfantConfieDevientMajeur: Scenario = {
  titre: 'Un enfant confié devient majeur : la mesure finit, l’accompagnement va jusqu’à 21 ans',
  etapes: () => {
    const MAJORITE = dans(3);
    let enfantId: string;
    let accueil: Accuse;
    let aine: Accuse;
    return [
      {
        qui: 'ASE',
        quoi: 'accueille un enfant de dix-sept ans, accompagne un jeune de vingt ans',
        faire: async (monde) => {
          enfantId = await unJeune(monde, 18, 3);
          const { id: lieuId } = accuse(await monde.demander('ase', ASE.enregistrerLieuAccueil, { input: lieu() }));
          const debut = `${retrancherDuree(AUJOURDHUI, { mois: 2 })}T09:00:00+02:00`;
          const provisoire = accueilProvisoire({ enfantId, lieuId, debut, terme: MAJORITE });
          accueil = accuse(await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input: provisoire }));
          const jeune = await unJeune(monde, 21, 8);
          const input = jeuneMajeur(jeune, AUJOURDHUI, { terme: dans(8) });
          aine = accuse(await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input }));
          assert.equal((await suivie(monde, accueil.id)).majeurLe, MAJORITE);
          return { envoye: 'ouvrirMesureAdministrative', recu: `majorité le ${MAJORITE}` };
        },
      },
      {
        qui: 'Hub',
        quoi: 'le worker est arrêté le jour des dix-huit ans : à son retour, la mesure finit, à son heure, une fois',
        faire: async (monde) => {
          await monde.hub.worker?.stop();
          monde.avancer(5 * JOUR_MIN);
          assert.equal((await suivie(monde, accueil.id)).etat, 'EN_COURS');
          monde.hub.worker?.start();
          await monde.balayer();
          await monde.webhook('ase', 'mesure.terminee-de-droit', accueil.id);
          const { etat, termineeLe, motifFin, lieuAccueil } = await suivie(monde, accueil.id);
          assert.deepEqual([etat, motifFin, lieuAccueil.placesLibres], ['TERMINEE', 'Majorité (CASF L222-5)', 1]);
          // Midnight in Paris is still the eve in UTC.
          assert.equal(termineeLe.slice(0, 10), retrancherDuree(MAJORITE, { jours: 1 }));
          assert.deepEqual(await entretien(monde, accueil.id), { etat: 'OUVERTE', depart: MAJORITE });
          return { envoye: 'cinq jours plus tard', recu: `${motifFin as string}, entretien de sortie dans six mois` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'veut accompagner le jeune majeur sans l’une des deux conditions de la loi : refusé, le champ est nommé',
        faire: async (monde) => {
          const conditions = { ressourcesOuSoutienInsuffisants: true, confieAvantMajorite: true, oqtf: false };
          const refus: string[] = [];
          for (const champ of ['ressourcesOuSoutienInsuffisants', 'confieAvantMajorite'] as const) {
            const input = jeuneMajeur(enfantId, MAJORITE, { jeuneMajeur: { ...conditions, [champ]: false } });
            const { userErrors } = donnees(
              await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input }),
            ).ouvrirMesureAdministrative;
            assert.deepEqual([userErrors[0].code, userErrors[0].path.at(-1)], ['ARTICLE_CONTRAIRE', champ]);
            refus.push(userErrors[0].message as string);
          }
          return { envoye: 'ouvrirMesureAdministrative JEUNE_MAJEUR', recu: refus.join(' ') };
        },
      },
      {
        qui: 'ASE',
        quoi: 'l’accompagne, les deux conditions réunies : il n’a pas quitté l’ASE, l’entretien de sortie est sans objet',
        faire: async (monde) => {
          const input = jeuneMajeur(enfantId, MAJORITE);
          const { id } = accuse(await monde.demander('ase', ASE.ouvrirMesureAdministrative, { input }));
          const { jeuneMajeur: retenue, majeurLe } = await suivie(monde, id);
          assert.equal(retenue.confieAvantMajorite, true);
          assert.equal(majeurLe, ajouterDuree(MAJORITE, { annees: 3 }));
          assert.equal((await entretien(monde, accueil.id))?.etat, 'CLOSE');
          return {
            envoye: 'ouvrirMesureAdministrative JEUNE_MAJEUR',
            recu: `jusqu'au ${majeurLe} au plus tard`,
          };
        },
      },
      {
        qui: 'Hub',
        quoi: 'termine l’accompagnement de l’aîné à vingt et un ans, et l’ASE doit l’entretien de sortie',
        faire: async (monde) => {
          monde.avancer(4 * JOUR_MIN);
          await monde.balayer();
          await monde.webhook('ase', 'mesure.terminee-de-droit', aine.id);
          const { etat, motifFin } = await suivie(monde, aine.id);
          assert.equal(etat, 'TERMINEE');
          await jusqua('entretien de sortie', () => entretien(monde, aine.id));
          const dites = await monde.database.query(
            `SELECT sujet_id FROM hub.evenement WHERE type = 'mesure.terminee-de-droit' AND sujet_id = ANY($1::uuid[])`,
            [[accueil.id, aine.id]],
          );
          assert.equal(dites.length, 2);
          await monde.remettreALHeure();
          return { envoye: 'neuf jours plus tard', recu: motifFin as string };
        },
      },
    ];
  },
};
