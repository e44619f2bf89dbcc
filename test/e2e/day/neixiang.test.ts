import { playDay } from "#test/helpers/day/play-day.ts";

playDay("neixiang");
