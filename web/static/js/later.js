// What the first screen can do without: fetched right after it is drawn, long before it is needed.
import { addPanels } from "./layout.js";
import { render as form } from "./panels/form.js";
import { render as notes } from "./panels/notes.js";
import { render as pile } from "./panels/pile.js";

addPanels({ form, notes, pile });

export { askFirst } from "./asking.js";
export { debriefing } from "./frames/debriefing.js";
export { openMenu } from "./menu.js";
export { openEdit } from "./parts/edit.js";
export { watchTerms } from "./parts/meaning.js";
export { tendTerms } from "./parts/terms.js";
