import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lancer } from '../../src/cli/main';
import { donnees, type Accuse } from './attendus';
import { ordonnance } from './envois';
import { jusqua, type Monde } from './monde';
import { ACCUSER, DOSSIER_DE_PREUVE, MESURE, NOTIFIER_AVEC_RECU, PREUVE_INCLUSION } from './operations';
import type { Scenario } from './scenario';

interface Recu {
  readonly id: string;
  readonly jws: string;
  readonly charge: string;
}

/** `hub -- verify` over these files, as someone who has nothing of the hub but its public keys. */
async function verifier(monde: Monde, contenu: string): Promise<{ code: number; stdout: string }> {
  const dossier = mkdtempSync(join(tmpdir(), 'passerelle-tiers-'));
  const cles = await (await fetch(new URL('/.well-known/hub-keys.json', monde.url))).text();
  writeFileSync(join(dossier, 'cles.json'), cles);
  writeFileSync(join(dossier, 'preuve.json'), contenu);
  try {
    return await lancer(['verify', join(dossier, 'preuve.json'), '--cle', join(dossier, 'cles.json')]);
  } finally {
    rmSync(dossier, { recursive: true });
  }
}

const phrases = (stdout: string, debut: string) =>
  stdout
    .split('\n')
    .filter((ligne) => ligne.includes(debut))
    .map((ligne) => ligne.replace(/^ *- /, '').slice(0, 90));

export const unTiersVerifie: Scenario = {
  titre: 'Le dossier de preuve d’un échange, vérifié hors ligne',
  etapes: () => {
    let accuse: Accuse;
    let recu: Recu;
    let contenu: string;
    return [
      {
        qui: 'Parquet',
        quoi: 'notifie une ordonnance et garde le reçu signé',
        faire: async (monde) => {
          const { notifierMesureUrgente: payload } = donnees(
            await monde.demander('parquet', NOTIFIER_AVEC_RECU, { input: ordonnance() }),
          );
          accuse = payload.accuseReception;
          recu = payload.recu;
          const { code, stdout } = await verifier(monde, JSON.stringify(recu));
          assert.equal(code, 0, stdout);
          return { envoye: 'notifierMesureUrgente', recu: `reçu ${recu.id}, vérifié hors ligne` };
        },
      },
      {
        qui: 'ASE',
        quoi: 'est prévenue, ouvre l’ordonnance, accuse réception',
        faire: async (monde) => {
          await monde.webhook('ase', 'mesure-urgente.notifiee', accuse.id);
          donnees(await monde.demander('ase', MESURE, { id: accuse.id }));
          const input = { mesureId: accuse.id, fonction: "Cadre d'astreinte" };
          const { accuserReception } = donnees(await monde.demander('ase', ACCUSER, { input }));
          assert.deepEqual(accuserReception.userErrors, []);
          return { envoye: 'mesureUrgente, accuserReception', recu: accuserReception.accuse.fonction };
        },
      },
      {
        qui: 'Parquet',
        quoi: 'demande plus tard la preuve que son acte est au journal',
        faire: async (monde) => {
          // The next checkpoint: a minute of the clock of the law.
          monde.avancer(2);
          const preuve = await jusqua('preuve d’inclusion', async () => {
            const lue = donnees(await monde.demander('parquet', PREUVE_INCLUSION, { recu: recu.id })).preuveInclusion;
            return lue ?? undefined;
          });
          const { code, stdout } = await verifier(monde, JSON.stringify({ ...recu, preuveInclusion: preuve }));
          assert.equal(code, 0, stdout);
          return { envoye: 'preuveInclusion', recu: phrases(stdout, 'Il est dans le journal').join() };
        },
      },
      {
        qui: 'DPO',
        quoi: 'exporte le dossier de preuve de cet échange',
        faire: async (monde) => {
          contenu = await jusqua('dossier de preuve', async () => {
            monde.avancer(2);
            const { dossierDePreuve } = donnees(await monde.demander('dpo', DOSSIER_DE_PREUVE, { echange: accuse.id }));
            const texte = String(dossierDePreuve?.contenu);
            return texte.includes('"accuserReception"') && texte.includes('"acces"') ? texte : undefined;
          });
          return { envoye: 'dossierDePreuve', recu: `${String(contenu.length)} octets, une archive` };
        },
      },
      {
        qui: 'Tiers',
        quoi: 'la vérifie sans le hub, avec ses seules clés publiques',
        faire: async (monde) => {
          const { code, stdout } = await verifier(monde, contenu);
          assert.equal(code, 0, stdout);
          for (const attendu of [
            'acte « notifierMesureUrgente »',
            'remise à ase-31',
            'accès de ase-31',
            'accuserReception',
          ])
            assert.ok(stdout.includes(attendu), `${attendu} : ${stdout}`);
          return { envoye: 'npm run hub -- verify', recu: phrases(stdout, 'acte « notifierMesureUrgente »').join() };
        },
      },
      {
        qui: 'Tiers',
        quoi: 'un seul bit changé : le dossier n’est plus une preuve',
        faire: async (monde) => {
          const octets = Buffer.from(contenu);
          const bit = octets.indexOf('"ase-31"') + 6;
          octets.writeUInt8(octets.readUInt8(bit) ^ 1, bit);
          const { code, stdout } = await verifier(monde, octets.toString());
          assert.equal(code, 1);
          assert.match(stdout, /^FAUX : ne pas s’y fier/);
          return { envoye: 'npm run hub -- verify', recu: phrases(stdout, 'La signature').join() };
        },
      },
    ];
  },
};
