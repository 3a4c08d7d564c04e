import assert from 'node:assert/strict';
import { enregistrerPartenaire } from '../../src/partners';
import { accuse, delais, donnees, type Accuse } from './attendus';
import { enfant, ordonnance } from './envois';
import { requete } from './justice-envois';
import { REQUETE, SAISIR_JUGE } from './justice-operations';
import type { Monde } from './monde';

import { MESURE, NOTIFIER } from './operations';
import type { Scenario } from './scenario';

const LE_4_DECEMBRE = '2025-12-04T15:00:00+01:00';

/** Each clock of a receipt, with its last day. */
export function termes({ echeances }: Accuse): Record<string, string> {
  return Object.fromEntries(echeances.map(({ regle, dateLimite }) => [regle, dateLimite]));
}

async function enfantDe(monde: Monde, mesure: string): Promise<string> {
  return donnees(await monde.demander('parquet', MESURE, { id: mesure })).mesureUrgente.enfant.id as string;
}

export const unVendrediSoir: Scenario = {
  titre: 'Une ordonnance du vendredi soir avant un lundi férié',
  etapes: () => {
    let mesure: Accuse;
    return [
      {
        qui: 'Parquet',
        quoi: 'ordonne un placement le vendredi 15 mai 2026 à 22 h : huit jours, jusqu’au samedi',
        faire: async (monde) => {
          const input = ordonnance({ priseLe: '2026-05-15T22:00:00+02:00' });
          mesure = accuse(await monde.demander('parquet', NOTIFIER, { input }));
          assert.deepEqual(termes(mesure), { J1: '2026-05-23' });
          return { envoye: 'notifierMesureUrgente', recu: delais(mesure) };
        },
      },
      {
        qui: 'Hub',
        quoi: 'alerte sur le samedi et montre le mardi : le lundi de Pentecôte est férié',
        faire: async (monde) => {
          const query = 'query ($id: ID!) { mesureUrgente(id: $id) { echeances { dateLimite dateReportee } } }';
          const { mesureUrgente } = donnees(await monde.demander('parquet', query, { id: mesure.id }));
          assert.deepEqual({ ...mesureUrgente.echeances[0] }, { dateLimite: '2026-05-23', dateReportee: '2026-05-26' });
          return { envoye: 'mesureUrgente { echeances }', recu: 'samedi 23 mai, reporté au mardi 26 mai' };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'saisit le juge le vendredi suivant : les quinze jours finissent un samedi, reportés au lundi',
        faire: async (monde) => {
          const enfantId = await enfantDe(monde, mesure.id);
          const input = requete({ enfantId, recueAuGreffeLe: '2026-05-22T16:00:00+02:00' });
          const saisine = accuse(await monde.demander('parquet', SAISIR_JUGE, { input }));
          const { requeteJuge } = donnees(await monde.demander('juge', REQUETE, { id: saisine.id }));
          assert.deepEqual(
            { ...requeteJuge.echeances[0] },
            { regle: 'J2', dateLimite: '2026-06-06', dateReportee: '2026-06-08' },
          );
          const [delai] = await monde.database.query<{ etat: string }>(
            `SELECT etat FROM hub.echeance WHERE sujet_id = $1 AND regle = 'J1'`,
            [mesure.id],
          );
          assert.equal(delai?.etat, 'TENUE');
          return { envoye: 'saisirJugeDesEnfants', recu: 'délai J1 tenu, J2 jusqu’au lundi 8 juin' };
        },
      },
    ];
  },
};

export const aColmar: Scenario = {
  titre: 'Une affaire à Colmar : le Vendredi saint y est férié',
  etapes: () => {
    const parquet = {
      institution: 'tj68066',
      nom: 'Parquet des mineurs de Colmar',
      role: 'parquet',
      territoire: 'tj68066',
      scopes: ['mesure:notifier', 'mesure:lire', 'requete:deposer', 'enfant:lire'],
    } as const;
    const juge = {
      institution: 'je-tj68066',
      nom: 'Juge des enfants de Colmar',
      role: 'juge',
      territoire: 'tj68066',
      scopes: ['decision:notifier', 'mesure:lire', 'enfant:lire'],
    } as const;
    const ase = {
      institution: 'ase-6AE',
      nom: "ASE de la Collectivité européenne d'Alsace",
      role: 'ase',
      territoire: '6AE',
    };
    let mesure: Accuse;
    return [
      {
        qui: 'Parquet de Colmar',
        quoi: 'ordonne un placement le 10 avril 2025 : le huitième jour est le Vendredi saint',
        faire: async (monde) => {
          await enregistrerPartenaire(monde.database, ase);
          const input = ordonnance({
            ...{ tj: 'tj68066', priseLe: '2025-04-10T15:00:00+02:00', numeroParquet: '25100000123' },
            enfant: { ...enfant(), communeResidence: '68066' },
          });
          mesure = accuse(await monde.demanderComme(parquet, NOTIFIER, { input }));
          const query =
            'query ($id: ID!) { mesureUrgente(id: $id) { enfant { id } echeances { dateLimite dateReportee } } }';
          const { mesureUrgente } = donnees(await monde.demanderComme(parquet, query, { id: mesure.id }));
          assert.deepEqual({ ...mesureUrgente.echeances[0] }, { dateLimite: '2025-04-18', dateReportee: '2025-04-22' });
          return { envoye: 'notifierMesureUrgente', recu: '18 avril, reporté au 22 avril 2025' };
        },
      },
      {
        qui: 'Parquet de Colmar',
        quoi: 'saisit le juge de Colmar, qui seul lit la requête',
        faire: async (monde) => {
          const lue = donnees(await monde.demanderComme(parquet, MESURE, { id: mesure.id })).mesureUrgente;
          const input = requete({
            ...{ tj: 'tj68066', enfantId: lue.enfant.id, recueAuGreffeLe: '2025-04-17T10:00:00+02:00' },
          });
          const saisine = accuse(await monde.demanderComme(parquet, SAISIR_JUGE, { input }));
          assert.deepEqual(termes(saisine), { J2: '2025-05-02' });
          const { requeteJuge } = donnees(await monde.demanderComme(juge, REQUETE, { id: saisine.id }));
          const ailleurs = await monde.demander('juge', REQUETE, { id: saisine.id });
          assert.equal(ailleurs.body.errors?.[0]?.extensions.code, 'NOT_FOUND');
          return { envoye: 'saisirJugeDesEnfants', recu: `${requeteJuge.reference}, J2 le 2 mai 2025` };
        },
      },
      {
        qui: 'Parquet de Strasbourg',
        quoi: 'ordonne un placement le même jour : le Temple-Neuf est dans la commune, le Vendredi saint y est férié aussi',
        faire: async (monde) => {
          const strasbourg = {
            ...parquet,
            institution: 'tj67482',
            territoire: 'tj67482',
            nom: 'Parquet de Strasbourg',
          };
          const input = ordonnance({
            ...{ tj: 'tj67482', priseLe: '2025-04-10T15:00:00+02:00', numeroParquet: '25100000124' },
            enfant: { ...enfant(), communeResidence: '67482' },
          });
          const { id } = accuse(await monde.demanderComme(strasbourg, NOTIFIER, { input }));
          const query = 'query ($id: ID!) { mesureUrgente(id: $id) { echeances { dateReportee etapes } } }';
          const { mesureUrgente } = donnees(await monde.demanderComme(strasbourg, query, { id }));
          const [{ dateReportee, etapes }] = mesureUrgente.echeances;
          assert.equal(dateReportee, '2025-04-22');
          const report = etapes.at(-1) as string;
          assert.match(report, /Strasbourg.*Vendredi saint.*n’est pas confirmé pour ce délai/);
          return { envoye: 'notifierMesureUrgente', recu: report };
        },
      },
      {
        qui: 'Parquet de Colmar',
        quoi: 'saisit le juge quinze jours avant le 26 décembre, férié en Alsace et en Moselle : le terme est reporté ; à Toulouse, non',
        faire: async (monde) => {
          const envoyer = {
            tj68066: (query: string, variables: object) => monde.demanderComme(parquet, query, variables),
            tj31555: (query: string, variables: object) => monde.demander('parquet', query, variables),
          };
          const reporte = async (tj: keyof typeof envoyer, commune: string) => {
            const laMesure = ordonnance({ tj, enfant: { ...enfant(), communeResidence: commune } });
            const { id } = accuse(await envoyer[tj](NOTIFIER, { input: { ...laMesure, priseLe: LE_4_DECEMBRE } }));
            const lue = donnees(await envoyer[tj](MESURE, { id })).mesureUrgente;
            const input = requete({
              ...{ tj, enfantId: lue.enfant.id, mesureUrgenteId: id, recueAuGreffeLe: '2025-12-11T10:00:00+01:00' },
            });
            const query = SAISIR_JUGE.replace('dateLimite', 'dateLimite dateReportee');
            const { saisirJugeDesEnfants } = donnees(await envoyer[tj](query, { input }));
            return saisirJugeDesEnfants.accuseReception.echeances[0].dateReportee as string;
          };
          const colmar = await reporte('tj68066', '68066');
          const ailleurs = await reporte('tj31555', '31555');
          assert.deepEqual([colmar, ailleurs], ['2025-12-29', '2025-12-26']);
          return { envoye: 'saisirJugeDesEnfants', recu: 'Colmar : 29 décembre ; Toulouse : 26 décembre 2025' };
        },
      },
    ];
  },
};
