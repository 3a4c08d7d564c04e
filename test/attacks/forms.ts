import { demoClients } from '../../src/auth/demo-clients';
import { VOISINS } from '../subgraphs/hub-ouvert';

const institutions = Object.values({ ...demoClients, ...VOISINS }).map(({ institution }) => institution);

/** Values of the right form by name of field: what an identifier of France, a court or a territory looks like. */
export const FORMS: Readonly<Record<string, readonly unknown[]>> = {
  tj: ['tj31555', 'tj69123'],
  tribunal: ['tj31555', 'tj69123'],
  uai: [demoClients.college.institution, VOISINS.autreCollege.institution],
  finess: [demoClients.hopital.institution],
  siret: ['22310001700423'],
  rpps: ['99700218896'],
  numeroParquet: ['26065000123'],
  communeResidence: ['31555', '33063'],
  communeNaissance: ['31555', '75056'],
  collectivite: ['31', '33', '69M'],
  collectivites: ['31', '33'],
  residence: ['31', '974', 'ETRANGER'],
  dateNaissance: ['2014-05-02', '2010-01-31'],
  destinataire: institutions,
  acteur: institutions,
  matricule: ['279035121518989'],
  oid: ['1.2.250.1.213.1.4.10'],
  regle: ['A1', 'J1', 'J2'],
  first: [1, 20, 100],
  capacite: [1, 3],
  ageApproximatif: [3, 15],
  delaiReponseJours: [15, 60],
};
