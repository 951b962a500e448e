/** Labels of international host names from and to their ASCII form (RFC 3492, with the parameters of section 5). */

const base = 36;
const tMin = 1;
const tMax = 26;
const firstCode = 128;

/** What stands behind `xn--`; `null`: it is the ASCII form of nothing. */
export function decodeLabel(text: string): string | null {
  const border = Math.max(text.lastIndexOf('-'), 0);
  const points = [...text.slice(0, border)].map((letter) => letter.charCodeAt(0));
  let at = border > 0 ? border + 1 : 0;
  let code = firstCode;
  let index = 0;
  let bias = 72;
  while (at < text.length) {
    const before = index;
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(text.charCodeAt(at));
      at += 1;
      if (digit >= base) return null;
      index += digit * weight;
      const threshold = thresholdAt(k, bias);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const length = points.length + 1;
    bias = adapt(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10_ff_ff) return null;
    points.splice(index, 0, code);
    index += 1;
  }
  return String.fromCodePoint(...points);
}

/** What stands behind `xn--` for a label. */
export function encodeLabel(text: string): string {
  const points = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < firstCode);
  let result = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let handled = basic.length;
  let code = firstCode;
  let delta = 0;
  let bias = 72;
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= code));
    delta += (next - code) * (handled + 1);
    code = next;
    for (const point of points) {
      if (point < code) delta += 1;
      if (point !== code) continue;
      result += digitsOf(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    code += 1;
  }
  return result;
}

/** One number, least digit first. */
function digitsOf(value: number, bias: number): string {
  let result = '';
  let rest = value;
  for (let k = base; ; k += base) {
    const threshold = thresholdAt(k, bias);
    if (rest < threshold) return result + letterOf(rest);
    const span = base - threshold;
    result += letterOf(((rest - threshold) % span) + threshold);
    rest = Math.floor((rest - threshold) / span);
  }
}

function letterOf(digit: number): string {
  return String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);
}

function digitOf(letter: number): number {
  if (letter >= 48 && letter <= 57) return letter - 22;
  const small = letter | 32;
  return small >= 97 && small <= 122 ? small - 97 : base;
}

function thresholdAt(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, tMin), tMax);
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + 38));
}
