import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { accuse, donnees, refusee } from './attendus';
import { fiche, ordonnance } from './envois';
import type { Monde } from './monde';
import { INFORMATION, NOTIFIER, TRANSMETTRE } from './operations';
import { LEVER_PROTECTION, LIEUX, PROTEGER_DOSSIER } from './protection-operations';
import type { Scenario } from './scenario';

export const uneFamilleEstMenacee: Scenario = {
  titre: 'Une famille est menacée : le lieu où vit l’enfant n’est plus communiqué',
  etapes: () => {
    let id: string;
    let protectionId: string;
    const acte = async (monde: Monde, qui: 'crip' | 'ase', query: string, input: object) =>
      Object.values<any>(donnees(await monde.demander(qui, query, { input })))[0];
    const lieux = (monde: Monde, qui: 'crip' | 'ase', finalite: string) => monde.demander(qui, LIEUX, { id, finalite });
    return [
      {
        qui: 'Collège, parquet',
        quoi: 'transmettent une fiche et une ordonnance sur le même enfant : on sait où il est placé, où il étudie',
        faire: async (monde) => {
          const { enfant } = fiche();
          const fichee = accuse(await monde.demander('college', TRANSMETTRE, { input: fiche({ enfant }) }));
          accuse(await monde.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }));
          const lue = donnees(await monde.demander('crip', INFORMATION, { id: fichee.id }, 'EVALUATION'));
          id = lue.informationPreoccupante.enfant.id;
          const { enfant: connu } = donnees(await lieux(monde, 'crip', 'INFORMATION_FAMILLE'));
          assert.ok(connu.scolarite.uai && connu.mesuresUrgentes[0].confieA.nom);
          return { envoye: 'enfant { scolarite mesuresUrgentes }', recu: connu.mesuresUrgentes[0].confieA.nom };
        },
      },
      {
        qui: 'ASE',
        quoi: 'apprend que le père cherche l’enfant, et protège le dossier',
        faire: async (monde) => {
          const input = { idempotencyKey: randomUUID(), enfantId: id, motif: 'ORDONNANCE_PROTECTION' };
          const { protection, userErrors } = await acte(monde, 'ase', PROTEGER_DOSSIER, input);
          assert.deepEqual(userErrors, []);
          assert.equal(protection.etat, 'EN_VIGUEUR');
          protectionId = protection.id;
          return { envoye: 'protegerDossier', recu: protection.etat };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'en est avertie aussitôt, par un webhook qui ne dit que l’identifiant',
        faire: async (monde) => {
          const { raw } = await monde.webhook('crip', 'dossier.protege', id);
          return { envoye: raw, recu: 'signature vérifiée' };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'écrit à la famille : ni le lieu, ni le service, ni le collège ne lui sont donnés, et la réponse le dit',
        faire: async (monde) => {
          const reponse = await lieux(monde, 'crip', 'INFORMATION_FAMILLE');
          const { enfant } = donnees(reponse);
          assert.equal(enfant.scolarite.uai, null);
          assert.deepEqual([enfant.mesuresUrgentes[0].lieu, enfant.mesuresUrgentes[0].confieA], [null, null]);
          const { occultations } = (reponse.body as any).extensions;
          const chemins = occultations.map(({ path }: any) => path.join('.'));
          for (const champ of ['scolarite.uai', 'mesuresUrgentes.0.lieu', 'mesuresUrgentes.0.confieA'])
            assert.ok(chemins.includes(`enfant.${champ}`), champ);
          return { envoye: 'enfant (INFORMATION_FAMILLE)', recu: `retenus : ${chemins.join(', ')}` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'exécute le placement : elle lit toujours où est l’enfant',
        faire: async (monde) => {
          const { enfant } = donnees(await lieux(monde, 'ase', 'ASSISTANCE_EDUCATIVE'));
          assert.ok(enfant.mesuresUrgentes[0].confieA.nom);
          return { envoye: 'enfant (ASSISTANCE_EDUCATIVE)', recu: enfant.mesuresUrgentes[0].confieA.nom };
        },
      },
      {
        qui: 'Collège',
        quoi: 'ne peut ni protéger, ni apprendre qu’il y a une protection',
        faire: async (monde) => {
          const input = { idempotencyKey: randomUUID(), enfantId: id, motif: 'MENACES' };
          const refus = await monde.demander('college', PROTEGER_DOSSIER, { input });
          return { envoye: 'protegerDossier', recu: refusee(refus, 'FORBIDDEN') };
        },
      },
      {
        qui: 'ASE',
        quoi: 'la menace écartée, propose de lever ; seule, elle ne le peut pas',
        faire: async (monde) => {
          const input = { protectionId, motif: 'Le père est incarcéré.' };
          assert.equal((await acte(monde, 'ase', LEVER_PROTECTION, input)).protection.etat, 'LEVEE_PROPOSEE');
          const [refus] = (await acte(monde, 'ase', LEVER_PROTECTION, input)).userErrors;
          assert.equal(refus.code, 'ARTICLE_CONTRAIRE');
          assert.equal(donnees(await lieux(monde, 'crip', 'INFORMATION_FAMILLE')).enfant.scolarite.uai, null);
          return { envoye: 'leverProtection, deux fois', recu: refus.message };
        },
      },
      {
        qui: 'CRIP',
        quoi: 'en décide : la protection est levée',
        faire: async (monde) => {
          await monde.webhook('crip', 'dossier.levee-proposee', id);
          const input = { protectionId, motif: 'Confirmé par le parquet.' };
          const { protection } = await acte(monde, 'crip', LEVER_PROTECTION, input);
          assert.equal(protection.etat, 'LEVEE');
          await monde.webhook('ase', 'dossier.protection-levee', id);
          assert.ok(donnees(await lieux(monde, 'crip', 'INFORMATION_FAMILLE')).enfant.scolarite.uai);
          return { envoye: 'leverProtection', recu: protection.motifLevee };
        },
      },
    ];
  },
};
