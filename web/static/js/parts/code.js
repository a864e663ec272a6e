// The session's code as it is read aloud, and the address to type it at.
export function grouped(code) {
  return code.length > 4 ? `${code.slice(0, code.length / 2)} ${code.slice(code.length / 2)}` : code;
}

export function address(session) {
  return new URL(session.join_url ?? location.href, location.href).host;
}
