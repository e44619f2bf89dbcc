import { playDay } from "../../helpers/day/play-day.ts";

playDay("hunan");
