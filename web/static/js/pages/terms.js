// A page with acronyms: their meanings, which stand at its foot, come to the words.
import { watchTerms } from "../parts/meaning.js";

watchTerms();
