// A session's code as people type, paste or read it: six of these signs, said in two groups.
const SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
export const LENGTH = 6;

export function readCode(typed) {
  const after = typed.slice(typed.lastIndexOf("/j/") + 1).replace(/^j\//, "").split(/[?#]/)[0];
  return [...after.normalize("NFKC").toUpperCase()].filter((sign) => SIGNS.includes(sign)).join("");
}

export function grouped(code) {
  return code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}
