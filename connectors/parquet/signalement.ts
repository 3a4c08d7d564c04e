import { createHash } from 'node:crypto';
import { forme, MEDIA_TYPE } from '../hub-env/enveloppe';
import { evenementDuHub } from '../hub-env/evenement-du-hub';
import type { Objet } from '../json';
import type { VoieSortante } from '../sortant';
import { documentDuSignalement, type SignalementLu } from './document';

const QUERY = `query ($id: ID!) { signalement(id: $id) {
  id reference collectivite tribunal auteur motifs expose actionsMenees le
  information { reference evaluations { equipe rendueLe conclusion rapport divergences } }
  enfant { nomNaissance nomUsage prenoms sexe dateNaissance ageApproximatif communeNaissance }
} }`;
const commun = { roles: ['parquet'], query: QUERY, champ: 'signalement' };

const lu = (donnees: Objet) => donnees as unknown as SignalementLu;

/** A signalement of the CRIP (CASF L226-4), as the parquet's software takes it: signed, with the digest of its PDF. */
export const signalement: VoieSortante = {
  ...commun,
  nom: 'parquet-signalement',
  chemin: '/justice/signalements/:id',
  signe: true,
  ecrire: async (donnees, { chemin }) => {
    const { id, le, tribunal, ...data } = lu(donnees);
    const octets = await documentDuSignalement(lu(donnees));
    const document = {
      ...{ adresse: `${chemin}/pdf`, type: 'application/pdf', taille: octets.byteLength },
      empreinte: `sha-256:${createHash('sha256').update(octets).digest('hex')}`,
    };
    const type = 'fr.passerelle-enfance.justice.signalement.v1';
    const evenement = { sujet: id, type, time: le, destinataire: tribunal, data: { ...data, tribunal, document } };
    return { type: MEDIA_TYPE, corps: forme(evenementDuHub(evenement)) };
  },
};

/** The same, for a person to read. */
export const signalementPdf: VoieSortante = {
  ...commun,
  nom: 'parquet-signalement-pdf',
  chemin: '/justice/signalements/:id/pdf',
  ecrire: async (donnees) => {
    const { reference } = lu(donnees);
    return { type: 'application/pdf', nom: `${reference}.pdf`, corps: await documentDuSignalement(lu(donnees)) };
  },
};
