/** The forms of quantities: decimal numbers, and whole numbers with a unit, which are durations and sizes. */

import { CHANGES, FAULTS, MOST_DIGITS, WRITTEN, fault, isNumber } from "./forms.mjs";
import { partition, strippedLeft, strippedRight } from "./texts.mjs";

const MILLISECONDS = { ms: 1n, s: 1000n, m: 60_000n, h: 3_600_000n, d: 86_400_000n };
const BYTES = {
  B: 1n,
  KB: 10n ** 3n,
  MB: 10n ** 6n,
  GB: 10n ** 9n,
  TB: 10n ** 12n,
  KiB: 2n ** 10n,
  MiB: 2n ** 20n,
  GiB: 2n ** 30n,
  TiB: 2n ** 40n,
};
// What Python's `timedelta` holds.
const LONGEST_DURATION = 999_999_999n * MILLISECONDS.d;
const UNITS_OF = { duration: MILLISECONDS, size: BYTES };

function faultOfDecimal(text, least, most, above, below) {
  const magnitude = text[0] === "-" && (least === null || least[0] === "-") ? text.slice(1) : text;
  const [whole, point, part] = partition(magnitude, ".");
  if (!isNumber(whole) || (point && !isNumber(part))) {
    return "malformed";
  }
  if (strippedLeft(whole, "0").length > MOST_DIGITS || part.length > MOST_DIGITS) {
    return "out-of-range";
  }
  const places = Math.max(...[text, least ?? "", most ?? ""].map((bound) => partition(bound, ".")[2].length));
  const number = scaled(text, places);
  const isAbove = least === null || number > scaled(least, places) - (above ? 0n : 1n);
  const isBelow = most === null || number < scaled(most, places) + (below ? 0n : 1n);
  return isAbove && isBelow ? null : "out-of-range";
}

/** Return a decimal number, times ten to the power of `places`, which are no fewer than it has. */
function scaled(text, places) {
  const [whole, , part] = partition(text, ".");
  return BigInt(whole + part.padEnd(places, "0"));
}

/** Return how much a number with a unit is, in milliseconds or bytes, or the slug of what is wrong with it. */
export function quantity(text, kind, units) {
  const digits = strippedRight(text, units.join(""));
  const unit = text.slice(digits.length);
  if (!isNumber(digits) || !units.includes(unit)) {
    return "malformed";
  }
  const significant = strippedLeft(digits, "0") || "0";
  return significant.length <= MOST_DIGITS ? BigInt(significant) * UNITS_OF[kind][unit] : "out-of-range";
}

/** Return an amount in the largest unit in which it is a whole number; an empty text if there is none. */
export function written(amount, kind, units) {
  const factors = units.map((unit) => [UNITS_OF[kind][unit], unit]).sort(([one], [other]) => (one < other ? -1 : 1));
  const fitting = factors.filter(([factor]) => amount >= 0n && amount % factor === 0n);
  const within = fitting.filter(([factor]) => factor <= amount);
  const [factor, unit] = within.at(-1) ?? fitting[0] ?? [1n, null];
  return unit === null ? "" : `${amount / factor}${unit}`;
}

function faultOfQuantity(amount, least, most) {
  if (typeof amount === "string") {
    return amount;
  }
  const isWithin = (least === null || BigInt(least) <= amount) && (most === null || amount <= BigInt(most));
  return isWithin ? null : "out-of-range";
}

function withUnit(text, kind) {
  const units = /[0-9]$/.test(text) ? kind[3] : [];
  return units.map((unit) => text + unit).find((each) => fault(kind, each) === null) ?? text;
}

Object.assign(FAULTS, {
  decimal: faultOfDecimal,
  duration: (text, least, most, units) =>
    faultOfQuantity(quantity(text, "duration", units), least, most ?? LONGEST_DURATION),
  size: (text, least, most, units) => faultOfQuantity(quantity(text, "size", units), least, most),
});
Object.assign(WRITTEN, {
  duration: (bound, _least, _most, units) => written(BigInt(bound), "duration", units),
  size: (bound, _least, _most, units) => written(BigInt(bound), "size", units),
});
CHANGES.push([["duration", "size"], [["no-unit", withUnit]]]);
