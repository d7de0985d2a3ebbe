const NAMES = Object.freeze({ AUDIT: "AUDIT_URL", SPARE: "SPARE_NAME" });
const ERRORS = { NOT_FOUND: "NOT_FOUND", RATE_LIMITED: "RATE_LIMITED" };
module.exports = { NAMES, ERRORS };
