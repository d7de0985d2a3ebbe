/** The forms of texts with a shape: a pattern or a length, a path, a host, a host with a port, an e-mail address. */

import { CHANGES, FAULTS, isAuthority, isHostName, isText, malformedUnless } from "./forms.mjs";
import { lengthOf, partition, partitionAtLast, strippedLeft } from "./texts.mjs";

const LINE_ENDS = "\r\n";
const IPV6_ADDRESS = /^[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*$/;
const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9.-]*[A-Za-z0-9-])$/;

function matches(pattern, text) {
  return pattern === null || new RegExp(pattern, "u").test(text);
}

function hasLength(text, least, most) {
  const length = lengthOf(text);
  return (least === null || length >= least) && (most === null || length <= most);
}

/** Say whether a text is a host's name, or an IPv4 or IPv6 address without brackets. */
export function isHost(text) {
  return isHostName(text) || IPV6_ADDRESS.test(text);
}

/** Say whether a text is a host and a port, with a colon between them; an IPv6 address stands in brackets. */
export function isHostAndPort(text) {
  return isAuthority(text) && !text.endsWith("]") && text.includes(":");
}

/** Say whether a text is an e-mail address, as a form of HTML takes it; its domain is the name of a host. */
export function isEmail(text) {
  return isHostName(EMAIL.exec(text)?.[1] ?? "");
}

function withoutPort(text) {
  const [host, , port] = partitionAtLast(text, ":");
  return /^[0-9]*$/.test(port) ? host : text;
}

function addressAlone(text) {
  return text.includes("<") ? partition(partition(text, "<")[2], ">")[0] : text.replace("mailto:", "");
}

Object.assign(FAULTS, {
  "shaped-text": (text, pattern, least, most) =>
    malformedUnless(isText(text, LINE_ENDS) && hasLength(text, least, most) && matches(pattern, text)),
  path: (text) => malformedUnless(isText(text, LINE_ENDS) && text[0] !== "~"),
  host: (text) => malformedUnless(isHost(text)),
  "host-and-port": (text) => malformedUnless(isHostAndPort(text)),
  email: (text) => malformedUnless(isEmail(text)),
});

CHANGES.push(
  [["path"], [["home", (text) => strippedLeft(text, "~")]]],
  [["host", "host-and-port"], [["host-alone", (text) => partitionAtLast(text, "://")[2].split("/", 1)[0]]]],
  [["host"], [["port", withoutPort]]],
  [["host-and-port"], [["no-port", (text) => `${text}:1`]]],
  [["email"], [["address-alone", addressAlone]]],
  [["shaped-text"], [["lower-case", (text) => text.toLowerCase()], ["upper-case", (text) => text.toUpperCase()]]],
);
