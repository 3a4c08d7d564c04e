const LETTRES_UAI = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** Key letter of an UAI: rank of its 7-digit number modulo 23 in the alphabet without I, O and Q. */
export function uaiKey(number: string): string {
  return LETTRES_UAI.charAt(Number(number) % LETTRES_UAI.length);
}

/** Luhn sum modulo 10 (ISO/IEC 7812-1): from the right, every second digit is doubled and its digits added. */
export function luhnRemainder(digits: string): number {
  let sum = 0;
  for (let rank = 0; rank < digits.length; rank += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - rank));
    const weighted = rank % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10;
}

/** The last digit that would make `digits` (key included) satisfy Luhn. */
export function luhnKey(digits: string): string {
  return String((10 - luhnRemainder(`${digits.slice(0, -1)}0`)) % 10);
}

export function digitSum(digits: string): number {
  return Array.from(digits, Number).reduce((sum, digit) => sum + digit, 0);
}

/** Key of a NIR, from its 13 first characters: 97 − (N mod 97), where Corsica's 2A counts as 19 and 2B as 18. */
export function nirKey(body: string): string {
  const number = Number(body.replace('2A', '19').replace('2B', '18'));
  return String(97 - (number % 97)).padStart(2, '0');
}
