import { load } from "../../ask.js";

await load("desk");
