import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SORTIES, VOIES } from '../../connectors/registry';
import type { Simulator } from '../../connectors/simulator';
import { DOSSIERS, SIMULATORS, simulateurDe } from '../support/simulators';

test.each([...DOSSIERS, '../test/connectors/jouet'])('%s : un simulateur, ses exemples, un README', (dossier) => {
  const { simulator, startPartnerSimulator } = simulateurDe(dossier);
  const { emissions = [], releves = [] } = (simulator ?? {}) as Partial<Simulator>;
  expect(emissions.length + releves.length > 0 || typeof startPartnerSimulator === 'function').toBe(true);
  const samples = join('connectors', dossier, 'samples');
  const exemples = existsSync(samples) ? readdirSync(samples) : [];
  expect(emissions.map(({ exemple }) => exemple).sort()).toEqual(exemples.sort());
  const readme = readFileSync(join('connectors', dossier, 'README.md'), 'utf8');
  const titres = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, titre]) => titre);
  if (emissions.length > 0) expect(titres).toContain('What it sends');
  if (releves.length > 0) expect(titres).toContain('What it reads');
  expect(titres).toEqual(expect.arrayContaining(['Keys and contact', 'Simulator']));
});

test('chaque voie du registre a un simulateur qui la parle, dans un rôle qu’elle admet', () => {
  const parlees = SIMULATORS.flatMap(({ emissions }) => emissions.map(({ voie }) => voie));
  const lues = SIMULATORS.flatMap(({ releves }) => releves.map(({ voie }) => voie));
  expect(VOIES.filter((voie) => !parlees.includes(voie))).toEqual([]);
  expect(SORTIES.filter((voie) => !lues.includes(voie))).toEqual([]);
  for (const { role, emissions, releves } of SIMULATORS)
    for (const { voie } of [...emissions, ...releves]) expect(voie.roles).toContain(role);
});
