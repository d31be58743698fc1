import { load } from "../../ask.js";

await load("release");
