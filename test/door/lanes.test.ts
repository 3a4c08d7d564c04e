import { expectPublished, bearer, openDoor, query } from './support';
import { until } from '../support/until';
import { running } from './toy-schema';

const as = (sub: string) => ({ authorization: bearer({ sub }) });
const settled = () => new Promise((done) => setTimeout(done, 100));
/** So many run, however long they take to begin, and no more begin afterwards. */
async function atOnce(count: number): Promise<void> {
  await until(`${String(count)} run`, () => running.bonjour === count);
  await settled();
  expect(running.bonjour).toBe(count);
}

/** Every greeting waits until this is called. */
function hold(): () => void {
  let go: () => void = () => undefined;
  running.attente = new Promise((done) => (go = done));
  return () => {
    running.attente = undefined;
    go();
  };
}

describe('operations that run at once', () => {
  it('are so many of each client and of all; the others wait their turn, and the urgent ones do not', async () => {
    const door = await openDoor({
      limits: { concurrent: 3, concurrentPerClient: 2 },
      voieUrgente: new Set(['moi']),
    });
    const go = hold();
    const first = Array.from({ length: 5 }, () => query(door, '{ bonjour }', {}, as('a')));
    await atOnce(2);
    const others = ['b', 'c', 'd'].map((sub) => query(door, '{ bonjour }', {}, as(sub)));
    await atOnce(3);
    expect((await query(door, '{ moi }', {}, as('a'))).status).toBe(200);
    go();
    const answers = await Promise.all([...first, ...others]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(running.bonjour).toBe(0);
    await door.close();
  });

  it('whoever waits too long is told to come back, and takes no place', async () => {
    const door = await openDoor({ limits: { concurrent: 1, operationMs: 300 } });
    const go = hold();
    const late = await Promise.all([query(door, '{ bonjour }', {}, as('a')), query(door, '{ bonjour }', {}, as('b'))]);
    for (const answer of late) expectPublished(answer, 'DELAI_DEPASSE');
    expect(running.bonjour).toBe(1);
    go();
    await settled();
    expect((await query(door, '{ bonjour }', {}, as('b'))).status).toBe(200);
    await door.close();
  });

  it('an operation that is refused gives its place back', async () => {
    const door = await openDoor({ limits: { concurrent: 1, operationMs: 500 } });
    for (const text of [
      '{ cassePlus }',
      '{ introuvable }',
      'query ($v: Int!) { nombre(valeur: $v) }',
      '{ inconnu }',
      '{',
    ])
      await query(door, text);
    expect((await query(door, '{ bonjour }')).status).toBe(200);
    await door.close();
  });
});
