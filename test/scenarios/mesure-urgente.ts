import assert from 'node:assert/strict';
import { accuse, delais, donnees, type Accuse } from './attendus';
import { ordonnance } from './envois';
import { jusqua, type Monde } from './monde';
import { ACCUSER, MESURE, NOTIFIER } from './operations';
import type { Etape, Scenario } from './scenario';

async function reception(monde: Monde, id: string): Promise<any> {
  return donnees(await monde.demander('parquet', MESURE, { id })).mesureUrgente.reception;
}

/** The parquet's own view, once it has reached that state. */
function jusquALEtat(monde: Monde, id: string, etat: string, paliers = 0): Promise<any> {
  return jusqua(`mesure ${etat}, ${String(paliers)} palier(s)`, async () => {
    const lue = await reception(monde, id);
    return lue.etat === etat && lue.escalades.length >= paliers ? lue : undefined;
  });
}

function notifier(garder: (recu: Accuse) => void): Etape {
  return {
    qui: 'Parquet',
    quoi: 'notifie une ordonnance de placement provisoire, un vendredi soir',
    faire: async (monde) => {
      const recu = accuse(await monde.demander('parquet', NOTIFIER, { input: ordonnance() }));
      assert.deepEqual(
        recu.echeances.map(({ regle }) => regle),
        ['J1'],
      );
      assert.equal(recu.echeances[0]?.dateLimite, '2026-03-14');
      garder(recu);
      return { envoye: 'notifierMesureUrgente', recu: `accusé ${recu.reference}, délai ${delais(recu)}` };
    },
  };
}

function accuserReception(mesureId: () => string): Etape {
  return {
    qui: 'ASE',
    quoi: "la cadre d'astreinte accuse réception",
    faire: async (monde) => {
      const input = { mesureId: mesureId(), fonction: "Cadre d'astreinte" };
      const { accuserReception: payload } = donnees(await monde.demander('ase', ACCUSER, { input }));
      assert.deepEqual(payload.userErrors, []);
      return { envoye: 'accuserReception', recu: `accusé par ${payload.accuse.fonction}` };
    },
  };
}

export const leParquetNotifie: Scenario = {
  titre: "Le parquet notifie une ordonnance de placement provisoire, l'ASE accuse réception",
  etapes: () => {
    let recu: Accuse;
    return [
      notifier((nouveau) => (recu = nouveau)),
      {
        qui: 'ASE',
        quoi: 'est prévenue aussitôt, par webhook signé',
        faire: async (monde) => {
          const { raw } = await monde.webhook('ase', 'mesure-urgente.notifiee', recu.id);
          return { envoye: raw, recu: 'signature vérifiée' };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'voit que sa mesure est remise',
        faire: async (monde) => {
          const { etat } = await jusquALEtat(monde, recu.id, 'REMISE');
          return { envoye: 'mesureUrgente { reception }', recu: etat };
        },
      },
      {
        qui: 'ASE',
        quoi: "lit l'ordonnance et l'enfant",
        faire: async (monde) => {
          const { mesureUrgente } = donnees(await monde.demander('ase', MESURE, { id: recu.id }));
          assert.ok(mesureUrgente.enfant.nomNaissance);
          return { envoye: 'mesureUrgente', recu: `${mesureUrgente.reference}, ${mesureUrgente.lieu}` };
        },
      },
      accuserReception(() => recu.id),
      {
        qui: 'Parquet',
        quoi: 'est prévenu à son tour et lit qui a accusé réception',
        faire: async (monde) => {
          await monde.webhook('parquet', 'mesure-urgente.accusee', recu.id);
          const { etat, accuseePar } = await reception(monde, recu.id);
          assert.equal(etat, 'ACCUSEE');
          return { envoye: 'mesureUrgente { reception }', recu: `${etat} par ${accuseePar}` };
        },
      },
    ];
  },
};

export const personneNAccuse: Scenario = {
  titre: "Personne n'accuse réception : l'escalade",
  etapes: () => {
    let recu: Accuse;
    const palier = (rang: number, minutes: number, attendu: string): Etape => ({
      qui: 'Hub',
      quoi: `${String(minutes)} minutes passent sans accusé : palier ${String(rang)}`,
      faire: async (monde) => {
        monde.avancer(minutes);
        await monde.balayer();
        const { escalades } = await jusquALEtat(monde, recu.id, 'ESCALADEE', rang);
        assert.equal(escalades.length, rang);
        assert.equal(escalades[rang - 1].fonction, attendu);
        await monde.webhook('ase', 'mesure-urgente.escaladee', recu.id, rang);
        return {
          envoye: `horloge avancée de ${String(minutes)} min`,
          recu: `${attendu} prévenu par ${escalades[rang - 1].canal}`,
        };
      },
    });
    return [
      notifier((nouveau) => (recu = nouveau)),
      palier(1, 15, "Cadre d'astreinte"),
      palier(2, 15, "Responsable de la protection de l'enfance"),
      palier(3, 30, "Responsable de la protection de l'enfance"),
      accuserReception(() => recu.id),
      {
        qui: 'Hub',
        quoi: "l'échelle s'arrête : deux heures plus tard, plus personne n'est dérangé",
        faire: async (monde) => {
          monde.avancer(120);
          await monde.balayer();
          const { etat, escalades } = await reception(monde, recu.id);
          assert.equal(etat, 'ACCUSEE');
          assert.equal(escalades.length, 3);
          return { envoye: 'horloge avancée de 120 min', recu: `${etat}, toujours 3 paliers` };
        },
      },
    ];
  },
};
