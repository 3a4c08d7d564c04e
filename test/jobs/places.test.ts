import { createPlaces } from '../../jobs/places';

type Free = (healthy: boolean) => { called: boolean; broken: boolean };

function take(places: ReturnType<typeof createPlaces>, who: string) {
  const place = places.take(who);
  return 'free' in place ? place.free : place.waitMs;
}

test('a partner that answers has every place it asks for', () => {
  const places = createPlaces();
  expect(Array.from({ length: 100 }, () => typeof take(places, 'a')).every((type) => type === 'function')).toBe(true);
});

test('a partner that hangs keeps two places, the others are not held up', () => {
  let now = 0;
  const places = createPlaces(() => now);
  take(places, 'slow');
  take(places, 'slow');
  now = 2_001;
  expect([take(places, 'slow'), take(places, 'slow')]).toEqual([250, 500]);
  expect(typeof take(places, 'other')).toBe('function');
});

test('a partner that fails three times in a row is tried two at a time until it answers', () => {
  const places = createPlaces();
  for (let failure = 0; failure < 3; failure += 1) (take(places, 'a') as Free)(false);
  const [first] = [take(places, 'a'), take(places, 'a')] as Free[];
  expect(take(places, 'a')).toBe(250);
  first!(true);
  expect(typeof take(places, 'a')).toBe('function');
  expect(typeof take(places, 'a')).toBe('function');
});

test('three failures in a row are a breakdown, two and a success are not', () => {
  const places = createPlaces();
  const broken = (healthy: boolean) => (take(places, 'a') as Free)(healthy).broken;
  expect([false, false, true, false, false, false].map(broken)).toEqual([false, false, false, false, false, true]);
});

test('those put aside wait ten minutes at most, less when the partner answers again', () => {
  const places = createPlaces();
  for (let failure = 0; failure < 3; failure += 1) (take(places, 'a') as Free)(false);
  const trying = take(places, 'a') as Free;
  const waits = Array.from({ length: 5_000 }, () => take(places, 'a')).slice(2, 4_998);
  expect(Math.max(...(waits as number[]))).toBe(600_000);
  expect(trying(true)).toEqual({ called: true, broken: false });
  expect(typeof take(places, 'a')).toBe('function');
});
