/** The forms of JSON documents: arrays, objects, and texts that hold one. */

import { documentOf } from "./lenient_forms.mjs";
import { FITS, fits } from "./values.mjs";

/** Say whether a text is a document of a form; where `orText`, what is no document may have the form itself. */
function fitsJson(value, form, orText) {
  if (typeof value !== "string") {
    return false;
  }
  let document;
  try {
    document = documentOf(value);
  } catch (error) {
    return error instanceof RangeError || (orText && fits(form, value));
  }
  return fits(form, document);
}

function fitsArray(value, item, least, most) {
  if (!Array.isArray(value) || (least !== null && value.length < least) || (most !== null && value.length > most)) {
    return false;
  }
  return value.every((part) => fits(item, part));
}

function isPlainObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fitsMapping(value, key, item, least, most) {
  if (!isPlainObject(value)) {
    return false;
  }
  const entries = Object.entries(value);
  if ((least !== null && entries.length < least) || (most !== null && entries.length > most)) {
    return false;
  }
  return entries.every(([name, part]) => fits(key, name) && fits(item, part));
}

/** Say whether a value is an object with keys; of the names of a key the first that it has counts. */
function fitsObject(value, keys, anyCase, isClosed) {
  if (!isPlainObject(value)) {
    return false;
  }
  const spelled = (name) => (anyCase ? name.toLowerCase() : name);
  const held = new Map(Object.entries(value).map(([name, part]) => [spelled(name), part]));
  const known = new Set();
  for (const [names, form, isRequired] of keys) {
    names.forEach((name) => known.add(spelled(name)));
    const present = names.map(spelled).find((name) => held.has(name));
    if (present === undefined ? isRequired : !fits(form, held.get(present))) {
      return false;
    }
  }
  return !isClosed || [...held.keys()].every((name) => known.has(name));
}

Object.assign(FITS, {
  json: fitsJson,
  array: fitsArray,
  tuple: (value, forms) =>
    Array.isArray(value) && value.length === forms.length && forms.every((form, place) => fits(form, value[place])),
  mapping: fitsMapping,
  object: fitsObject,
});
