import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peupler } from '../subgraphs/access-cases';
import { ouvrirHub, ouvrirTerrain } from '../subgraphs/hub-ouvert';
import { pageObservee } from './matrice-observee';

const PAGE = join(__dirname, '../../docs/acces-observes.md');

test('ce que chaque institution obtient est ce que dit docs/acces-observes.md (ECRIRE=1 pour la refaire)', async () => {
  const terrain = await ouvrirTerrain();
  const hub = await ouvrirHub(terrain);
  try {
    const page = await pageObservee(hub, await peupler(hub));
    if (process.env['ECRIRE'] === '1') writeFileSync(PAGE, page);
    expect(page.split('\n')).toEqual(readFileSync(PAGE, 'utf8').split('\n'));
  } finally {
    await hub.fermer();
    await terrain.fermer();
  }
}, 120_000);
