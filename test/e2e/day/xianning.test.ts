import { playDay } from "../../helpers/day/play-day.ts";

playDay("xianning");
