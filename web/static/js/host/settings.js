// The session's heading and settings, as one action with its fields.
import { t } from "../words.js";

const FLAGS = ["cues", "compatible_draw", "names"];
const CHOICES = { draw: ["jobseeker_draws_case", "adviser_draws_case"], grid: ["shared", "private"] };

export function settingsAction(session) {
  const { settings } = session;
  const choice = (name) => ({
    id: name, kind: "choice", label: t(`live.settings.${name}`), value: settings[name],
    choices: CHOICES[name].map((value) => ({ value, label: t(`live.settings.${value}`) })),
  });
  return {
    command: "edit_session", label: t("live.host.settings"), data: {},
    ask: [
      { id: "title", kind: "text", label: t("live.settings.title"), value: session.title, longest: 120 },
      { id: "place", kind: "text", label: t("live.settings.place"), value: session.place, optional: true },
      { id: "date", kind: "date", label: t("live.settings.date"), value: session.date, optional: true },
      choice("draw"), choice("grid"),
      ...FLAGS.map((name) => ({ id: name, kind: "yes", label: t(`live.settings.${name}`), value: settings[name] })),
      { id: "capacity", kind: "number", label: t("live.settings.capacity"), value: settings.capacity },
    ],
    shape: ({ title, place, date, ...rest }) => ({
      title, place: place ?? "", date: date ?? "", settings: { ...settings, ...rest },
    }),
  };
}
